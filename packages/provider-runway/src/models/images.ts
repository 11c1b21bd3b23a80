import { type FieldMapping, image, type Model } from "@tarash/core/provider";
import { source } from "../facts.ts";
import {
  background,
  choice,
  count,
  inputImage,
  outputFormat,
  own,
  prompt,
  quality,
  references,
  requiredReferences,
  scale,
  seed,
  within,
} from "../fields.ts";
import { imageRatio } from "../ratio.ts";
import * as ratios from "./ratios.ts";

const endpoint = "text_to_image";

const gen4: FieldMapping = {
  promptText: prompt,
  ratio: imageRatio(ratios.gen4Image),
  referenceImages: references(),
  seed,
  contentModeration: own,
};
const gpt: FieldMapping = {
  promptText: prompt,
  ratio: imageRatio(ratios.gptImage),
  referenceImages: references(),
  outputCount: count(10),
};
const better = quality(["low", "medium", "high", "xhigh", "max"]);
const seedream: FieldMapping = {
  promptText: prompt,
  referenceImages: references(),
  outputFormat: outputFormat(["png", "jpeg"]),
  // How many at most is not in the types: several images are several jobs, unless the caller counts himself.
  outputCount: own,
  grounding: own,
};
const square = { ratio: "1024:1024" };

/** Runway's image models, its own and those of others that it serves. */
export const images: Readonly<Record<string, Model>> = {
  gen4_image: image([{ endpoint, fields: gen4, fixed: square }], { source }),
  gen4_image_turbo: image(
    [{ endpoint, fields: { ...gen4, referenceImages: requiredReferences }, fixed: square }],
    { source },
  ),
  gpt_image_2: image(
    [
      {
        endpoint,
        fields: {
          ...gpt,
          quality: quality(["auto", "low", "medium", "high"]),
          background: background(["auto", "transparent", "opaque"]),
        },
        fixed: { ratio: "auto" },
      },
    ],
    { source },
  ),
  gpt_image_2_5_flare: image(
    [
      {
        endpoint,
        fields: { ...gpt, quality: better, background: background(["auto", "opaque"]) },
        fixed: { ratio: "auto" },
      },
    ],
    { source },
  ),
  gpt_image_2_5_sunburst: image(
    [
      {
        endpoint,
        fields: {
          ...gpt,
          quality: better,
          background: background(["auto", "transparent", "opaque"]),
        },
        fixed: { ratio: "auto" },
      },
    ],
    { source },
  ),
  "gemini_2.5_flash": image(
    [
      {
        endpoint,
        fields: {
          promptText: prompt,
          ratio: imageRatio(ratios.gemini25),
          referenceImages: references(),
        },
        fixed: square,
      },
    ],
    { source },
  ),
  "gemini_image3.1_flash": image(
    [
      {
        endpoint,
        fields: {
          promptText: prompt,
          ratio: imageRatio(ratios.gemini31Flash),
          referenceImages: references(),
          outputCount: choice([1, 4]),
        },
        fixed: square,
      },
    ],
    { source },
  ),
  gemini_image3_pro: image(
    [
      {
        endpoint,
        fields: {
          promptText: prompt,
          ratio: imageRatio(ratios.gemini3Pro),
          referenceImages: references(),
          outputCount: choice([1, 4]),
        },
        fixed: square,
      },
    ],
    { source },
  ),
  muse_image: image(
    [
      {
        endpoint,
        fields: {
          promptText: prompt,
          ratio: imageRatio(ratios.muse),
          referenceImages: references(),
          outputFormat: outputFormat(["webp", "png", "jpeg"]),
          outputCount: own,
        },
        fixed: { ratio: "auto" },
      },
    ],
    { source },
  ),
  seedream5_pro: image(
    [
      {
        endpoint,
        fields: { ...seedream, ratio: imageRatio(ratios.seedreamPro) },
        fixed: square,
      },
    ],
    { source },
  ),
  seedream5_lite: image(
    [
      {
        endpoint,
        fields: { ...seedream, ratio: imageRatio(ratios.seedreamLite) },
        fixed: { ratio: "2048:2048" },
      },
    ],
    { source },
  ),
  grok_imagine_image_2: image(
    [
      {
        endpoint,
        fields: {
          promptText: prompt,
          ratio: imageRatio(ratios.grokImage),
          referenceImages: references(),
          quality: quality(["low", "medium"]),
          outputCount: own,
          edit: own,
        },
        fixed: square,
      },
      {
        endpoint,
        task: "edit",
        fields: {
          promptText: prompt,
          ratio: imageRatio(ratios.grokImage),
          referenceImages: requiredReferences,
          quality: quality(["low", "medium"]),
          outputCount: own,
          edit: own,
        },
        fixed: { ...square, edit: true },
      },
    ],
    { source },
  ),
  magnific_precision_upscaler_v2: image(
    [
      {
        endpoint: "image_upscale",
        task: "upscale",
        fields: {
          imageUri: inputImage,
          scaleFactor: scale([2, 4, 8, 16]),
          flavor: choice(["sublime", "photo", "photo_denoiser"]),
          sharpen: within(0, 100),
          smartGrain: within(0, 100),
          ultraDetail: within(0, 100),
        },
      },
    ],
    { source },
  ),
};
