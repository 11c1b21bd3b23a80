import { image, type Model } from "@tarash/core/provider";
import { endedAtGoogle, synced } from "../facts.ts";
import { anySize, choice, format, prompt, ratio } from "../fields.ts";

const imagen3Fast = {
  prompt,
  aspect_ratio: ratio(["1:1", "9:16", "16:9", "3:4", "4:3"]),
  output_format: format(["jpg", "png"]),
  safety_filter_level: choice(["block_low_and_above", "block_medium_and_above", "block_only_high"]),
};

const imagen4Ultra = {
  ...imagen3Fast,
  image_size: anySize,
};

export const imagen: Readonly<Record<string, Model>> = {
  "google/imagen-3-fast": image(imagen3Fast, {
    source: synced,
    retired: endedAtGoogle("2026-08-17", "google/nano-banana-2-lite"),
  }),
  "google/imagen-3": image(imagen3Fast, {
    source: synced,
    retired: endedAtGoogle("2026-08-17", "google/nano-banana-2"),
  }),
  "google/imagen-4-fast": image(imagen3Fast, {
    source: synced,
    retired: endedAtGoogle("2026-08-17", "google/nano-banana-2-lite"),
  }),
  "google/imagen-4-ultra": image(imagen4Ultra, {
    source: synced,
    retired: endedAtGoogle("2026-08-17", "google/nano-banana-pro"),
  }),
  "google/imagen-4": image(imagen4Ultra, {
    source: synced,
    retired: endedAtGoogle("2026-08-17", "google/nano-banana-2"),
  }),
};
