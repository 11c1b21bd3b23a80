import type { Model } from "@tarash/core/provider";
import {
  asset,
  choice,
  count,
  flag,
  format,
  guidance,
  image,
  imageSize,
  list,
  mask,
  prompt,
  reference,
  required,
  seed,
  steps,
  strength,
} from "../fields.ts";
import { perMegapixel } from "../facts.ts";

const resolutionModeNames = [
  "auto",
  "match_input",
  "1:1",
  "16:9",
  "21:9",
  "3:2",
  "2:3",
  "4:5",
  "5:4",
  "3:4",
  "4:3",
  "9:16",
  "9:21",
];

const fluxShared = {
  num_images: count(4),
  seed,
  acceleration: choice(["none", "regular", "high"]),
  enable_safety_checker: flag,
  num_inference_steps: steps,
  output_format: format(["jpeg", "png"]),
  sync_mode: flag,
};

const fluxSharedDevImageToImage = {
  ...fluxShared,
  prompt,
  image_url: required(reference),
  guidance_scale: guidance,
  strength,
};

const fluxSharedBase = {
  ...fluxShared,
  prompt,
  image_size: imageSize,
  guidance_scale: guidance,
};

const fluxSharedDevRedux = {
  ...fluxShared,
  image_url: required(reference),
  image_size: imageSize,
  guidance_scale: guidance,
};

const fluxSharedSchnellRedux = {
  ...fluxShared,
  image_url: required(reference),
  image_size: imageSize,
};

const flux1 = {
  num_images: count(4),
  seed,
  acceleration: choice(["none", "regular", "high"]),
  enable_safety_checker: flag,
  num_inference_steps: steps,
  output_format: format(["jpeg", "png"]),
  sync_mode: flag,
};

const flux1DevImageToImage = {
  ...flux1,
  prompt,
  image_url: required(reference),
  guidance_scale: guidance,
  strength,
};

const flux1Base = {
  ...flux1,
  prompt,
  image_size: imageSize,
  guidance_scale: guidance,
};

const flux1DevRedux = {
  ...flux1,
  image_url: required(reference),
  image_size: imageSize,
  guidance_scale: guidance,
};

const flux1SchnellRedux = {
  ...flux1,
  image_url: required(reference),
  image_size: imageSize,
};

const kontextDevFields = {
  prompt,
  image_url: required(reference),
  num_images: count(4),
  seed,
  acceleration: choice(["none", "regular", "high"]),
  enable_safety_checker: flag,
  guidance_scale: guidance,
  num_inference_steps: steps,
  output_format: format(["jpeg", "png"]),
  resolution_mode: choice(resolutionModeNames),
  sync_mode: flag,
};

const lora = {
  prompt,
  image_size: imageSize,
  num_images: count(4),
  seed,
  acceleration: choice(["none", "regular"]),
  enable_safety_checker: flag,
  guidance_scale: guidance,
  loras: list,
  num_inference_steps: steps,
  output_format: format(["jpeg", "png"]),
  sync_mode: flag,
};

const loraInpainting = {
  ...lora,
  image_url: required(reference),
  mask_url: required(mask),
  strength,
};

const loraImageToImage = {
  ...lora,
  image_url: required(reference),
  strength,
};

const loraBase = {
  ...lora,
};

const kontextLora = {
  prompt,
  num_images: count(4),
  seed,
  acceleration: choice(["none", "regular", "high"]),
  enable_safety_checker: flag,
  guidance_scale: guidance,
  loras: list,
  num_inference_steps: steps,
  output_format: format(["jpeg", "png"]),
  sync_mode: flag,
};

const kontextLoraInpaint = {
  ...kontextLora,
  image_url: required(reference),
  reference_image_url: required(asset),
  mask_url: required(mask),
  strength,
};

const kontextLoraBase = {
  ...kontextLora,
  image_url: required(reference),
  resolution_mode: choice(resolutionModeNames),
};

