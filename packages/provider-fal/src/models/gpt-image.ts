import type { Model } from "@tarash/core/provider";
import {
  background,
  choice,
  count,
  flag,
  format,
  image,
  imageSizeWith,
  mask,
  pixelSize,
  prompt,
  quality,
  references,
  required,
} from "../fields.ts";

const gptImage1 = {
  prompt,
  num_images: count(4),
  background: background(["auto", "transparent", "opaque"]),
  output_format: format(["jpeg", "png", "webp"]),
  sync_mode: flag,
};

const gptImage1GptImage1EditImage = {
  ...gptImage1,
  image_urls: required(references),
  image_size: pixelSize(["auto", "1024x1024", "1536x1024", "1024x1536"]),
  input_fidelity: choice(["low", "high"]),
  quality: quality(["auto", "low", "medium", "high"]),
};

const gptImage1GptImage1TextToImage = {
  ...gptImage1,
  image_size: pixelSize(["auto", "1024x1024", "1536x1024", "1024x1536"]),
  quality: quality(["auto", "low", "medium", "high"]),
};

const gptImage1GptImage1MiniEdit = {
  ...gptImage1,
  image_urls: required(references),
  image_size: pixelSize(["auto", "1024x1024", "1536x1024", "1024x1536"]),
  quality: quality(["auto", "low", "medium", "high"]),
};

const gptImage1GptImage15Edit = {
  ...gptImage1,
  image_urls: required(references),
  image_size: pixelSize(["auto", "1024x1024", "1536x1024", "1024x1536"]),
  input_fidelity: choice(["low", "high"]),
  mask_image_url: mask,
  quality: quality(["low", "medium", "high"]),
};

const gptImage1GptImage15Base = {
  ...gptImage1,
  image_size: pixelSize(["1024x1024", "1536x1024", "1024x1536"]),
  quality: quality(["low", "medium", "high"]),
};

const gptImage2 = {
  prompt,
  image_size: imageSizeWith(["auto"]),
  num_images: count(4),
  output_format: format(["jpeg", "png", "webp"]),
  quality: quality(["auto", "low", "medium", "high"]),
  sync_mode: flag,
};

const gptImage2Edit = {
  ...gptImage2,
  image_urls: required(references),
  mask_url: mask,
};

const gptImage2Base = {
  ...gptImage2,
};

/** OpenAI GPT Image on fal. */
export const gptImage: Readonly<Record<string, Model>> = {
  "fal-ai/gpt-image-1": image([
    {
      endpoint: "fal-ai/gpt-image-1/edit-image",
      task: "edit",
      fields: gptImage1GptImage1EditImage,
    },
    { endpoint: "fal-ai/gpt-image-1/text-to-image", fields: gptImage1GptImage1TextToImage },
  ]),
  "fal-ai/gpt-image-1-mini": image([
    { endpoint: "fal-ai/gpt-image-1-mini/edit", task: "edit", fields: gptImage1GptImage1MiniEdit },
    { endpoint: "fal-ai/gpt-image-1-mini", fields: gptImage1GptImage1TextToImage },
  ]),
  "fal-ai/gpt-image-1.5": image([
    { endpoint: "fal-ai/gpt-image-1.5/edit", task: "edit", fields: gptImage1GptImage15Edit },
    { endpoint: "fal-ai/gpt-image-1.5", fields: gptImage1GptImage15Base },
  ]),
  "openai/gpt-image-2": image([
    { endpoint: "openai/gpt-image-2/edit", task: "edit", fields: gptImage2Edit },
    { endpoint: "openai/gpt-image-2", fields: gptImage2Base },
  ]),
};
