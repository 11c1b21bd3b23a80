import { image, video, type Model } from "@tarash/core/provider";
import { assumed, described, synced } from "../facts.ts";
import {
  anyRatio,
  choice,
  flag,
  frame,
  inputVideo,
  lastFrame,
  optionalPrompt,
  prompt,
  ratio,
  reference,
  required,
  seconds,
  text,
  texts,
  whole,
} from "../fields.ts";

const reframeVideo = {
  video: required(inputVideo),
  x_end: whole,
  y_end: whole,
  prompt: optionalPrompt,
  x_start: whole,
  y_start: whole,
  video_url: text,
  aspect_ratio: ratio(["1:1", "3:4", "4:3", "9:16", "16:9", "9:21", "21:9"]),
  grid_position_x: whole,
  grid_position_y: whole,
};

const ray2720p = {
  duration: seconds([5, 9]),
  aspect_ratio: anyRatio,
  loop: flag,
  prompt,
  concepts: texts,
  end_image: lastFrame,
  start_image: frame,
  end_image_url: text,
  start_image_url: text,
};

const ray = {
  aspect_ratio: anyRatio,
  loop: flag,
  prompt,
  end_image: lastFrame,
  start_image: frame,
  end_video_id: text,
  start_video_id: text,
  end_image_url: text,
  start_image_url: text,
};

export const lumaVideos: Readonly<Record<string, Model>> = {
  "luma/reframe-video": video([{ task: "reframe", fields: reframeVideo }], { source: synced }),
  "luma/ray-2-720p": video(ray2720p, { source: described }),
  "luma/ray": video(ray, { source: described }),
  "luma/ray-2-540p": video(ray2720p, { source: assumed, verified: false }),
  "luma/ray-flash-2-540p": video(ray2720p, { source: assumed, verified: false }),
  "luma/ray-flash-2-720p": video(ray2720p, { source: assumed, verified: false }),
};

const reframeImage = {
  image: required(reference),
  model: choice(["photon-flash-1", "photon-1"]),
  x_end: whole,
  y_end: whole,
  prompt: optionalPrompt,
  x_start: whole,
  y_start: whole,
  image_url: text,
  aspect_ratio: ratio(["1:1", "3:4", "4:3", "9:16", "16:9", "9:21", "21:9"]),
  grid_position_x: whole,
  grid_position_y: whole,
};

export const lumaImages: Readonly<Record<string, Model>> = {
  "luma/reframe-image": image([{ task: "reframe", fields: reframeImage }], { source: synced }),
};
