import type { Model } from "@tarash/core/provider";
import {
  choice,
  count,
  flag,
  format,
  guidance,
  image,
  imageSize,
  list,
  mask,
  negativePrompt,
  number,
  optionalPrompt,
  prompt,
  reference,
  references,
  required,
  seed,
  steps,
  strength,
  text,
} from "../fields.ts";
import { perMegapixel } from "../facts.ts";

const qwenShared = {
  prompt,
  image_size: imageSize,
  num_images: count(4),
  negative_prompt: negativePrompt,
  seed,
  acceleration: choice(["none", "regular", "high"]),
  enable_safety_checker: flag,
  guidance_scale: guidance,
  num_inference_steps: steps,
  sync_mode: flag,
};

const qwenSharedQwenImageImageToImage = {
  ...qwenShared,
  image_url: required(reference),
  loras: list,
  output_format: format(["jpeg", "png"]),
  strength,
  use_turbo: flag,
};

const qwenSharedQwenImageBase = {
  ...qwenShared,
  loras: list,
  output_format: format(["jpeg", "png"]),
  use_turbo: flag,
};

const qwenSharedQwenImage2512Base = {
  ...qwenShared,
  output_format: format(["jpeg", "png", "webp"]),
};

const qwenSharedQwenImage2512Lora = {
  ...qwenShared,
  loras: list,
  output_format: format(["jpeg", "png", "webp"]),
};

const qwenEdit = {
  image_size: imageSize,
  num_images: count(4),
  negative_prompt: negativePrompt,
  seed,
  enable_safety_checker: flag,
  guidance_scale: guidance,
  num_inference_steps: steps,
  sync_mode: flag,
};

const qwenEditQwenImageEditInpaint = {
  ...qwenEdit,
  prompt,
  image_url: required(reference),
  mask_url: required(mask),
  acceleration: choice(["none", "regular", "high"]),
  output_format: format(["jpeg", "png"]),
  strength,
};

const qwenEditQwenImageEditBase = {
  ...qwenEdit,
  prompt,
  image_url: required(reference),
  acceleration: choice(["none", "regular", "high"]),
  output_format: format(["jpeg", "png"]),
};

const qwenEditQwenImageEditImageToImage = {
  ...qwenEdit,
  prompt,
  image_url: required(reference),
  acceleration: choice(["none", "regular", "high"]),
  output_format: format(["jpeg", "png"]),
  strength,
};

const qwenEditQwenImageEdit2509 = {
  ...qwenEdit,
  prompt,
  image_urls: required(references),
  acceleration: choice(["none", "regular"]),
  output_format: format(["jpeg", "png"]),
};

const qwenEditQwenImageEdit2511Base = {
  ...qwenEdit,
  prompt,
  image_urls: required(references),
  acceleration: choice(["none", "regular", "high"]),
  output_format: format(["jpeg", "png", "webp"]),
};

const qwenEditQwenImageEdit2511Lora = {
  ...qwenEdit,
  prompt,
  image_urls: required(references),
  acceleration: choice(["none", "regular", "high"]),
  loras: list,
  output_format: format(["jpeg", "png", "webp"]),
};

const qwenEditQwenImageEditLora = {
  ...qwenEdit,
  prompt,
  image_url: required(reference),
  acceleration: choice(["none", "regular", "high"]),
  loras: list,
  output_format: format(["jpeg", "png"]),
};

const qwenEditQwenImageEdit2509Lora = {
  ...qwenEdit,
  prompt,
  image_urls: required(references),
  acceleration: choice(["none", "regular"]),
  loras: list,
  output_format: format(["jpeg", "png"]),
};

const qwenEditQwenImageEdit2511MultipleAngles = {
  ...qwenEdit,
  image_urls: required(references),
  acceleration: choice(["none", "regular"]),
  additional_prompt: text,
  horizontal_angle: number,
  lora_scale: number,
  output_format: format(["png", "jpeg", "webp"]),
  vertical_angle: number,
  zoom: number,
};

const qwen2 = {
  prompt,
  image_size: imageSize,
  num_images: count(4),
  negative_prompt: negativePrompt,
  enable_prompt_expansion: flag,
  seed,
  enable_safety_checker: flag,
  output_format: format(["jpeg", "png", "webp"]),
  sync_mode: flag,
};

const qwen2Edit = {
  ...qwen2,
  image_urls: required(references),
};

const qwen2TextToImage = {
  ...qwen2,
};

