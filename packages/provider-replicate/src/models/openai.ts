import { image, video, type Model } from "@tarash/core/provider";
import { gptImage15Ends, soraEnded, synced } from "../facts.ts";
import {
  anyBackground,
  anyFormat,
  anyQuality,
  anyRatio,
  background,
  choice,
  count,
  format,
  frame,
  orientation,
  prompt,
  quality,
  ratio,
  references,
  required,
  seconds,
  soraResolution,
  text,
  wholeWithin,
} from "../fields.ts";

const sora2 = {
  prompt,
  seconds: seconds([4, 8, 12]),
  aspect_ratio: orientation,
  openai_api_key: text,
  input_reference: frame,
};

const sora2Pro = {
  ...sora2,
  resolution: soraResolution,
};

export const sora: Readonly<Record<string, Model>> = {
  "openai/sora-2-pro": video(sora2Pro, { source: synced, retired: soraEnded }),
  "openai/sora-2": video(sora2, { source: synced, retired: soraEnded }),
};

const gptImageShared = {
  prompt,
  user_id: text,
  openai_api_key: text,
  number_of_images: count(10),
  output_compression: wholeWithin(0, 100),
};

const gptImage15 = {
  ...gptImageShared,
  quality: quality(["low", "medium", "high", "auto"]),
  background: background(["auto", "transparent", "opaque"]),
  moderation: choice(["auto", "low"]),
  aspect_ratio: ratio(["1:1", "3:2", "2:3"]),
  output_format: format(["png", "jpeg", "webp"]),
};

const gptImage2 = {
  ...gptImageShared,
  quality: anyQuality,
  background: anyBackground,
  moderation: text,
  aspect_ratio: anyRatio,
  output_format: anyFormat,
};

const gptImage15Edit = {
  ...gptImage15,
  input_images: required(references),
  input_fidelity: choice(["low", "high"]),
};

const gptImage2Edit = {
  ...gptImage2,
  input_images: required(references),
};

export const gptImage: Readonly<Record<string, Model>> = {
  "openai/gpt-image-1.5": image(
    [{ task: "edit", fields: gptImage15Edit }, { fields: gptImage15 }],
    { source: synced, retired: gptImage15Ends },
  ),
  "openai/gpt-image-2": image([{ task: "edit", fields: gptImage2Edit }, { fields: gptImage2 }], {
    source: synced,
  }),
};
