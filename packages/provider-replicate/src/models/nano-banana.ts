import { image, type Model } from "@tarash/core/provider";
import { endedAtGoogle, synced } from "../facts.ts";
import {
  anyJpgFormat,
  anyRatio,
  choice,
  flag,
  format,
  prompt,
  ratio,
  references,
  required,
  sizeName,
} from "../fields.ts";

const nanoBanana2Lite = {
  prompt,
  aspect_ratio: anyRatio,
  output_format: anyJpgFormat,
};

const nanoBanana2 = {
  prompt,
  resolution: sizeName(["1K", "2K", "4K"]),
  aspect_ratio: ratio([
    "match_input_image",
    "1:1",
    "1:4",
    "1:8",
    "2:3",
    "3:2",
    "3:4",
    "4:1",
    "4:3",
    "4:5",
    "5:4",
    "8:1",
    "9:16",
    "16:9",
    "21:9",
  ]),
  image_search: flag,
  google_search: flag,
  output_format: format(["jpg", "png"]),
};

const nanoBananaPro = {
  prompt,
  resolution: sizeName(["1K", "2K", "4K"]),
  aspect_ratio: ratio([
    "match_input_image",
    "1:1",
    "2:3",
    "3:2",
    "3:4",
    "4:3",
    "4:5",
    "5:4",
    "9:16",
    "16:9",
    "21:9",
  ]),
  output_format: format(["jpg", "png"]),
  safety_filter_level: choice(["block_low_and_above", "block_medium_and_above", "block_only_high"]),
  allow_fallback_model: flag,
};

const nanoBanana1 = {
  prompt,
  aspect_ratio: ratio([
    "match_input_image",
    "1:1",
    "2:3",
    "3:2",
    "3:4",
    "4:3",
    "4:5",
    "5:4",
    "9:16",
    "16:9",
    "21:9",
  ]),
  output_format: format(["jpg", "png"]),
};

const nanoBanana2LiteEdit = {
  ...nanoBanana2Lite,
  image_input: required(references),
};

const nanoBanana2Edit = {
  ...nanoBanana2,
  image_input: required(references),
};

const nanoBananaProEdit = {
  ...nanoBananaPro,
  image_input: required(references),
};

const nanoBanana1Edit = {
  ...nanoBanana1,
  image_input: required(references),
};

export const nanoBanana: Readonly<Record<string, Model>> = {
  "google/nano-banana-2-lite": image(
    [{ task: "edit", fields: nanoBanana2LiteEdit }, { fields: nanoBanana2Lite }],
    { source: synced },
  ),
  "google/nano-banana-2": image(
    [{ task: "edit", fields: nanoBanana2Edit }, { fields: nanoBanana2 }],
    { source: synced },
  ),
  "google/nano-banana-pro": image(
    [{ task: "edit", fields: nanoBananaProEdit }, { fields: nanoBananaPro }],
    { source: synced },
  ),
  "google/nano-banana": image(
    [{ task: "edit", fields: nanoBanana1Edit }, { fields: nanoBanana1 }],
    {
      source: synced,
      retired: endedAtGoogle("2026-10-02", "google/nano-banana-2"),
    },
  ),
};
