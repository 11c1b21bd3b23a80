import type { Model } from "@tarash/core/provider";
import { choice, flag, inputVideo, number, required, seed, video } from "../fields.ts";

const modelNames = [
  "Proteus",
  "Artemis HQ",
  "Artemis MQ",
  "Artemis LQ",
  "Gaia HQ",
  "Gaia CG",
  "Gaia 2",
  "Nyx",
  "Nyx Fast",
  "Nyx XL",
  "Nyx HF",
  "Starlight Precise 2.5",
  "Starlight HQ",
  "Starlight Mini",
  "Starlight Sharp",
  "Starlight Fast 2",
  "Starlight Precise 1",
  "Starlight Precise 2",
  "Starlight Fast 1",
];

const topazFields = {
  video_url: required(inputVideo),
  H264_output: flag,
  compression: number,
  grain: number,
  halo: number,
  model: choice(modelNames),
  noise: number,
  recover_detail: number,
  target_fps: number,
  upscale_factor: number,
};

const seedvrFields = {
  video_url: required(inputVideo),
  seed,
  noise_scale: number,
  output_format: choice(["X264 (.mp4)", "VP9 (.webm)", "PRORES4444 (.mov)", "GIF (.gif)"]),
  output_quality: choice(["low", "medium", "high", "maximum"]),
  output_write_mode: choice(["fast", "balanced", "small"]),
  sync_mode: flag,
  target_resolution: choice(["720p", "1080p", "1440p", "2160p"]),
  upscale_factor: number,
  upscale_mode: choice(["target", "factor"]),
};

const birefnetFields = {
  video_url: required(inputVideo),
  model: choice([
    "General Use (Light)",
    "General Use (Light 2K)",
    "General Use (Heavy)",
    "Matting",
    "Portrait",
    "General Use (Dynamic)",
  ]),
  operating_resolution: choice(["1024x1024", "2048x2048", "2304x2304"]),
  output_mask: flag,
  refine_foreground: flag,
  sync_mode: flag,
  video_output_type: choice(["X264 (.mp4)", "VP9 (.webm)", "PRORES4444 (.mov)", "GIF (.gif)"]),
  video_quality: choice(["low", "medium", "high", "maximum"]),
  video_write_mode: choice(["fast", "balanced", "small"]),
};

const veedBackgroundBase = {
  video_url: required(inputVideo),
  output_codec: choice(["vp9", "h264"]),
  refine_foreground_edges: flag,
  subject_is_person: flag,
};

const veedBackgroundGreenScreen = {
  video_url: required(inputVideo),
  output_codec: choice(["vp9", "h264"]),
  spill_suppression_strength: number,
};

const briaVideoBackgroundRemoval = {
  video_url: required(inputVideo),
  output_codec: choice(["vp9", "h264"]),
  refine_foreground_edges: flag,
  subject_is_person: flag,
};

const briaVideoIncreaseResolution = {
  video_url: required(inputVideo),
  desired_increase: choice(["2", "4"]),
  output_container_and_codec: choice([
    "mp4_h265",
    "mp4_h264",
    "webm_vp9",
    "mov_h265",
    "mov_proresks",
    "mkv_h265",
    "mkv_h264",
    "mkv_vp9",
    "gif",
  ]),
  preserve_audio: flag,
};

const briaVideoBackgroundRemovalV3 = {
  video_url: required(inputVideo),
  auto_zoom: flag,
  background_color: choice([
    "Transparent",
    "Black",
    "White",
    "Gray",
    "Red",
    "Green",
    "Blue",
    "Yellow",
    "Cyan",
    "Magenta",
    "Orange",
  ]),
  output_container_and_codec: choice([
    "mp4_h265",
    "mp4_h264",
    "webm_vp9",
    "mov_h265",
    "mov_proresks",
    "mkv_h265",
    "mkv_h264",
    "mkv_vp9",
    "gif",
  ]),
  preserve_audio: flag,
};

/** Upscaling and background removal for videos on fal. */
export const videoUpscalers: Readonly<Record<string, Model>> = {
  "fal-ai/topaz/upscale/video": video([
    { endpoint: "fal-ai/topaz/upscale/video", task: "upscale", fields: topazFields },
  ]),
  "fal-ai/seedvr/upscale/video": video([
    { endpoint: "fal-ai/seedvr/upscale/video", task: "upscale", fields: seedvrFields },
  ]),
  "fal-ai/birefnet/v2/video": video([
    { endpoint: "fal-ai/birefnet/v2/video", task: "remove-background", fields: birefnetFields },
  ]),
  "veed/video-background-removal": video([
    {
      endpoint: "veed/video-background-removal",
      task: "remove-background",
      fields: veedBackgroundBase,
    },
    {
      endpoint: "veed/video-background-removal/fast",
      task: "remove-background",
      fields: veedBackgroundBase,
    },
    {
      endpoint: "veed/video-background-removal/green-screen",
      task: "remove-background",
      fields: veedBackgroundGreenScreen,
    },
  ]),
  "bria/video": video([
    {
      endpoint: "bria/video/background-removal",
      task: "remove-background",
      fields: briaVideoBackgroundRemoval,
    },
    {
      endpoint: "bria/video/increase-resolution",
      task: "upscale",
      fields: briaVideoIncreaseResolution,
    },
    {
      endpoint: "bria/video/background-removal/v3",
      task: "remove-background",
      fields: briaVideoBackgroundRemovalV3,
    },
  ]),
};
