import type { Model } from "@tarash/core/provider";
import {
  anyRatio,
  choice,
  count,
  flag,
  format,
  guidance,
  image,
  imageSize,
  mask,
  number,
  optionalPrompt,
  prompt,
  ratio,
  reference,
  references,
  required,
  seed,
  steps,
  text,
} from "../fields.ts";
import { perImage } from "../facts.ts";

const pro = {
  image_size: imageSize,
  num_images: count(4),
  seed,
  enhance_prompt: flag,
  output_format: format(["jpeg", "png"]),
  safety_tolerance: choice(["1", "2", "3", "4", "5", "6"]),
  sync_mode: flag,
};

const proBase = {
  ...pro,
  prompt,
};

const proRedux = {
  ...pro,
  prompt: optionalPrompt,
  image_url: required(reference),
  guidance_scale: guidance,
  num_inference_steps: steps,
};

const ultra = {
  aspect_ratio: anyRatio,
  num_images: count(4),
  seed,
  enhance_prompt: flag,
  image_prompt_strength: number,
  output_format: format(["jpeg", "png"]),
  raw: flag,
  safety_tolerance: choice(["1", "2", "3", "4", "5", "6"]),
  sync_mode: flag,
};

const ultraBase = {
  ...ultra,
  prompt,
  image_url: reference,
};

const ultraRedux = {
  ...ultra,
  prompt: optionalPrompt,
  image_url: required(reference),
};

const kontext = {
  prompt,
  aspect_ratio: ratio(["21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21"]),
  num_images: count(4),
  seed,
  enhance_prompt: flag,
  guidance_scale: guidance,
  output_format: format(["jpeg", "png"]),
  safety_tolerance: choice(["1", "2", "3", "4", "5", "6"]),
  sync_mode: flag,
};

const kontextBase = {
  ...kontext,
  image_url: required(reference),
};

const kontextMulti = {
  ...kontext,
  image_urls: required(references),
};

const kontextTextToImage = {
  ...kontext,
};

const toolsVto = {
  prompt,
  seed,
  garment_image_url: required(text),
  human_image_url: required(text),
  output_format: format(["jpeg", "png"]),
  sync_mode: flag,
};

const toolsFill = {
  prompt,
  image_url: required(reference),
  mask_url: required(mask),
  num_images: count(4),
  seed,
  enhance_prompt: flag,
  output_format: format(["jpeg", "png"]),
  safety_tolerance: choice(["1", "2", "3", "4", "5", "6"]),
  sync_mode: flag,
};

const toolsErase = {
  image_url: required(reference),
  mask_url: required(mask),
  dilate_pixels: number,
  output_format: format(["jpeg", "png"]),
  sync_mode: flag,
};

/** FLUX.1 pro: 1.1, ultra, kontext, fill and erase on fal. */
export const fluxPro: Readonly<Record<string, Model>> = {
  "fal-ai/flux-pro/v1.1": image(
    [
      { endpoint: "fal-ai/flux-pro/v1.1", fields: proBase },
      { endpoint: "fal-ai/flux-pro/v1.1/redux", task: "remix", fields: proRedux },
    ],
    { price: perImage(0.04) },
  ),
  "fal-ai/flux-pro/v1.1-ultra": image(
    [
      { endpoint: "fal-ai/flux-pro/v1.1-ultra", fields: ultraBase },
      { endpoint: "fal-ai/flux-pro/v1.1-ultra/redux", task: "remix", fields: ultraRedux },
    ],
    { price: perImage(0.06) },
  ),
  "fal-ai/flux-pro/kontext": image(
    [
      { endpoint: "fal-ai/flux-pro/kontext", task: "edit", fields: kontextBase },
      { endpoint: "fal-ai/flux-pro/kontext/multi", task: "edit", fields: kontextMulti },
      { endpoint: "fal-ai/flux-pro/kontext/text-to-image", fields: kontextTextToImage },
    ],
    { price: perImage(0.04) },
  ),
  "fal-ai/flux-pro/kontext/max": image(
    [
      { endpoint: "fal-ai/flux-pro/kontext/max", task: "edit", fields: kontextBase },
      { endpoint: "fal-ai/flux-pro/kontext/max/multi", task: "edit", fields: kontextMulti },
      { endpoint: "fal-ai/flux-pro/kontext/max/text-to-image", fields: kontextTextToImage },
    ],
    { price: perImage(0.08) },
  ),
  "fal-ai/flux-pro/v1": image(
    [
      { endpoint: "fal-ai/flux-pro/v1/vto", task: "edit", fields: toolsVto },
      { endpoint: "fal-ai/flux-pro/v1/fill", task: "inpaint", fields: toolsFill },
      { endpoint: "fal-ai/flux-pro/v1/erase", task: "inpaint", fields: toolsErase },
    ],
    { price: perImage(0.05) },
  ),
};