const kontextLoraTextToImage = {
  ...kontextLora,
  image_size: imageSize,
};

/** FLUX.1 dev, schnell, krea, srpo, kontext dev and LoRA on fal. */
export const flux: Readonly<Record<string, Model>> = {
  "fal-ai/flux/dev": image([
    { endpoint: "fal-ai/flux/dev/image-to-image", task: "edit", fields: fluxSharedDevImageToImage },
    { endpoint: "fal-ai/flux/dev", fields: fluxSharedBase },
    { endpoint: "fal-ai/flux/dev/redux", task: "remix", fields: fluxSharedDevRedux },
  ]),
  "fal-ai/flux/schnell": image(
    [
      { endpoint: "fal-ai/flux/schnell", fields: fluxSharedBase },
      { endpoint: "fal-ai/flux/schnell/redux", task: "remix", fields: fluxSharedSchnellRedux },
    ],
    { price: perMegapixel(0.003) },
  ),
  "fal-ai/flux/krea": image([
    {
      endpoint: "fal-ai/flux/krea/image-to-image",
      task: "edit",
      fields: fluxSharedDevImageToImage,
    },
    { endpoint: "fal-ai/flux/krea", fields: fluxSharedBase },
    { endpoint: "fal-ai/flux/krea/redux", task: "remix", fields: fluxSharedDevRedux },
  ]),
  "fal-ai/flux/srpo": image([
    {
      endpoint: "fal-ai/flux/srpo/image-to-image",
      task: "edit",
      fields: fluxSharedDevImageToImage,
    },
    { endpoint: "fal-ai/flux/srpo", fields: fluxSharedBase },
  ]),
  "fal-ai/flux-1/dev": image([
    { endpoint: "fal-ai/flux-1/dev/image-to-image", task: "edit", fields: flux1DevImageToImage },
    { endpoint: "fal-ai/flux-1/dev", fields: flux1Base },
    { endpoint: "fal-ai/flux-1/dev/redux", task: "remix", fields: flux1DevRedux },
  ]),
  "fal-ai/flux-1/schnell": image([
    { endpoint: "fal-ai/flux-1/schnell", fields: flux1Base },
    { endpoint: "fal-ai/flux-1/schnell/redux", task: "remix", fields: flux1SchnellRedux },
  ]),
  "fal-ai/flux-1/krea": image([
    { endpoint: "fal-ai/flux-1/krea/image-to-image", task: "edit", fields: flux1DevImageToImage },
    { endpoint: "fal-ai/flux-1/krea", fields: flux1Base },
    { endpoint: "fal-ai/flux-1/krea/redux", task: "remix", fields: flux1DevRedux },
  ]),
  "fal-ai/flux-1/srpo": image([
    { endpoint: "fal-ai/flux-1/srpo/image-to-image", task: "edit", fields: flux1DevImageToImage },
    { endpoint: "fal-ai/flux-1/srpo", fields: flux1Base },
  ]),
  "fal-ai/flux-kontext/dev": image([
    { endpoint: "fal-ai/flux-kontext/dev", task: "edit", fields: kontextDevFields },
  ]),
  "fal-ai/flux-lora": image([
    { endpoint: "fal-ai/flux-lora/inpainting", task: "inpaint", fields: loraInpainting },
    { endpoint: "fal-ai/flux-lora/image-to-image", task: "edit", fields: loraImageToImage },
    { endpoint: "fal-ai/flux-lora", fields: loraBase },
  ]),
  "fal-ai/flux-kontext-lora": image([
    { endpoint: "fal-ai/flux-kontext-lora/inpaint", task: "inpaint", fields: kontextLoraInpaint },
    { endpoint: "fal-ai/flux-kontext-lora", task: "edit", fields: kontextLoraBase },
    { endpoint: "fal-ai/flux-kontext-lora/text-to-image", fields: kontextLoraTextToImage },
  ]),
};
