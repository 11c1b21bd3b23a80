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
  negativePrompt,
  number,
  prompt,
  reference,
  references,
  required,
  seed,
  steps,
} from "../fields.ts";
import { perMegapixel } from "../facts.ts";

const flux2Shared = {
  prompt,
  image_size: imageSize,
  num_images: count(4),
  enable_prompt_expansion: flag,
  seed,
  enable_safety_checker: flag,
  guidance_scale: guidance,
  output_format: format(["jpeg", "png", "webp"]),
  sync_mode: flag,
};

const flux2SharedFlux2Edit = {
  ...flux2Shared,
  image_urls: required(references),
  acceleration: choice(["none", "regular", "high"]),
  num_inference_steps: steps,
};

const flux2SharedFlux2Base = {
  ...flux2Shared,
  acceleration: choice(["none", "regular", "high"]),
  num_inference_steps: steps,
};

const flux2SharedFlashEdit = {
  ...flux2Shared,
  image_urls: required(references),
};

const flux2SharedFlashBase = {
  ...flux2Shared,
};

const flux2SharedLoraEdit = {
  ...flux2Shared,
  image_urls: required(references),
  acceleration: choice(["none", "regular", "high"]),
  loras: list,
  num_inference_steps: steps,
};

const flux2SharedLoraBase = {
  ...flux2Shared,
  acceleration: choice(["none", "regular", "high"]),
  loras: list,
  num_inference_steps: steps,
};

const klein = {
  prompt,
  image_size: imageSize,
  num_images: count(4),
  seed,
  enable_safety_checker: flag,
  num_inference_steps: steps,
  output_format: format(["jpeg", "png", "webp"]),
  sync_mode: flag,
};

const klein4bEdit = {
  ...klein,
  image_urls: required(references),
};

const klein4bEditLora = {
  ...klein,
  image_urls: required(references),
  loras: list,
};

const klein4bBase = {
  ...klein,
};

const klein4bLora = {
  ...klein,
  loras: list,
};

const kleinBaseEdit = {
  ...klein,
  image_urls: required(references),
  negative_prompt: negativePrompt,
  acceleration: choice(["none", "regular", "high"]),
  guidance_scale: guidance,
};

const kleinBaseEditLora = {
  ...klein,
  image_urls: required(references),
  negative_prompt: negativePrompt,
  acceleration: choice(["none", "regular", "high"]),
  guidance_scale: guidance,
  loras: list,
};

const kleinBaseBase = {
  ...klein,
  negative_prompt: negativePrompt,
  acceleration: choice(["none", "regular", "high"]),
  guidance_scale: guidance,
};

const kleinBaseLora = {
  ...klein,
  negative_prompt: negativePrompt,
  acceleration: choice(["none", "regular", "high"]),
  guidance_scale: guidance,
  loras: list,
};

const flux2pro = {
  enable_safety_checker: flag,
  output_format: format(["jpeg", "png"]),
  sync_mode: flag,
};

const flux2proFlux2ProEdit = {
  ...flux2pro,
  prompt,
  image_urls: required(references),
  image_size: imageSizeWith(["auto"]),
  seed,
  safety_tolerance: choice(["1", "2", "3", "4", "5"]),
};

const flux2proFlux2ProBase = {
  ...flux2pro,
  prompt,
  image_size: imageSize,
  seed,
  safety_tolerance: choice(["1", "2", "3", "4", "5"]),
};

const flux2proFlux2ProOutpaint = {
  ...flux2pro,
  image_url: required(reference),
  auto_crop: flag,
  expand_bottom: number,
  expand_left: number,
  expand_right: number,
  expand_top: number,
  mode: choice(["high", "fast"]),
};

const flux2proFlux2FlexEdit = {
  ...flux2pro,
  prompt,
  image_urls: required(references),
  image_size: imageSizeWith(["auto"]),
  seed,
  guidance_scale: guidance,
  num_inference_steps: steps,
  safety_tolerance: choice(["1", "2", "3", "4", "5"]),
};

const flux2proFlux2FlexBase = {
  ...flux2pro,
  prompt,
  image_size: imageSize,
  seed,
  guidance_scale: guidance,
  num_inference_steps: steps,
  safety_tolerance: choice(["1", "2", "3", "4", "5"]),
};

