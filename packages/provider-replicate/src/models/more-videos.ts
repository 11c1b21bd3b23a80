import { video, type Model } from "@tarash/core/provider";
import { described, synced } from "../facts.ts";
import {
  anyFps,
  anyRatio,
  anyResolution,
  anySeconds,
  enhancePrompt,
  flag,
  frame,
  generateAudio,
  lastFrame,
  negativePrompt,
  prompt,
  ratio,
  resolution,
  seconds,
  secondsWithin,
  seed,
  text,
  thinking,
} from "../fields.ts";

const moreVideosShared = {
  seed,
  prompt,
};

const pVideo = {
  ...moreVideosShared,
  fps: anyFps,
  audio: text,
  draft: flag,
  image: frame,
  no_op: flag,
  duration: secondsWithin(1, 20),
  resolution: anyResolution,
  save_audio: flag,
  aspect_ratio: anyRatio,
  last_frame_image: lastFrame,
  prompt_upsampling: enhancePrompt,
  disable_safety_filter: flag,
};

const pixverseV6 = {
  ...moreVideosShared,
  image: frame,
  quality: anyResolution,
  duration: anySeconds,
  aspect_ratio: anyRatio,
  negative_prompt: negativePrompt,
  last_frame_image: lastFrame,
  generate_audio_switch: generateAudio,
  generate_multi_clip_switch: flag,
};

const q3Pro = {
  ...moreVideosShared,
  audio: generateAudio,
  duration: secondsWithin(1, 16),
  end_image: lastFrame,
  resolution: anyResolution,
  start_image: frame,
  aspect_ratio: anyRatio,
};

const pixverseV56 = {
  ...moreVideosShared,
  image: frame,
  last_frame_image: lastFrame,
  quality: resolution(["360p", "540p", "720p", "1080p"]),
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  duration: seconds([5, 8, 10]),
  negative_prompt: negativePrompt,
  generate_audio_switch: generateAudio,
  thinking_type: thinking,
};

export const moreVideos: Readonly<Record<string, Model>> = {
  "prunaai/p-video": video(pVideo, { source: synced }),
  "pixverse/pixverse-v6": video(pixverseV6, { source: synced }),
  "vidu/q3-pro": video(q3Pro, { source: synced }),
  "vidu/q3-turbo": video(q3Pro, { source: synced }),
  "pixverse/pixverse-v5.6": video(pixverseV56, { source: described }),
};
