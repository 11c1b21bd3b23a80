import {
  type FieldMapping,
  image as imageModel,
  type Model,
  type ModelCatalogue,
  type ModelVariant,
  type Price,
  type Task,
} from "@tarash/core/provider";
import {
  format,
  guidance,
  image,
  margin,
  mask,
  negativePrompt,
  number,
  optionalPrompt,
  prompt,
  ratio,
  search,
  seed,
  strength,
  style,
  styleImage,
  transparentFormat,
} from "./fields.ts";

const official = "v2beta OpenAPI in tryAGI/StabilityAI 016c91b, 2026-08";
const thirdParty = "api-evangelist/stability-ai f1b98a1, 2026-08-22";

/** Where Stability's image services live. */
const base = "/v2beta/stable-image";

/** One credit is one cent. Nothing is charged for failed generations. */
function credits(count: number, source = official): Price {
  return { currency: "USD", unit: "image", amount: count / 100, asOf: "2026-08-22", source };
}

const pricing = "stability.ai/api-pricing-update-25, 2025-08-01";

const shared = { prompt, negative_prompt: negativePrompt, seed, output_format: format };
const styled = { ...shared, style_preset: style };

/** A Stable Diffusion 3.5 model: from words, or from a picture and words. */
function diffusion(model: string, count: number, options: Partial<Model> = {}): Model {
  const endpoint = `${base}/generate/sd3`;
  const fields = { ...styled, cfg_scale: guidance };
  return imageModel(
    [
      {
        endpoint,
        fields: { ...fields, aspect_ratio: ratio },
        fixed: { model, mode: "text-to-image" },
      },
      {
        endpoint,
        fields: { ...fields, image, strength },
        fixed: { model, mode: "image-to-image" },
      },
    ],
    {
      price: credits(count),
      source: official,
      typicalSeconds: 8,
      answersAtOnce: true,
      ...options,
    },
  );
}

/** A service that has one thing to do. */
function service(
  path: string,
  task: Task,
  fields: FieldMapping,
  options: { price?: Price; source?: string; typicalSeconds?: number; answersAtOnce?: boolean },
): Model {
  const variant: ModelVariant = { endpoint: `${base}/${path}`, task, fields };
  return imageModel([variant], {
    source: official,
    typicalSeconds: 8,
    answersAtOnce: true,
    ...options,
  });
}

const control = { ...styled, image, control_strength: number(0, 1) };

/** A model, or a service that works on pictures. */
export type StabilityModel =
  | "stable-image-core"
  | "stable-image-ultra"
  | "sd3.5-large"
  | "sd3.5-large-turbo"
  | "sd3.5-medium"
  | "sd3.5-flash"
  | "edit/inpaint"
  | "edit/outpaint"
  | "edit/erase"
  | "edit/search-and-replace"
  | "edit/search-and-recolor"
  | "edit/remove-background"
  | "control/sketch"
  | "control/structure"
  | "control/style"
  | "upscale/fast"
  | "upscale/conservative"
  | "upscale/creative";

const images: Readonly<Record<StabilityModel, Model>> = {
  "stable-image-core": service(
    "generate/core",
    "generate",
    { ...styled, aspect_ratio: ratio },
    { price: credits(3) },
  ),
  "stable-image-ultra": imageModel(
    [
      { endpoint: `${base}/generate/ultra`, fields: { ...styled, aspect_ratio: ratio } },
      {
        endpoint: `${base}/generate/ultra`,
        fields: { ...styled, aspect_ratio: ratio, image, strength },
      },
    ],
    { price: credits(8), source: official, typicalSeconds: 10, answersAtOnce: true },
  ),
  "sd3.5-large": diffusion("sd3.5-large", 6.5),
  "sd3.5-large-turbo": diffusion("sd3.5-large-turbo", 4),
  "sd3.5-medium": diffusion("sd3.5-medium", 3.5),
  // Priced in the text of the OpenAPI document, and missing in its enumeration of models.
  "sd3.5-flash": diffusion("sd3.5-flash", 2.5, { verified: false }),

  "edit/inpaint": service(
    "edit/inpaint",
    "inpaint",
    { ...styled, image, mask, grow_mask: number(0, 100) },
    { price: credits(5) },
  ),
  "edit/outpaint": service(
    "edit/outpaint",
    "outpaint",
    {
      image,
      prompt: optionalPrompt,
      left: margin,
      right: margin,
      up: margin,
      down: margin,
      creativity: number(0, 1),
      seed,
      output_format: format,
      style_preset: style,
    },
    { price: credits(4, pricing) },
  ),
  "edit/erase": service(
    "edit/erase",
    "edit",
    { image, mask, grow_mask: number(0, 20), seed, output_format: format },
    { price: credits(5) },
  ),
  "edit/search-and-replace": service(
    "edit/search-and-replace",
    "edit",
    { ...styled, image, search_prompt: search, grow_mask: number(0, 20) },
    { price: credits(5, pricing) },
  ),
  "edit/search-and-recolor": service(
    "edit/search-and-recolor",
    "edit",
    { ...shared, image, select_prompt: search },
    { source: thirdParty },
  ),
  "edit/remove-background": service(
    "edit/remove-background",
    "remove-background",
    { image, output_format: transparentFormat },
    { price: credits(5) },
  ),

  "control/sketch": service("control/sketch", "generate", control, { price: credits(5) }),
  "control/structure": service("control/structure", "generate", control, {
    price: credits(5),
    source: `${thirdParty}; ${official}`,
  }),
  "control/style": service(
    "control/style",
    "generate",
    { ...styled, image: styleImage, aspect_ratio: ratio, fidelity: number(0, 1) },
    { price: credits(5) },
  ),

  "upscale/fast": service(
    "upscale/fast",
    "upscale",
    { image, output_format: format },
    { price: credits(2, pricing), source: thirdParty, typicalSeconds: 2 },
  ),
  "upscale/conservative": service(
    "upscale/conservative",
    "upscale",
    { ...shared, image, creativity: number(0.2, 0.5) },
    { price: credits(40, pricing), typicalSeconds: 20 },
  ),
  "upscale/creative": service(
    "upscale/creative",
    "upscale",
    { ...styled, image, creativity: number(0.1, 0.5) },
    { price: credits(60, pricing), typicalSeconds: 60, answersAtOnce: false },
  ),
};

/** Every model and service of Stability that makes images. */
export const models: ModelCatalogue = { image: images };
