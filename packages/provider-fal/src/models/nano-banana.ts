import type { Model } from "@tarash/core/provider";
import {
  choice,
  count,
  flag,
  format,
  image,
  prompt,
  ratio,
  references,
  required,
  seed,
  sizeName,
  text,
} from "../fields.ts";
import { perImage } from "../facts.ts";

const nanoBananaShared = {
  prompt,
  num_images: count(4),
  seed,
  limit_generations: flag,
  output_format: format(["jpeg", "png", "webp"]),
  safety_tolerance: choice(["1", "2", "3", "4", "5", "6"]),
  sync_mode: flag,
};

const nanoBananaSharedEdit = {
  ...nanoBananaShared,
  image_urls: required(references),
  aspect_ratio: ratio([
    "auto",
    "21:9",
    "16:9",
    "3:2",
    "4:3",
    "5:4",
    "1:1",
    "4:5",
    "3:4",
    "2:3",
    "9:16",
  ]),
};

const nanoBananaSharedBase = {
  ...nanoBananaShared,
  aspect_ratio: ratio(["21:9", "16:9", "3:2", "4:3", "5:4", "1:1", "4:5", "3:4", "2:3", "9:16"]),
};

const nanoBanana2 = {
  prompt,
  aspect_ratio: ratio([
    "auto",
    "21:9",
    "16:9",
    "3:2",
    "4:3",
    "5:4",
    "1:1",
    "4:5",
    "3:4",
    "2:3",
    "9:16",
    "4:1",
    "1:4",
    "8:1",
    "1:8",
  ]),
  resolution: sizeName(["0.5K", "1K", "2K", "4K"]),
  num_images: count(4),
  seed,
  enable_web_search: flag,
  limit_generations: flag,
  output_format: format(["jpeg", "png", "webp"]),
  safety_tolerance: choice(["1", "2", "3", "4", "5", "6"]),
  sync_mode: flag,
  system_prompt: text,
  thinking_level: choice(["minimal", "high"]),
};

const nanoBanana2Base = {
  ...nanoBanana2,
};

const nanoBanana2Edit = {
  ...nanoBanana2,
  image_urls: required(references),
  video_url: text,
  audio_url: text,
  pdf_url: text,
};

const nanoBananaPro = {
  prompt,
  aspect_ratio: ratio([
    "auto",
    "21:9",
    "16:9",
    "3:2",
    "4:3",
    "5:4",
    "1:1",
    "4:5",
    "3:4",
    "2:3",
    "9:16",
  ]),
  resolution: sizeName(["1K", "2K", "4K"]),
  num_images: count(4),
  seed,
  enable_web_search: flag,
  limit_generations: flag,
  output_format: format(["jpeg", "png", "webp"]),
  safety_tolerance: choice(["1", "2", "3", "4", "5", "6"]),
  sync_mode: flag,
  system_prompt: text,
};

const nanoBananaProEdit = {
  ...nanoBananaPro,
  image_urls: required(references),
};

const nanoBananaProBase = {
  ...nanoBananaPro,
};

const lite = {
  prompt,
  aspect_ratio: ratio([
    "auto",
    "21:9",
    "16:9",
    "3:2",
    "4:3",
    "5:4",
    "1:1",
    "4:5",
    "3:4",
    "2:3",
    "9:16",
    "4:1",
    "1:4",
    "8:1",
    "1:8",
  ]),
  num_images: count(4),
  seed,
  limit_generations: flag,
  output_format: format(["jpeg", "png", "webp"]),
  safety_tolerance: choice(["1", "2", "3", "4", "5", "6"]),
  sync_mode: flag,
  system_prompt: text,
  thinking_level: choice(["minimal", "high"]),
};

const liteBase = {
  ...lite,
};

const liteNanoBananaLiteEdit = {
  ...lite,
  image_urls: required(references),
};

/** Google Nano Banana (the Gemini image models) on fal. */
export const nanoBanana: Readonly<Record<string, Model>> = {
  "fal-ai/nano-banana": image(
    [
      { endpoint: "fal-ai/nano-banana/edit", task: "edit", fields: nanoBananaSharedEdit },
      { endpoint: "fal-ai/nano-banana", fields: nanoBananaSharedBase },
    ],
    { price: perImage(0.0398) },
  ),
  "fal-ai/gemini-25-flash-image": image([
    { endpoint: "fal-ai/gemini-25-flash-image/edit", task: "edit", fields: nanoBananaSharedEdit },
    { endpoint: "fal-ai/gemini-25-flash-image", fields: nanoBananaSharedBase },
  ]),
  "fal-ai/nano-banana-2": image([
    { endpoint: "fal-ai/nano-banana-2", fields: nanoBanana2Base },
    { endpoint: "fal-ai/nano-banana-2/edit", task: "edit", fields: nanoBanana2Edit },
  ]),
  "fal-ai/gemini-3.1-flash-image-preview": image([
    { endpoint: "fal-ai/gemini-3.1-flash-image-preview", fields: nanoBanana2Base },
    {
      endpoint: "fal-ai/gemini-3.1-flash-image-preview/edit",
      task: "edit",
      fields: nanoBanana2Edit,
    },
  ]),
  "fal-ai/nano-banana-pro": image([
    { endpoint: "fal-ai/nano-banana-pro/edit", task: "edit", fields: nanoBananaProEdit },
    { endpoint: "fal-ai/nano-banana-pro", fields: nanoBananaProBase },
  ]),
  "fal-ai/gemini-3-pro-image-preview": image([
    { endpoint: "fal-ai/gemini-3-pro-image-preview/edit", task: "edit", fields: nanoBananaProEdit },
    { endpoint: "fal-ai/gemini-3-pro-image-preview", fields: nanoBananaProBase },
  ]),
  "google/nano-banana-lite": image([
    { endpoint: "google/nano-banana-lite", fields: liteBase },
    { endpoint: "google/nano-banana-lite/edit", task: "edit", fields: liteNanoBananaLiteEdit },
  ]),
  "google/nano-banana-2-lite": image(liteBase),
};
