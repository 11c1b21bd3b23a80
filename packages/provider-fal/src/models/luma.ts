import type { Model } from "@tarash/core/provider";
import {
  choice,
  firstFrame,
  flag,
  frame,
  inputVideo,
  lastFrame,
  list,
  number,
  object,
  optionalPrompt,
  prompt,
  ratio,
  required,
  resolution,
  seconds,
  video,
} from "../fields.ts";

const ray2Reframe = {
  prompt: optionalPrompt,
  image_url: frame,
  video_url: required(inputVideo),
  aspect_ratio: required(ratio(["1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21"])),
  grid_position_x: number,
  grid_position_y: number,
  x_end: number,
  x_start: number,
  y_end: number,
  y_start: number,
};

const ray2Base = {
  prompt,
  aspect_ratio: ratio(["16:9", "9:16", "4:3", "3:4", "21:9", "9:21"]),
  resolution: resolution(["540p", "720p", "1080p"]),
  duration: seconds([5, 9]),
  loop: flag,
};

const ray2Modify = {
  prompt: optionalPrompt,
  image_url: frame,
  video_url: required(inputVideo),
  mode: choice([
    "adhere_1",
    "adhere_2",
    "adhere_3",
    "flex_1",
    "flex_2",
    "flex_3",
    "reimagine_1",
    "reimagine_2",
    "reimagine_3",
  ]),
};

const ray2ImageToVideo = {
  prompt,
  image_url: frame,
  end_image_url: lastFrame,
  aspect_ratio: ratio(["16:9", "9:16", "4:3", "3:4", "21:9", "9:21"]),
  resolution: resolution(["540p", "720p", "1080p"]),
  duration: seconds([5, 9]),
  loop: flag,
};

const ray32Reframe = {
  prompt,
  video_url: required(inputVideo),
  aspect_ratio: required(ratio(["3:4", "4:3", "1:1", "9:16", "16:9", "21:9"])),
  resolution: resolution(["540p", "720p", "1080p"]),
  source_position: object,
};

const ray32VideoToVideo = {
  prompt,
  start_image_url: firstFrame,
  video_url: required(inputVideo),
  resolution: resolution(["540p", "720p", "1080p"]),
  duration: seconds([5, 10]),
  auto_controls: flag,
  controls: object,
  edit_strength: choice([
    "adhere_1",
    "adhere_2",
    "adhere_3",
    "flex_1",
    "flex_2",
    "flex_3",
    "reimagine_1",
    "reimagine_2",
    "reimagine_3",
  ]),
  exr_export: flag,
  hdr: flag,
  keyframe_indexes: list,
  keyframes: list,
};

const ray32TextToVideo = {
  prompt,
  aspect_ratio: ratio(["3:4", "4:3", "1:1", "9:16", "16:9", "21:9"]),
  resolution: resolution(["540p", "720p", "1080p"]),
  duration: seconds([5, 10]),
  exr_export: flag,
  hdr: flag,
  loop: flag,
};

const ray32ImageToVideo = {
  prompt,
  image_url: frame,
  end_image_url: lastFrame,
  aspect_ratio: ratio(["3:4", "4:3", "1:1", "9:16", "16:9", "21:9"]),
  resolution: resolution(["540p", "720p", "1080p"]),
  duration: seconds([5, 10]),
  exr_export: flag,
  hdr: flag,
  keyframe_indexes: list,
  keyframes: list,
  loop: flag,
};

/** Luma Ray 2 and 3.2 on fal. */
export const luma: Readonly<Record<string, Model>> = {
  "fal-ai/luma-dream-machine/ray-2": video([
    { endpoint: "fal-ai/luma-dream-machine/ray-2/reframe", task: "reframe", fields: ray2Reframe },
    { endpoint: "fal-ai/luma-dream-machine/ray-2", fields: ray2Base },
    { endpoint: "fal-ai/luma-dream-machine/ray-2/modify", task: "edit", fields: ray2Modify },
    { endpoint: "fal-ai/luma-dream-machine/ray-2/image-to-video", fields: ray2ImageToVideo },
  ]),
  "fal-ai/luma-dream-machine/ray-2-flash": video([
    {
      endpoint: "fal-ai/luma-dream-machine/ray-2-flash/reframe",
      task: "reframe",
      fields: ray2Reframe,
    },
    { endpoint: "fal-ai/luma-dream-machine/ray-2-flash", fields: ray2Base },
    { endpoint: "fal-ai/luma-dream-machine/ray-2-flash/modify", task: "edit", fields: ray2Modify },
    { endpoint: "fal-ai/luma-dream-machine/ray-2-flash/image-to-video", fields: ray2ImageToVideo },
  ]),
  "luma/agent/ray/v3.2": video([
    { endpoint: "luma/agent/ray/v3.2/reframe", task: "reframe", fields: ray32Reframe },
    { endpoint: "luma/agent/ray/v3.2/video-to-video", task: "edit", fields: ray32VideoToVideo },
    { endpoint: "luma/agent/ray/v3.2/text-to-video", fields: ray32TextToVideo },
    { endpoint: "luma/agent/ray/v3.2/image-to-video", fields: ray32ImageToVideo },
  ]),
};
