import { image, video, type Model } from "@tarash/core/provider";
import { synced } from "../facts.ts";
import {
  anyJpgFormat,
  choice,
  flag,
  fps,
  fpsWithin,
  inputVideo,
  numberWithin,
  reference,
  required,
  resolution,
  scaleFactor,
  text,
} from "../fields.ts";

const videoUpscale = {
  video: required(inputVideo),
  target_fps: fpsWithin(15, 120),
  target_resolution: resolution(["720p", "1080p", "4k"]),
};

const videoUpscaler = {
  scene: choice(["aigc", "short_series", "ugc", "old_film", "common"]),
  video: required(inputVideo),
  target_fps: fps([24, 30, 60, 120]),
  processing_type: choice(["standard", "pro"]),
  target_resolution: resolution(["240p", "360p", "480p", "540p", "720p", "1080p", "2k", "4k"]),
};

export const videoUpscalers: Readonly<Record<string, Model>> = {
  "topazlabs/video-upscale": video([{ task: "upscale", fields: videoUpscale }], { source: synced }),
  "bytedance/video-upscaler": video([{ task: "upscale", fields: videoUpscaler }], {
    source: synced,
  }),
};

const imageUpscale = {
  image: required(reference),
  enhance_model: text,
  output_format: anyJpgFormat,
  upscale_factor: scaleFactor,
  face_enhancement: flag,
  subject_detection: text,
  face_enhancement_strength: numberWithin(0, 1),
  face_enhancement_creativity: numberWithin(0, 1),
};

export const imageUpscalers: Readonly<Record<string, Model>> = {
  "topazlabs/image-upscale": image([{ task: "upscale", fields: imageUpscale }], { source: synced }),
};
