import { image, type Model } from "@tarash/core/provider";
import { assumed, callers, described, perImage, synced } from "../facts.ts";
import {
  anyPixelSize,
  anyRatio,
  anySteps,
  choice,
  flag,
  format,
  guidance,
  guidanceWithin,
  negativePrompt,
  number,
  numbers,
  prompt,
  ratio,
  reference,
  required,
  seed,
  side,
  steps,
  strength,
  text,
  texts,
  wholeWithin,
} from "../fields.ts";

const qwenImage = {
  seed,
  prompt,
  go_fast: flag,
  guidance: guidanceWithin(0, 10),
  image_size: choice(["optimize_for_quality", "optimize_for_speed"]),
  lora_scale: number,
  aspect_ratio: ratio(["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"]),
  lora_weights: text,
  output_format: format(["webp", "jpg", "png"]),
  enhance_prompt: flag,
  output_quality: wholeWithin(0, 100),
  negative_prompt: negativePrompt,
  extra_lora_scale: numbers,
  replicate_weights: text,
  extra_lora_weights: texts,
  num_inference_steps: steps(1, 50),
  disable_safety_checker: flag,
};

const recraftV4Pro = {
  size: anyPixelSize,
  prompt,
  aspect_ratio: anyRatio,
};

const stableDiffusion35Medium = {
  aspect_ratio: anyRatio,
  output_format: format(["webp", "jpg", "png"]),
  cfg: guidance,
  seed,
  prompt,
  negative_prompt: negativePrompt,
};

const qwenImageEdit = {
  ...qwenImage,
  image: required(reference),
  strength,
};

const stableDiffusion35MediumEdit = {
  ...stableDiffusion35Medium,
  image: required(reference),
  prompt_strength: strength,
};

const zImageTurbo = {
  prompt,
  width: side("width", 1, 99_999),
  height: side("height", 1, 99_999),
  num_inference_steps: anySteps,
  guidance_scale: guidance,
  seed,
  go_fast: flag,
  output_format: format(["jpg", "png", "webp"]),
  output_quality: wholeWithin(0, 100),
};

export const moreImages: Readonly<Record<string, Model>> = {
  "qwen/qwen-image": image([{ task: "edit", fields: qwenImageEdit }, { fields: qwenImage }], {
    source: synced,
  }),
  "recraft-ai/recraft-v4-pro": image(recraftV4Pro, { source: synced, price: perImage(0.25) }),
  "recraft-ai/recraft-v4": image(recraftV4Pro, { source: synced, price: perImage(0.04) }),
  "stability-ai/stable-diffusion-3.5-medium": image(
    [{ task: "edit", fields: stableDiffusion35MediumEdit }, { fields: stableDiffusion35Medium }],
    { source: described },
  ),
  "stability-ai/stable-diffusion-3.5-large": image(
    [{ task: "edit", fields: stableDiffusion35MediumEdit }, { fields: stableDiffusion35Medium }],
    { source: assumed, verified: false },
  ),
  "stability-ai/stable-diffusion-3.5-large-turbo": image(
    [{ task: "edit", fields: stableDiffusion35MediumEdit }, { fields: stableDiffusion35Medium }],
    { source: assumed, verified: false },
  ),
  "prunaai/z-image-turbo": image(zImageTurbo, { source: callers, verified: false }),
};
