import type { Model } from "@tarash/core/provider";
import {
  choice,
  digits,
  firstFrame,
  flag,
  frame,
  generateAudio,
  inputVideos,
  lastFrame,
  list,
  number,
  prompt,
  ratio,
  references,
  required,
  resolution,
  seed,
  span,
  text,
  video,
} from "../fields.ts";
import { perSecond, perToken } from "../facts.ts";

const seedance1 = {
  prompt,
  resolution: resolution(["480p", "720p", "1080p"]),
  duration: digits(span(2, 12)),
  num_frames: number,
  seed,
  camera_fixed: flag,
  enable_safety_checker: flag,
};

const seedance1ProImageToVideo = {
  ...seedance1,
  image_url: required(frame),
  end_image_url: lastFrame,
  aspect_ratio: ratio(["21:9", "16:9", "4:3", "1:1", "3:4", "9:16", "auto"]),
};

const seedance1TextToVideo = {
  ...seedance1,
  aspect_ratio: ratio(["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"]),
};

const seedance1FastImageToVideo = {
  ...seedance1,
  image_url: required(frame),
  aspect_ratio: ratio(["21:9", "16:9", "4:3", "1:1", "3:4", "9:16", "auto"]),
};

const seedance15 = {
  prompt,
  aspect_ratio: ratio(["21:9", "16:9", "4:3", "1:1", "3:4", "9:16", "auto"]),
  resolution: resolution(["480p", "720p", "1080p"]),
  duration: digits(span(4, 12)),
  generate_audio: generateAudio,
  seed,
  camera_fixed: flag,
  enable_safety_checker: flag,
};

const seedance15ImageToVideo = {
  ...seedance15,
  image_url: required(frame),
  end_image_url: lastFrame,
};

const seedance15TextToVideo = {
  ...seedance15,
};

const seedance2 = {
  prompt,
  aspect_ratio: ratio(["auto", "21:9", "16:9", "4:3", "1:1", "3:4", "9:16"]),
  duration: digits(span(4, 15)),
  generate_audio: generateAudio,
  end_user_id: text,
};

const seedance2Seedance20ImageToVideo = {
  ...seedance2,
  image_url: required(firstFrame),
  end_image_url: lastFrame,
  resolution: resolution(["480p", "720p", "1080p", "4k"]),
  bitrate_mode: choice(["standard", "high"]),
};

const seedance2Seedance20TextToVideo = {
  ...seedance2,
  resolution: resolution(["480p", "720p", "1080p", "4k"]),
  bitrate_mode: choice(["standard", "high"]),
};

const seedance2Seedance20ReferenceToVideo = {
  ...seedance2,
  image_urls: references,
  video_urls: inputVideos,
  resolution: resolution(["480p", "720p", "1080p", "4k"]),
  audio_urls: list,
  bitrate_mode: choice(["standard", "high"]),
};

const seedance2FastImageToVideo = {
  ...seedance2,
  image_url: required(firstFrame),
  end_image_url: lastFrame,
  resolution: resolution(["480p", "720p"]),
  bitrate_mode: choice(["standard", "high"]),
};

const seedance2FastTextToVideo = {
  ...seedance2,
  resolution: resolution(["480p", "720p"]),
  bitrate_mode: choice(["standard", "high"]),
};

const seedance2FastReferenceToVideo = {
  ...seedance2,
  image_urls: references,
  video_urls: inputVideos,
  resolution: resolution(["480p", "720p"]),
  audio_urls: list,
  bitrate_mode: choice(["standard", "high"]),
};

const seedance2MiniImageToVideo = {
  ...seedance2,
  image_url: required(firstFrame),
  end_image_url: lastFrame,
  resolution: resolution(["480p", "720p"]),
};

const seedance2MiniTextToVideo = {
  ...seedance2,
  resolution: resolution(["480p", "720p"]),
};

const seedance2MiniReferenceToVideo = {
  ...seedance2,
  image_urls: references,
  video_urls: inputVideos,
  resolution: resolution(["480p", "720p"]),
  audio_urls: list,
};

/** ByteDance Seedance 1, 1.5 and 2 on fal. */
export const seedance: Readonly<Record<string, Model>> = {
  "fal-ai/bytedance/seedance/v1/pro": video(
    [
      {
        endpoint: "fal-ai/bytedance/seedance/v1/pro/image-to-video",
        fields: seedance1ProImageToVideo,
      },
      { endpoint: "fal-ai/bytedance/seedance/v1/pro/text-to-video", fields: seedance1TextToVideo },
    ],
    {
      price: perSecond(0.1224, [
        { when: { resolution: "480p" }, amount: 0.0243 },
        { when: { resolution: "720p" }, amount: 0.0515 },
      ]),
    },
  ),
  "fal-ai/bytedance/seedance/v1/pro/fast": video(
    [
      {
        endpoint: "fal-ai/bytedance/seedance/v1/pro/fast/image-to-video",
        fields: seedance1FastImageToVideo,
      },
      {
        endpoint: "fal-ai/bytedance/seedance/v1/pro/fast/text-to-video",
        fields: seedance1TextToVideo,
      },
    ],
    {
      price: perSecond(0.049, [
        { when: { resolution: "480p" }, amount: 0.0097 },
        { when: { resolution: "720p" }, amount: 0.0206 },
      ]),
    },
  ),
  "fal-ai/bytedance/seedance/v1.5/pro": video(
    [
      {
        endpoint: "fal-ai/bytedance/seedance/v1.5/pro/image-to-video",
        fields: seedance15ImageToVideo,
      },
      {
        endpoint: "fal-ai/bytedance/seedance/v1.5/pro/text-to-video",
        fields: seedance15TextToVideo,
      },
    ],
    {
      price: perSecond(0.0518, [
        { when: { resolution: "480p", generate_audio: false }, amount: 0.0121 },
        { when: { resolution: "480p" }, amount: 0.0241 },
        { when: { resolution: "1080p", generate_audio: false }, amount: 0.0583 },
        { when: { resolution: "1080p" }, amount: 0.1166 },
        { when: { generate_audio: false }, amount: 0.0259 },
      ]),
    },
  ),
  "bytedance/seedance-2.0": video(
    [
      {
        endpoint: "bytedance/seedance-2.0/image-to-video",
        fields: seedance2Seedance20ImageToVideo,
      },
      { endpoint: "bytedance/seedance-2.0/text-to-video", fields: seedance2Seedance20TextToVideo },
      {
        endpoint: "bytedance/seedance-2.0/reference-to-video",
        fields: seedance2Seedance20ReferenceToVideo,
      },
    ],
    { price: perToken(0.000007) },
  ),
  "bytedance/seedance-2.0/fast": video(
    [
      { endpoint: "bytedance/seedance-2.0/fast/image-to-video", fields: seedance2FastImageToVideo },
      { endpoint: "bytedance/seedance-2.0/fast/text-to-video", fields: seedance2FastTextToVideo },
      {
        endpoint: "bytedance/seedance-2.0/fast/reference-to-video",
        fields: seedance2FastReferenceToVideo,
      },
    ],
    { price: perToken(0.0000042) },
  ),
  "bytedance/seedance-2.0/mini": video(
    [
      { endpoint: "bytedance/seedance-2.0/mini/image-to-video", fields: seedance2MiniImageToVideo },
      { endpoint: "bytedance/seedance-2.0/mini/text-to-video", fields: seedance2MiniTextToVideo },
      {
        endpoint: "bytedance/seedance-2.0/mini/reference-to-video",
        fields: seedance2MiniReferenceToVideo,
      },
    ],
    { price: perToken(0.0000035) },
  ),
};
