import type { Model } from "@tarash/core/provider";
import {
  anySeconds,
  choice,
  fps,
  frame,
  generateAudio,
  inputVideo,
  lastFrame,
  number,
  optionalPrompt,
  prompt,
  ratio,
  required,
  resolution,
  secondsWithin,
  text,
  video,
  whole,
} from "../fields.ts";

const ltx23ImageToVideo = {
  prompt,
  image_url: required(frame),
  end_image_url: lastFrame,
  aspect_ratio: ratio(["auto", "16:9", "9:16"]),
  resolution: resolution(["1080p", "1440p", "2160p"]),
  duration: whole([6, 8, 10]),
  fps: fps([24, 25, 48, 50]),
  generate_audio: generateAudio,
};

const ltx23ImageToVideoFast = {
  prompt,
  image_url: required(frame),
  end_image_url: lastFrame,
  aspect_ratio: ratio(["auto", "16:9", "9:16"]),
  resolution: resolution(["1080p", "1440p", "2160p"]),
  duration: whole([6, 8, 10, 12, 14, 16, 18, 20]),
  fps: fps([24, 25, 48, 50]),
  generate_audio: generateAudio,
};

const ltx23RetakeVideo = {
  prompt,
  video_url: required(inputVideo),
  duration: anySeconds,
  retake_mode: choice(["replace_audio", "replace_video", "replace_audio_and_video"]),
  start_time: number,
};

const ltx23Reframe = {
  video_url: required(inputVideo),
  aspect_ratio: ratio(["1:1", "4:5", "5:4", "9:16", "16:9"]),
  resolution: resolution(["720p", "1080p"]),
};

const ltx23TextToVideo = {
  prompt,
  aspect_ratio: ratio(["16:9", "9:16"]),
  resolution: resolution(["1080p", "1440p", "2160p"]),
  duration: whole([6, 8, 10]),
  fps: fps([24, 25, 48, 50]),
  generate_audio: generateAudio,
};

const ltx23TextToVideoFast = {
  prompt,
  aspect_ratio: ratio(["16:9", "9:16"]),
  resolution: resolution(["1080p", "1440p", "2160p"]),
  duration: whole([6, 8, 10, 12, 14, 16, 18, 20]),
  fps: fps([24, 25, 48, 50]),
  generate_audio: generateAudio,
};

const ltx23ExtendVideo = {
  prompt: optionalPrompt,
  video_url: required(inputVideo),
  duration: secondsWithin(2, 20),
  context: number,
  mode: choice(["start", "end"]),
};

const ltx23AudioToVideo = {
  prompt: optionalPrompt,
  image_url: frame,
  audio_url: required(text),
  aspect_ratio: ratio(["auto", "16:9", "9:16"]),
  guidance_scale: number,
};

/** Lightricks LTX 2.3 on fal. `/fast` ids are endpoints of their own. */
export const ltx: Readonly<Record<string, Model>> = {
  "fal-ai/ltx-2.3": video([
    { endpoint: "fal-ai/ltx-2.3/image-to-video", fields: ltx23ImageToVideo },
    { endpoint: "fal-ai/ltx-2.3/image-to-video/fast", fields: ltx23ImageToVideoFast },
    { endpoint: "fal-ai/ltx-2.3/retake-video", task: "edit", fields: ltx23RetakeVideo },
    { endpoint: "fal-ai/ltx-2.3/reframe", task: "reframe", fields: ltx23Reframe },
    { endpoint: "fal-ai/ltx-2.3/text-to-video", fields: ltx23TextToVideo },
    { endpoint: "fal-ai/ltx-2.3/text-to-video/fast", fields: ltx23TextToVideoFast },
    { endpoint: "fal-ai/ltx-2.3/extend-video", task: "extend", fields: ltx23ExtendVideo },
    { endpoint: "fal-ai/ltx-2.3/audio-to-video", fields: ltx23AudioToVideo },
  ]),
};