const layered = {
  prompt: optionalPrompt,
  image_url: required(reference),
  negative_prompt: negativePrompt,
  seed,
  acceleration: choice(["none", "regular", "high"]),
  enable_safety_checker: flag,
  guidance_scale: guidance,
  num_inference_steps: steps,
  num_layers: number,
  output_format: format(["png", "webp"]),
  sync_mode: flag,
};

const layeredBase = {
  ...layered,
};

const layeredLora = {
  ...layered,
  loras: list,
};

/** Qwen Image on fal. */
export const qwen: Readonly<Record<string, Model>> = {
  "fal-ai/qwen-image": image(
    [
      {
        endpoint: "fal-ai/qwen-image/image-to-image",
        task: "edit",
        fields: qwenSharedQwenImageImageToImage,
      },
      { endpoint: "fal-ai/qwen-image", fields: qwenSharedQwenImageBase },
    ],
    { price: perMegapixel(0.02) },
  ),
  "fal-ai/qwen-image-2512": image([
    { endpoint: "fal-ai/qwen-image-2512", fields: qwenSharedQwenImage2512Base },
    { endpoint: "fal-ai/qwen-image-2512/lora", fields: qwenSharedQwenImage2512Lora },
  ]),
  "fal-ai/qwen-image-edit": image([
    {
      endpoint: "fal-ai/qwen-image-edit/inpaint",
      task: "inpaint",
      fields: qwenEditQwenImageEditInpaint,
    },
    { endpoint: "fal-ai/qwen-image-edit", task: "edit", fields: qwenEditQwenImageEditBase },
    {
      endpoint: "fal-ai/qwen-image-edit/image-to-image",
      task: "edit",
      fields: qwenEditQwenImageEditImageToImage,
    },
  ]),
  "fal-ai/qwen-image-edit-2509": image([
    { endpoint: "fal-ai/qwen-image-edit-2509", task: "edit", fields: qwenEditQwenImageEdit2509 },
  ]),
  "fal-ai/qwen-image-edit-2511": image([
    {
      endpoint: "fal-ai/qwen-image-edit-2511",
      task: "edit",
      fields: qwenEditQwenImageEdit2511Base,
    },
    {
      endpoint: "fal-ai/qwen-image-edit-2511/lora",
      task: "edit",
      fields: qwenEditQwenImageEdit2511Lora,
    },
  ]),
  "fal-ai/qwen-image-edit-plus": image([
    { endpoint: "fal-ai/qwen-image-edit-plus", task: "edit", fields: qwenEditQwenImageEdit2509 },
  ]),
  "fal-ai/qwen-image-edit-lora": image([
    { endpoint: "fal-ai/qwen-image-edit-lora", task: "edit", fields: qwenEditQwenImageEditLora },
  ]),
  "fal-ai/qwen-image-edit-2509-lora": image([
    {
      endpoint: "fal-ai/qwen-image-edit-2509-lora",
      task: "edit",
      fields: qwenEditQwenImageEdit2509Lora,
    },
  ]),
  "fal-ai/qwen-image-edit-plus-lora": image([
    {
      endpoint: "fal-ai/qwen-image-edit-plus-lora",
      task: "edit",
      fields: qwenEditQwenImageEdit2509Lora,
    },
  ]),
  "fal-ai/qwen-image-edit-2511-multiple-angles": image([
    {
      endpoint: "fal-ai/qwen-image-edit-2511-multiple-angles",
      task: "edit",
      fields: qwenEditQwenImageEdit2511MultipleAngles,
    },
  ]),
  "fal-ai/qwen-image-2": image([
    { endpoint: "fal-ai/qwen-image-2/edit", task: "edit", fields: qwen2Edit },
    { endpoint: "fal-ai/qwen-image-2/text-to-image", fields: qwen2TextToImage },
  ]),
  "fal-ai/qwen-image-2/pro": image([
    { endpoint: "fal-ai/qwen-image-2/pro/edit", task: "edit", fields: qwen2Edit },
    { endpoint: "fal-ai/qwen-image-2/pro/text-to-image", fields: qwen2TextToImage },
  ]),
  "fal-ai/qwen-image-max": image([
    { endpoint: "fal-ai/qwen-image-max/edit", task: "edit", fields: qwen2Edit },
    { endpoint: "fal-ai/qwen-image-max/text-to-image", fields: qwen2TextToImage },
  ]),
  "fal-ai/qwen-image-layered": image([
    { endpoint: "fal-ai/qwen-image-layered", task: "edit", fields: layeredBase },
    { endpoint: "fal-ai/qwen-image-layered/lora", task: "edit", fields: layeredLora },
  ]),
};
