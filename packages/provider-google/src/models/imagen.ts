import { type FieldMapping, image, type Model } from "@tarash/core/provider";
import { reported, source } from "../facts.ts";
import {
  choice,
  count,
  frame,
  guidance,
  images,
  imageType,
  mask,
  negativePrompt,
  own,
  prompt,
  ratio,
  scale,
  seed,
  shapeOfImage,
  size,
  steps,
} from "../fields.ts";

const ratios = ["1:1", "3:4", "4:3", "9:16", "16:9"];

const filters: FieldMapping = {
  safetyFilterLevel: choice([
    "BLOCK_LOW_AND_ABOVE",
    "BLOCK_MEDIUM_AND_ABOVE",
    "BLOCK_ONLY_HIGH",
    "BLOCK_NONE",
  ]),
  personGeneration: choice(["DONT_ALLOW", "ALLOW_ADULT", "ALLOW_ALL"]),
  includeRaiReason: own,
  outputMimeType: imageType,
  outputCompressionQuality: own,
  outputGcsUri: own,
  labels: own,
};
const shared: FieldMapping = {
  ...filters,
  prompt,
  negativePrompt,
  aspectRatio: ratio(ratios),
  numberOfImages: count("n", 4),
  guidanceScale: guidance,
  seed,
  includeSafetyAttributes: own,
  language: choice(["auto", "en", "ja", "ko", "hi", "zh", "pt", "es"]),
  addWatermark: own,
};
const generating: FieldMapping = { ...shared, enhancePrompt: own };
const editing: FieldMapping = { ...shared, baseSteps: steps, image: frame("reference", true) };

const reasons = { includeRaiReason: true };
const source4 = "Google's pages give end of June 2026 for Vertex AI";

function painting(editMode: string): { fields: FieldMapping; fixed: Record<string, unknown> } {
  return {
    fields: {
      ...editing,
      mask,
      editMode: choice([editMode, "EDIT_MODE_INPAINT_REMOVAL", "EDIT_MODE_BGSWAP"]),
      maskMode: choice(maskModes),
      maskDilation: own,
    },
    fixed: { ...reasons, editMode, maskMode: "MASK_MODE_USER_PROVIDED" },
  };
}
const maskModes = [
  "MASK_MODE_USER_PROVIDED",
  "MASK_MODE_BACKGROUND",
  "MASK_MODE_FOREGROUND",
  "MASK_MODE_SEMANTIC",
];

const four = image(
  [
    {
      endpoint: "generateImages",
      fields: {
        imageSize: size(["1K", "2K"]),
        ...generating,
        aspectRatio: shapeOfImage(ratios),
      },
      fixed: reasons,
    },
  ],
  { source, retired: reported("2026-06-30", "gemini-3-pro-image", source4) },
);
const three = image([{ endpoint: "generateImages", fields: generating, fixed: reasons }], {
  source,
  retired: reported("2026-06-30", "gemini-3-pro-image", source4),
});

/** Imagen on Vertex AI. */
export const imagen: Readonly<Record<string, Model>> = {
  "imagen-4.0-generate-001": four,
  "imagen-4.0-fast-generate-001": four,
  "imagen-4.0-ultra-generate-001": four,
  "imagen-3.0-generate-002": three,
  "imagen-3.0-generate-001": three,
  "imagen-3.0-fast-generate-001": three,
  "imagen-3.0-capability-001": image(
    [
      {
        endpoint: "editImage",
        task: "edit",
        fields: {
          ...editing,
          styles: images("style"),
          editMode: choice([
            "EDIT_MODE_DEFAULT",
            "EDIT_MODE_CONTROLLED_EDITING",
            "EDIT_MODE_STYLE",
            "EDIT_MODE_PRODUCT_IMAGE",
          ]),
        },
        fixed: { ...reasons, editMode: "EDIT_MODE_DEFAULT" },
      },
      { endpoint: "editImage", task: "inpaint", ...painting("EDIT_MODE_INPAINT_INSERTION") },
      { endpoint: "editImage", task: "outpaint", ...painting("EDIT_MODE_OUTPAINT") },
    ],
    { source, retired: reported("2026-06-30", "gemini-3-pro-image", source4) },
  ),
  "imagen-4.0-upscale-preview": image(
    [
      {
        endpoint: "upscaleImage",
        task: "upscale",
        fields: {
          ...filters,
          image: frame("reference", true),
          upscaleFactor: scale,
          enhanceInputImage: own,
          imagePreservationFactor: own,
        },
        fixed: { ...reasons, upscaleFactor: "x2" },
      },
    ],
    { source, verified: false },
  ),
};
