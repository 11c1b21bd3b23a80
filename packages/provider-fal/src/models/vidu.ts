import type { Model } from "@tarash/core/provider";
import {
  anyRatio,
  anySeconds,
  choice,
  firstFrame,
  flag,
  generateAudio,
  inputVideo,
  inputVideos,
  lastFrame,
  optionalPrompt,
  prompt,
  ratio,
  references,
  required,
  resolution,
  secondsWithin,
  seed,
  span,
  video,
  whole,
} from "../fields.ts";

const q1 = {
  prompt,
  seed,
  movement_amplitude: choice(["auto", "small", "medium", "large"]),
};

const q1StartEndToVideo = {
  ...q1,
  start_image_url: required(firstFrame),
  end_image_url: required(lastFrame),
};

const q1ImageToVideo = {
  ...q1,
  image_url: required(firstFrame),
};

const q1ReferenceToVideo = {
  ...q1,
  reference_image_urls: required(references),
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  bgm: flag,
};

const q1TextToVideo = {
  ...q1,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  style: choice(["general", "anime"]),
};

const q2ImageToVideoPro = {
  prompt,
  image_url: required(firstFrame),
  end_image_url: lastFrame,
  resolution: resolution(["720p", "1080p"]),
  duration: whole(span(2, 8)),
  seed,
  bgm: flag,
  movement_amplitude: choice(["auto", "small", "medium", "large"]),
};

const q2TextToVideo = {
  prompt,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  resolution: resolution(["360p", "520p", "720p", "1080p"]),
  duration: whole(span(2, 8)),
  seed,
  bgm: flag,
  movement_amplitude: choice(["auto", "small", "medium", "large"]),
};

const q2ReferenceToVideoPro = {
  prompt,
  reference_image_urls: references,
  reference_video_urls: inputVideos,
  aspect_ratio: anyRatio,
  resolution: resolution(["540p", "720p", "1080p"]),
  duration: anySeconds,
  seed,
  bgm: flag,
  movement_amplitude: choice(["auto", "small", "medium", "large"]),
};

const q2VideoExtensionPro = {
  prompt: optionalPrompt,
  video_url: required(inputVideo),
  resolution: resolution(["720p", "1080p"]),
  duration: whole(span(2, 7)),
  seed,
};

const q3 = {
  resolution: resolution(["360p", "540p", "720p", "1080p"]),
  seed,
  audio: generateAudio,
};

const q3ReferenceToVideoMix = {
  ...q3,
  prompt,
  reference_image_urls: required(references),
  aspect_ratio: ratio(["16:9", "9:16", "4:3", "3:4", "1:1"]),
  duration: secondsWithin(1, 16),
};

const q3TextToVideo = {
  ...q3,
  prompt,
  aspect_ratio: ratio(["16:9", "9:16", "4:3", "3:4", "1:1"]),
  duration: anySeconds,
};

const q3ImageToVideo = {
  ...q3,
  prompt: optionalPrompt,
  image_url: required(firstFrame),
  end_image_url: lastFrame,
  duration: secondsWithin(1, 16),
};

const q3ImageToVideoTurbo = {
  ...q3,
  prompt: optionalPrompt,
  image_url: required(firstFrame),
  end_image_url: lastFrame,
  duration: anySeconds,
};

/** Vidu Q1 to Q3 on fal. */
export const vidu: Readonly<Record<string, Model>> = {
  "fal-ai/vidu/q1": video([
    { endpoint: "fal-ai/vidu/q1/start-end-to-video", fields: q1StartEndToVideo },
    { endpoint: "fal-ai/vidu/q1/image-to-video", fields: q1ImageToVideo },
    { endpoint: "fal-ai/vidu/q1/reference-to-video", fields: q1ReferenceToVideo },
    { endpoint: "fal-ai/vidu/q1/text-to-video", fields: q1TextToVideo },
  ]),
  "fal-ai/vidu/q2": video([
    { endpoint: "fal-ai/vidu/q2/image-to-video/pro", fields: q2ImageToVideoPro },
    { endpoint: "fal-ai/vidu/q2/image-to-video/turbo", fields: q2ImageToVideoPro },
    { endpoint: "fal-ai/vidu/q2/text-to-video", fields: q2TextToVideo },
    { endpoint: "fal-ai/vidu/q2/reference-to-video/pro", fields: q2ReferenceToVideoPro },
    { endpoint: "fal-ai/vidu/q2/video-extension/pro", task: "extend", fields: q2VideoExtensionPro },
  ]),
  "fal-ai/vidu/q3": video([
    { endpoint: "fal-ai/vidu/q3/reference-to-video/mix", fields: q3ReferenceToVideoMix },
    { endpoint: "fal-ai/vidu/q3/text-to-video", fields: q3TextToVideo },
    { endpoint: "fal-ai/vidu/q3/text-to-video/turbo", fields: q3TextToVideo },
    { endpoint: "fal-ai/vidu/q3/image-to-video", fields: q3ImageToVideo },
    { endpoint: "fal-ai/vidu/q3/image-to-video/turbo", fields: q3ImageToVideoTurbo },
  ]),
};