/** FLUX.2 on fal. */
export const flux2: Readonly<Record<string, Model>> = {
  "fal-ai/flux-2": image([
    { endpoint: "fal-ai/flux-2/edit", task: "edit", fields: flux2SharedFlux2Edit },
    { endpoint: "fal-ai/flux-2", fields: flux2SharedFlux2Base },
  ]),
  "fal-ai/flux-2/flash": image([
    { endpoint: "fal-ai/flux-2/flash/edit", task: "edit", fields: flux2SharedFlashEdit },
    { endpoint: "fal-ai/flux-2/flash", fields: flux2SharedFlashBase },
  ]),
  "fal-ai/flux-2/turbo": image([
    { endpoint: "fal-ai/flux-2/turbo/edit", task: "edit", fields: flux2SharedFlashEdit },
    { endpoint: "fal-ai/flux-2/turbo", fields: flux2SharedFlashBase },
  ]),
  "fal-ai/flux-2/lora": image([
    { endpoint: "fal-ai/flux-2/lora/edit", task: "edit", fields: flux2SharedLoraEdit },
    { endpoint: "fal-ai/flux-2/lora", fields: flux2SharedLoraBase },
  ]),
  "fal-ai/flux-2/klein/4b": image([
    { endpoint: "fal-ai/flux-2/klein/4b/edit", task: "edit", fields: klein4bEdit },
    { endpoint: "fal-ai/flux-2/klein/4b/edit/lora", task: "edit", fields: klein4bEditLora },
    { endpoint: "fal-ai/flux-2/klein/4b", fields: klein4bBase },
    { endpoint: "fal-ai/flux-2/klein/4b/lora", fields: klein4bLora },
  ]),
  "fal-ai/flux-2/klein/9b": image([
    { endpoint: "fal-ai/flux-2/klein/9b/edit", task: "edit", fields: klein4bEdit },
    { endpoint: "fal-ai/flux-2/klein/9b/edit/lora", task: "edit", fields: klein4bEditLora },
    { endpoint: "fal-ai/flux-2/klein/9b", fields: klein4bBase },
    { endpoint: "fal-ai/flux-2/klein/9b/lora", fields: klein4bLora },
  ]),
  "fal-ai/flux-2/klein/4b/base": image([
    { endpoint: "fal-ai/flux-2/klein/4b/base/edit", task: "edit", fields: kleinBaseEdit },
    { endpoint: "fal-ai/flux-2/klein/4b/base/edit/lora", task: "edit", fields: kleinBaseEditLora },
    { endpoint: "fal-ai/flux-2/klein/4b/base", fields: kleinBaseBase },
    { endpoint: "fal-ai/flux-2/klein/4b/base/lora", fields: kleinBaseLora },
  ]),
  "fal-ai/flux-2/klein/9b/base": image([
    { endpoint: "fal-ai/flux-2/klein/9b/base/edit", task: "edit", fields: kleinBaseEdit },
    { endpoint: "fal-ai/flux-2/klein/9b/base/edit/lora", task: "edit", fields: kleinBaseEditLora },
    { endpoint: "fal-ai/flux-2/klein/9b/base", fields: kleinBaseBase },
    { endpoint: "fal-ai/flux-2/klein/9b/base/lora", fields: kleinBaseLora },
  ]),
  "fal-ai/flux-2-pro": image(
    [
      { endpoint: "fal-ai/flux-2-pro/edit", task: "edit", fields: flux2proFlux2ProEdit },
      { endpoint: "fal-ai/flux-2-pro", fields: flux2proFlux2ProBase },
      {
        endpoint: "fal-ai/flux-2-pro/outpaint",
        task: "outpaint",
        fields: flux2proFlux2ProOutpaint,
      },
    ],
    { price: perMegapixel(0.03) },
  ),
  "fal-ai/flux-2-max": image([
    { endpoint: "fal-ai/flux-2-max/edit", task: "edit", fields: flux2proFlux2ProEdit },
    { endpoint: "fal-ai/flux-2-max", fields: flux2proFlux2ProBase },
  ]),
  "fal-ai/flux-2-flex": image([
    { endpoint: "fal-ai/flux-2-flex/edit", task: "edit", fields: flux2proFlux2FlexEdit },
    { endpoint: "fal-ai/flux-2-flex", fields: flux2proFlux2FlexBase },
  ]),
};
