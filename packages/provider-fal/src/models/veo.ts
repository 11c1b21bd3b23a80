import type { Model } from "@tarash/core/provider";
import {
  choice,
  firstFrame,
  flag,
  frame,
  generateAudio,
  inputVideo,
  lastFrame,
  negativePrompt,
  prompt,
  ratio,
  references,
  required,
  resolution,
  seconds,
  seed,
  video,
} from "../fields.ts";
import { perSecond } from "../facts.ts";

const veoShared = {
  prompt,
  generate_audio: generateAudio,
  auto_fix: flag,
  safety_tolerance: choice(["1", "2", "3", "4", "5", "6"]),
};

const veoSharedVeo31FirstLastFrameToVideo = {
  ...veoShared,
  first_frame_url: required(firstFrame),
  last_frame_url: required(lastFrame),
  aspect_ratio: ratio(["auto", "16:9", "9:16"]),
  resolution: resolution(["720p", "1080p", "4k"]),
  duration: seconds([4, 6, 8]),
  negative_prompt: negativePrompt,
  seed,
};

const veoSharedVeo31ImageToVideo = {
  ...veoShared,
  image_url: required(firstFrame),
  aspect_ratio: ratio(["auto", "16:9", "9:16"]),
  resolution: resolution(["720p", "1080p", "4k"]),
  duration: seconds([4, 6, 8]),
  negative_prompt: negativePrompt,
  seed,
};

const veoSharedVeo31ReferenceToVideo = {
  ...veoShared,
  image_urls: required(references),
  aspect_ratio: ratio(["16:9", "9:16"]),
  resolution: resolution(["720p", "1080p", "4k"]),
  duration: seconds([8]),
};

const veoSharedVeo31ExtendVideo = {
  ...veoShared,
  video_url: required(inputVideo),
  aspect_ratio: ratio(["auto", "16:9", "9:16"]),
  resolution: resolution(["720p"]),
  duration: seconds([7]),
  negative_prompt: negativePrompt,
  seed,
};

const veoSharedVeo31Base = {
  ...veoShared,
  aspect_ratio: ratio(["16:9", "9:16"]),
  resolution: resolution(["720p", "1080p", "4k"]),
  duration: seconds([4, 6, 8]),
  negative_prompt: negativePrompt,
  seed,
};

const veoSharedFastImageToVideo = {
  ...veoShared,
  image_url: required(frame),
  aspect_ratio: ratio(["auto", "16:9", "9:16"]),
  resolution: resolution(["720p", "1080p", "4k"]),
  duration: seconds([4, 6, 8]),
  negative_prompt: negativePrompt,
  seed,
};

const veoSharedLiteFirstLastFrameToVideo = {
  ...veoShared,
  first_frame_url: required(firstFrame),
  last_frame_url: required(lastFrame),
  aspect_ratio: ratio(["auto", "16:9", "9:16"]),
  resolution: resolution(["720p", "1080p"]),
  duration: seconds([8]),
  negative_prompt: negativePrompt,
  seed,
};

const veoSharedLiteImageToVideo = {
  ...veoShared,
  image_url: required(frame),
  aspect_ratio: ratio(["auto", "16:9", "9:16"]),
  resolution: resolution(["720p", "1080p"]),
  duration: seconds([4, 6, 8]),
  negative_prompt: negativePrompt,
  seed,
};

const veoSharedLiteBase = {
  ...veoShared,
  aspect_ratio: ratio(["16:9", "9:16"]),
  resolution: resolution(["720p", "1080p"]),
  duration: seconds([4, 6, 8]),
  negative_prompt: negativePrompt,
  seed,
};

/** Google Veo 3.1 on fal. */
export const veo: Readonly<Record<string, Model>> = {
  "fal-ai/veo3.1": video(
    [
      {
        endpoint: "fal-ai/veo3.1/first-last-frame-to-video",
        fields: veoSharedVeo31FirstLastFrameToVideo,
      },
      { endpoint: "fal-ai/veo3.1/image-to-video", fields: veoSharedVeo31ImageToVideo },
      { endpoint: "fal-ai/veo3.1/reference-to-video", fields: veoSharedVeo31ReferenceToVideo },
      { endpoint: "fal-ai/veo3.1/extend-video", task: "extend", fields: veoSharedVeo31ExtendVideo },
      { endpoint: "fal-ai/veo3.1", fields: veoSharedVeo31Base },
    ],
    {
      price: perSecond(0.4, [
        { when: { resolution: "4k", generate_audio: false }, amount: 0.4 },
        { when: { resolution: "4k" }, amount: 0.6 },
        { when: { generate_audio: false }, amount: 0.2 },
      ]),
    },
  ),
  "fal-ai/veo3.1/fast": video(
    [
      {
        endpoint: "fal-ai/veo3.1/fast/first-last-frame-to-video",
        fields: veoSharedVeo31FirstLastFrameToVideo,
      },
      { endpoint: "fal-ai/veo3.1/fast/image-to-video", fields: veoSharedFastImageToVideo },
      {
        endpoint: "fal-ai/veo3.1/fast/extend-video",
        task: "extend",
        fields: veoSharedVeo31ExtendVideo,
      },
      { endpoint: "fal-ai/veo3.1/fast", fields: veoSharedVeo31Base },
    ],
    {
      price: perSecond(0.1, [
        { when: { resolution: "4k", generate_audio: false }, amount: 0.25 },
        { when: { resolution: "4k" }, amount: 0.3 },
        { when: { resolution: "1080p", generate_audio: false }, amount: 0.1 },
        { when: { resolution: "1080p" }, amount: 0.12 },
        { when: { generate_audio: false }, amount: 0.08 },
      ]),
    },
  ),
  "fal-ai/veo3.1/lite": video(
    [
      {
        endpoint: "fal-ai/veo3.1/lite/first-last-frame-to-video",
        fields: veoSharedLiteFirstLastFrameToVideo,
      },
      { endpoint: "fal-ai/veo3.1/lite/image-to-video", fields: veoSharedLiteImageToVideo },
      { endpoint: "fal-ai/veo3.1/lite", fields: veoSharedLiteBase },
    ],
    {
      price: perSecond(0.05, [
        { when: { resolution: "1080p", generate_audio: false }, amount: 0.05 },
        { when: { resolution: "1080p" }, amount: 0.08 },
        { when: { generate_audio: false }, amount: 0.03 },
      ]),
    },
  ),
};
