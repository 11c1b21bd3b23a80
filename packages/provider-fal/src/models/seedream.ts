import type { Model } from "@tarash/core/provider";
import {
  choice,
  count,
  flag,
  format,
  image,
  imageSizeWith,
  number,
  prompt,
  references,
  required,
  seed,
} from "../fields.ts";
import { perImage } from "../facts.ts";

const seedream4 = {
  prompt,
  num_images: count(4),
  seed,
  enable_safety_checker: flag,
  max_images: number,
  sync_mode: flag,
};

const seedream4V4Edit = {
  ...seedream4,
  image_urls: required(references),
  image_size: imageSizeWith(["auto", "auto_2K", "auto_4K"]),
  enhance_prompt_mode: choice(["standard", "fast"]),
};

const seedream4V4TextToImage = {
  ...seedream4,
  image_size: imageSizeWith(["auto", "auto_2K", "auto_4K"]),
  enhance_prompt_mode: choice(["standard", "fast"]),
};

const seedream4V45Edit = {
  ...seedream4,
  image_urls: required(references),
  image_size: imageSizeWith(["auto_2K", "auto_4K"]),
};

const seedream4V45TextToImage = {
  ...seedream4,
  image_size: imageSizeWith(["auto_2K", "auto_4K"]),
};

const seedream5 = {
  prompt,
  num_images: count(4),
  enable_safety_checker: flag,
  sync_mode: flag,
};

const seedream5LiteEdit = {
  ...seedream5,
  image_urls: required(references),
  image_size: imageSizeWith(["auto_2K", "auto_3K", "auto_4K"]),
  max_images: number,
};

const seedream5LiteTextToImage = {
  ...seedream5,
  image_size: imageSizeWith(["auto_2K", "auto_3K", "auto_4K"]),
  max_images: number,
  return_byteplus_urls: flag,
};

const seedream5ProEdit = {
  ...seedream5,
  image_urls: required(references),
  image_size: imageSizeWith(["auto_1K", "auto_2K"]),
  output_format: format(["jpeg", "png"]),
};

const seedream5ProTextToImage = {
  ...seedream5,
  image_size: imageSizeWith(["auto_1K", "auto_2K"]),
  output_format: format(["jpeg", "png"]),
};

/** ByteDance Seedream 4 to 5 on fal. */
export const seedream: Readonly<Record<string, Model>> = {
  "fal-ai/bytedance/seedream/v4": image(
    [
      { endpoint: "fal-ai/bytedance/seedream/v4/edit", task: "edit", fields: seedream4V4Edit },
      { endpoint: "fal-ai/bytedance/seedream/v4/text-to-image", fields: seedream4V4TextToImage },
    ],
    { price: perImage(0.03) },
  ),
  "fal-ai/bytedance/seedream/v4.5": image(
    [
      { endpoint: "fal-ai/bytedance/seedream/v4.5/edit", task: "edit", fields: seedream4V45Edit },
      { endpoint: "fal-ai/bytedance/seedream/v4.5/text-to-image", fields: seedream4V45TextToImage },
    ],
    { price: perImage(0.04) },
  ),
  "bytedance/seedream/v5/lite": image(
    [
      { endpoint: "bytedance/seedream/v5/lite/edit", task: "edit", fields: seedream5LiteEdit },
      { endpoint: "bytedance/seedream/v5/lite/text-to-image", fields: seedream5LiteTextToImage },
    ],
    { price: perImage(0.035) },
  ),
  "bytedance/seedream/v5/pro": image(
    [
      { endpoint: "bytedance/seedream/v5/pro/edit", task: "edit", fields: seedream5ProEdit },
      { endpoint: "bytedance/seedream/v5/pro/text-to-image", fields: seedream5ProTextToImage },
    ],
    { price: perImage(0.035) },
  ),
};
