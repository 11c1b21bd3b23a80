import { type FieldMapping, image, type Model, type Price } from "@tarash/core/provider";
import { reported, retired, source } from "../facts.ts";
import { images, named, own, prompt, ratio, size } from "../fields.ts";

const endpoint = "generateContent";

const ten = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];
const fourteen = [...ten, "1:4", "4:1", "1:8", "8:1"];

const shared: FieldMapping = {
  prompt,
  images: images(["reference", "asset", "style"]),
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
  "imageConfig.aspectRatio": ratio(fourteen),
  "imageConfig.imageSize": size(["512", "1K", "2K", "4K"]),
};
const pro: FieldMapping = {
  ...shared,
  "imageConfig.aspectRatio": ratio(ten),
  "imageConfig.imageSize": size(["1K", "2K", "4K"]),
};
const lite: FieldMapping = {
  ...shared,
  "imageConfig.aspectRatio": ratio(fourteen),
  "imageConfig.imageSize": size(["1K"]),
};

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
  "gemini-nano-banana-2.1": image([{ endpoint, fields: wide }], {
    verified: false,
    source,
    price: priceOfNano,
  }),
  "gemini-3-pro-image": image([{ endpoint, fields: pro }], { source }),
  "nano-banana-pro-preview": image([{ endpoint, fields: pro }], { source, verified: false }),
  "gemini-3.1-flash-image": image([{ endpoint, fields: wide }], {
    source,
    retired: reported("2026-10-29", "gemini-nano-banana-2.1", "LiteLLM discussion 44983"),
  }),
  "gemini-3.1-flash-lite-image": image([{ endpoint, fields: lite }], { source }),
  "gemini-2.5-flash-image": image(
    [{ endpoint, fields: { ...shared, "imageConfig.aspectRatio": ratio(ten) } }],
    {
      source,
      retired: reported("2026-10-02", "gemini-3.1-flash-image", `${page} (earliest date)`),
    },
  ),
  "gemini-3-pro-image-preview": image([{ endpoint, fields: pro }], {
    source,
    retired: retired("2026-06-25", "gemini-3-pro-image", page),
  }),
  "gemini-3.1-flash-image-preview": image([{ endpoint, fields: wide }], {
    source,
    retired: retired("2026-06-25", "gemini-3.1-flash-image", page),
  }),
};
