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
  negativePrompt,
  number,
  prompt,
  ratio,
  reference,
  references,
  required,
  seed,
  sizeName,
  steps,
  text,
} from "../fields.ts";
import { vanished } from "../facts.ts";

const imagen3Fields = {
  prompt,
  aspect_ratio: ratio(["1:1", "16:9", "9:16", "3:4", "4:3"]),
  num_images: count(4),
  negative_prompt: negativePrompt,
  seed,
};

const imagen4 = {
  prompt,
  aspect_ratio: ratio(["1:1", "16:9", "9:16", "4:3", "3:4"]),
  num_images: count(4),
  seed,
  output_format: format(["jpeg", "png", "webp"]),
  safety_tolerance: choice(["1", "2", "3", "4", "5", "6"]),
  sync_mode: flag,
};

const imagen4Preview = {
  ...imagen4,
  resolution: sizeName(["1K", "2K"]),
};

const imagen4Fast = {
  ...imagen4,
};

const seedream3TextToImage = {
  prompt,
  image_size: imageSize,
  num_images: count(4),
  seed,
  enable_safety_checker: flag,
  guidance_scale: guidance,
  sync_mode: flag,
};

const seedream5 = {
  prompt,
  image_size: imageSizeWith(["auto_2K", "auto_3K"]),
  num_images: count(4),
  enable_safety_checker: flag,
  max_images: number,
  sync_mode: flag,
};

const seedream5Edit = {
  ...seedream5,
  image_urls: required(references),
};

const seedream5TextToImage = {
  ...seedream5,
};

const fluxControlFields = {
  prompt,
  image_size: imageSize,
  num_images: count(4),
  seed,
  control_image_url: required(text),
  enhance_prompt: flag,
  guidance_scale: guidance,
  num_inference_steps: steps,
  output_format: format(["jpeg", "png"]),
  safety_tolerance: choice(["1", "2", "3", "4", "5", "6"]),
  sync_mode: flag,
};

const reve = {
  prompt,
  num_images: count(4),
  output_format: format(["png", "jpeg", "webp"]),
  sync_mode: flag,
};

const reveEdit = {
  ...reve,
  image_url: required(reference),
};

const reveRemix = {
  ...reve,
  image_urls: required(references),
  aspect_ratio: ratio(["16:9", "9:16", "3:2", "2:3", "4:3", "3:4", "1:1"]),
};

const reveReveTextToImage = {
  ...reve,
  aspect_ratio: ratio(["16:9", "9:16", "3:2", "2:3", "4:3", "3:4", "1:1"]),
};

/** Image models that fal's types no longer list. They are still asked, with a warning. */
export const retiredImages: Readonly<Record<string, Model>> = {
  "fal-ai/imagen3": image(imagen3Fields, {
    retired: vanished("2026-08-02", "fal-ai/nano-banana-2"),
  }),
  "fal-ai/imagen3/fast": image(imagen3Fields, {
    retired: vanished("2026-08-02", "fal-ai/nano-banana-2"),
  }),
  "fal-ai/imagen4/preview": image(imagen4Preview, {
    retired: vanished("2026-08-02", "fal-ai/nano-banana-2"),
  }),
  "fal-ai/imagen4/preview/fast": image(imagen4Fast, {
    retired: vanished("2026-08-02", "fal-ai/nano-banana-2"),
  }),
  "fal-ai/imagen4/preview/ultra": image(imagen4Preview, {
    retired: vanished("2026-08-02", "fal-ai/nano-banana-pro"),
  }),
  "fal-ai/bytedance/seedream/v3": image(
    [{ endpoint: "fal-ai/bytedance/seedream/v3/text-to-image", fields: seedream3TextToImage }],
    { retired: vanished("2026-08-02", "fal-ai/bytedance/seedream/v4") },
  ),
  "fal-ai/bytedance/seedream/v5/lite": image(
    [
      { endpoint: "fal-ai/bytedance/seedream/v5/lite/edit", task: "edit", fields: seedream5Edit },
      { endpoint: "fal-ai/bytedance/seedream/v5/lite/text-to-image", fields: seedream5TextToImage },
    ],
    { retired: vanished("2026-08-02", "bytedance/seedream/v5/lite") },
  ),
  "fal-ai/flux-pro/v1/canny": image(fluxControlFields, {
    retired: vanished("2025-12-15", "fal-ai/flux-pro/kontext"),
  }),
  "fal-ai/flux-pro/v1/depth": image(fluxControlFields, {
    retired: vanished("2025-12-15", "fal-ai/flux-pro/kontext"),
  }),
  "fal-ai/reve": image(
    [
      { endpoint: "fal-ai/reve/edit", task: "edit", fields: reveEdit },
      { endpoint: "fal-ai/reve/remix", task: "remix", fields: reveRemix },
      { endpoint: "fal-ai/reve/text-to-image", fields: reveReveTextToImage },
    ],
    { retired: vanished("2026-04-07", "reve/2.1") },
  ),
  "fal-ai/reve/fast": image(
    [
      { endpoint: "fal-ai/reve/fast/edit", task: "edit", fields: reveEdit },
      { endpoint: "fal-ai/reve/fast/remix", task: "remix", fields: reveRemix },
    ],
    { retired: vanished("2026-04-07", "reve/2.1") },
  ),
};
