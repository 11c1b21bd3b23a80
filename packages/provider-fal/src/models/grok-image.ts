import type { Model } from "@tarash/core/provider";
import {
  count,
  flag,
  format,
  image,
  prompt,
  ratio,
  references,
  required,
  sizeName,
} from "../fields.ts";
import { perImage } from "../facts.ts";

const grokImageShared = {
  prompt,
  resolution: sizeName(["1k", "2k"]),
  num_images: count(4),
  output_format: format(["jpeg", "png", "webp"]),
  sync_mode: flag,
};

const grokImageSharedBase = {
  ...grokImageShared,
  aspect_ratio: ratio([
    "2:1",
    "20:9",
    "19.5:9",
    "16:9",
    "4:3",
    "3:2",
    "1:1",
    "2:3",
    "3:4",
    "9:16",
    "9:19.5",
    "9:20",
    "1:2",
  ]),
};

const grokImageSharedEdit = {
  ...grokImageShared,
  image_urls: required(references),
  aspect_ratio: ratio([
    "auto",
    "2:1",
    "20:9",
    "19.5:9",
    "16:9",
    "4:3",
    "3:2",
    "1:1",
    "2:3",
    "3:4",
    "9:16",
    "9:19.5",
    "9:20",
    "1:2",
  ]),
};

/** xAI Grok Imagine images on fal. */
export const grokImage: Readonly<Record<string, Model>> = {
  "xai/grok-imagine-image": image(
    [
      { endpoint: "xai/grok-imagine-image", fields: grokImageSharedBase },
      { endpoint: "xai/grok-imagine-image/edit", task: "edit", fields: grokImageSharedEdit },
    ],
    { price: perImage(0.02) },
  ),
  "xai/grok-imagine-image/quality": image([
    { endpoint: "xai/grok-imagine-image/quality/edit", task: "edit", fields: grokImageSharedEdit },
    { endpoint: "xai/grok-imagine-image/quality/text-to-image", fields: grokImageSharedBase },
  ]),
};
