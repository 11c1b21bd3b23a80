import type { Model } from "@tarash/core/provider";
import {
  choice,
  count,
  flag,
  format,
  guidance,
  image,
  imageSize,
  imageSizeWith,
  list,
  mask,
  negativePrompt,
  number,
  prompt,
  reference,
  required,
  seed,
  steps,
  strength,
} from "../fields.ts";

const zBase = {
  prompt,
  image_size: imageSize,
  num_images: count(4),
  negative_prompt: negativePrompt,
  seed,
  acceleration: choice(["none", "regular", "high"]),
  enable_safety_checker: flag,
  guidance_scale: guidance,
  num_inference_steps: steps,
  output_format: format(["jpeg", "png", "webp"]),
  sync_mode: flag,
};

const zBaseBase = {
  ...zBase,
};

const zBaseLora = {
  ...zBase,
  loras: list,
};

const zTurbo = {
  prompt,
  num_images: count(4),
  enable_prompt_expansion: flag,
  seed,
  acceleration: choice(["none", "regular", "high"]),
  enable_safety_checker: flag,
  num_inference_steps: steps,
  output_format: format(["jpeg", "png", "webp"]),
  sync_mode: flag,
};

const zTurboInpaint = {
  ...zTurbo,
  image_url: required(reference),
  image_size: imageSizeWith(["auto"]),
  control_end: number,
  control_scale: number,
  control_start: number,
  mask_image_url: required(mask),
  strength,
};

const zTurboInpaintLora = {
  ...zTurbo,
  image_url: required(reference),
  image_size: imageSizeWith(["auto"]),
  control_end: number,
  control_scale: number,
  control_start: number,
  loras: list,
  mask_image_url: required(mask),
  strength,
};

const zTurboControlnet = {
  ...zTurbo,
  image_url: required(reference),
  image_size: imageSizeWith(["auto"]),
  control_end: number,
  control_scale: number,
  control_start: number,
  preprocess: choice(["none", "canny", "depth", "pose"]),
};

const zTurboControlnetLora = {
  ...zTurbo,
  image_url: required(reference),
  image_size: imageSizeWith(["auto"]),
  control_end: number,
  control_scale: number,
  control_start: number,
  loras: list,
  preprocess: choice(["none", "canny", "depth", "pose"]),
};

const zTurboImageToImage = {
  ...zTurbo,
  image_url: required(reference),
  image_size: imageSizeWith(["auto"]),
  strength,
};

const zTurboImageToImageLora = {
  ...zTurbo,
  image_url: required(reference),
  image_size: imageSizeWith(["auto"]),
  loras: list,
  strength,
};

const zTurboBase = {
  ...zTurbo,
  image_size: imageSize,
};

const zTurboLora = {
  ...zTurbo,
  image_size: imageSize,
  loras: list,
};

const zTurboTiling = {
  ...zTurbo,
  image_url: reference,
  image_size: imageSizeWith(["auto"]),
  mask_image_url: mask,
  strength,
  tile_size: number,
  tile_stride: number,
  tiling_mode: choice(["both", "horizontal", "vertical"]),
};

const zTurboTilingLora = {
  ...zTurbo,
  image_url: reference,
  image_size: imageSizeWith(["auto"]),
  loras: list,
  mask_image_url: mask,
  strength,
  tile_size: number,
  tile_stride: number,
  tiling_mode: choice(["both", "horizontal", "vertical"]),
};

/** Z-Image on fal. */
export const zImage: Readonly<Record<string, Model>> = {
  "fal-ai/z-image/base": image([
    { endpoint: "fal-ai/z-image/base", fields: zBaseBase },
    { endpoint: "fal-ai/z-image/base/lora", fields: zBaseLora },
  ]),
  "fal-ai/z-image/turbo": image([
    { endpoint: "fal-ai/z-image/turbo/inpaint", task: "inpaint", fields: zTurboInpaint },
    { endpoint: "fal-ai/z-image/turbo/inpaint/lora", task: "inpaint", fields: zTurboInpaintLora },
    { endpoint: "fal-ai/z-image/turbo/controlnet", task: "edit", fields: zTurboControlnet },
    {
      endpoint: "fal-ai/z-image/turbo/controlnet/lora",
      task: "edit",
      fields: zTurboControlnetLora,
    },
    { endpoint: "fal-ai/z-image/turbo/image-to-image", task: "edit", fields: zTurboImageToImage },
    {
      endpoint: "fal-ai/z-image/turbo/image-to-image/lora",
      task: "edit",
      fields: zTurboImageToImageLora,
    },
    { endpoint: "fal-ai/z-image/turbo", fields: zTurboBase },
    { endpoint: "fal-ai/z-image/turbo/lora", fields: zTurboLora },
    { endpoint: "fal-ai/z-image/turbo/tiling", fields: zTurboTiling },
    { endpoint: "fal-ai/z-image/turbo/tiling/lora", fields: zTurboTilingLora },
  ]),
};
