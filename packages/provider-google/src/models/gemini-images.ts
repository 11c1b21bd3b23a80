import {
  type FieldMapping,
  image,
  type Model,
  type ModelVariant,
  type Price,
} from "@tarash/core/provider";
import { reported, retired, source } from "../facts.ts";
import { images, named, own, prompt, ratio, shapeOfImage, size } from "../fields.ts";

const endpoint = "generateContent";

const ten = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];
const fourteen = [...ten, "1:4", "4:1", "1:8", "8:1"];

const shared: FieldMapping = {
  prompt,
  "imageConfig.personGeneration": named("personGeneration", [
    "ALLOW_ALL",
    "ALLOW_ADULT",
    "ALLOW_NONE",
  ]),
  "imageConfig.prominentPeople": named("prominentPeople", [
    "PROMINENT_PEOPLE_UNSPECIFIED",
    "ALLOW_PROMINENT_PEOPLE",
    "BLOCK_PROMINENT_PEOPLE",
  ]),
  "imageConfig.outputMimeType": named("outputMimeType"),
  "imageConfig.outputCompressionQuality": named("outputCompressionQuality"),
  "imageConfig.imageOutputOptions": named("imageOutputOptions"),
  safetySettings: own,
  systemInstruction: own,
  temperature: own,
  seed: own,
  labels: own,
};
const wide: FieldMapping = {
  ...shared,
  "imageConfig.imageSize": size(["512", "1K", "2K", "4K"]),
  "imageConfig.aspectRatio": shapeOfImage(fourteen),
};
const pro: FieldMapping = {
  ...shared,
  "imageConfig.imageSize": size(["1K", "2K", "4K"]),
  "imageConfig.aspectRatio": shapeOfImage(ten),
};
const lite: FieldMapping = {
  ...shared,
  "imageConfig.imageSize": size(["1K"]),
  "imageConfig.aspectRatio": shapeOfImage(fourteen),
};

/** With images it is an edit, as with every provider of these models: the first is changed, the others are at hand. */
function ways(fields: FieldMapping): readonly ModelVariant[] {
  const inputs = images(["reference", "asset", "style"], { required: true });
  return [
    { endpoint, task: "edit", fields: { ...fields, images: inputs } },
    { endpoint, fields },
  ];
}

const priceOfNano: Price = {
  currency: "USD",
  unit: "image",
  amount: 0.0336,
  asOf: "2026-11-20",
  source: "LiteLLM discussion 44983, for 1K",
};
const page = "ai.google.dev deprecations";

/** Gemini's image models: with a key, or on Vertex AI. */
export const geminiImages: Readonly<Record<string, Model>> = {
  "gemini-nano-banana-2.1": image(ways(wide), {
    verified: false,
    source,
    price: priceOfNano,
  }),
  "gemini-3-pro-image": image(ways(pro), { source }),
  "nano-banana-pro-preview": image(ways(pro), { source, verified: false }),
  "gemini-3.1-flash-image": image(ways(wide), {
    source,
    retired: reported("2026-10-29", "gemini-nano-banana-2.1", "LiteLLM discussion 44983"),
  }),
  "gemini-3.1-flash-lite-image": image(ways(lite), { source }),
  "gemini-2.5-flash-image": image(ways({ ...shared, "imageConfig.aspectRatio": ratio(ten) }), {
    source,
    retired: reported("2026-10-02", "gemini-3.1-flash-image", `${page} (earliest date)`),
  }),
  "gemini-3-pro-image-preview": image(ways(pro), {
    source,
    retired: retired("2026-06-25", "gemini-3-pro-image", page),
  }),
  "gemini-3.1-flash-image-preview": image(ways(wide), {
    source,
    retired: retired("2026-06-25", "gemini-3.1-flash-image", page),
  }),
};
