import type { Model } from "@tarash/core/provider";
import {
  choice,
  digits,
  firstFrame,
  flag,
  frame,
  generateAudio,
  inputVideo,
  lastFrame,
  list,
  negativePrompt,
  number,
  optionalPrompt,
  prompt,
  ratio,
  references,
  required,
  span,
  text,
  video,
} from "../fields.ts";
import { perSecond } from "../facts.ts";

const v21 = {
  prompt,
  duration: digits([5, 10]),
  negative_prompt: negativePrompt,
  cfg_scale: number,
};

const v21MasterImageToVideo = {
  ...v21,
  image_url: required(frame),
};

const v21MasterTextToVideo = {
  ...v21,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
};

const v21ProImageToVideo = {
  ...v21,
  image_url: required(frame),
  tail_image_url: lastFrame,
};

const v25 = {
  prompt,
  duration: digits([5, 10]),
  negative_prompt: negativePrompt,
  cfg_scale: number,
};

const v25ProImageToVideo = {
  ...v25,
  image_url: required(frame),
  tail_image_url: lastFrame,
};

const v25ProTextToVideo = {
  ...v25,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
};

const v25StandardImageToVideo = {
  ...v25,
  image_url: required(frame),
};

const v26MotionControl = {
  prompt: optionalPrompt,
  image_url: required(frame),
  video_url: required(inputVideo),
  character_orientation: required(choice(["image", "video"])),
  keep_original_sound: flag,
};

const v26ProImageToVideo = {
  prompt,
  start_image_url: required(firstFrame),
  end_image_url: lastFrame,
  duration: digits([5, 10]),
  generate_audio: generateAudio,
  negative_prompt: negativePrompt,
  voice_ids: list,
};

const v26ProTextToVideo = {
  prompt,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  duration: digits([5, 10]),
  generate_audio: generateAudio,
  negative_prompt: negativePrompt,
  cfg_scale: number,
};

const v3StandardMotionControl = {
  prompt: optionalPrompt,
  image_url: required(frame),
  video_url: required(inputVideo),
  character_orientation: required(choice(["image", "video"])),
  elements: list,
  keep_original_sound: flag,
};

const v3ImageToVideo = {
  prompt: optionalPrompt,
  start_image_url: required(firstFrame),
  end_image_url: lastFrame,
  duration: digits(span(3, 15)),
  generate_audio: generateAudio,
  negative_prompt: negativePrompt,
  cfg_scale: number,
  elements: list,
  multi_prompt: list,
  shot_type: choice(["customize", "intelligent"]),
};

const v3TextToVideo = {
  prompt: optionalPrompt,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  duration: digits(span(3, 15)),
  generate_audio: generateAudio,
  negative_prompt: negativePrompt,
  cfg_scale: number,
  multi_prompt: list,
  shot_type: choice(["customize", "intelligent"]),
};

const v3Turbo = {
  prompt: optionalPrompt,
  duration: digits(span(3, 15)),
  multi_prompt: list,
};

const v3TurboImageToVideo = {
  ...v3Turbo,
  image_url: required(frame),
};

const v3TurboTextToVideo = {
  ...v3Turbo,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
};

const o1ImageToVideo = {
  prompt,
  start_image_url: required(firstFrame),
  end_image_url: lastFrame,
  duration: digits(span(3, 10)),
};

const o1VideoToVideoReference = {
  prompt,
  image_urls: references,
  video_url: required(inputVideo),
  aspect_ratio: ratio(["auto", "16:9", "9:16", "1:1"]),
  duration: digits(span(3, 10)),
  elements: list,
  keep_audio: flag,
};

const o1VideoToVideoEdit = {
  prompt,
  image_urls: references,
  video_url: required(inputVideo),
  elements: list,
  keep_audio: flag,
};

const o1ReferenceToVideo = {
  prompt,
  image_urls: references,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  duration: digits(span(3, 10)),
  elements: list,
};

const o3StandardVideoToVideoReference = {
  prompt,
  image_urls: references,
  video_url: required(inputVideo),
  aspect_ratio: ratio(["auto", "16:9", "9:16", "1:1"]),
  duration: digits(span(3, 15)),
  elements: list,
  keep_audio: flag,
  shot_type: text,
};

const o3StandardVideoToVideoEdit = {
  prompt,
  image_urls: references,
  video_url: required(inputVideo),
  elements: list,
  keep_audio: flag,
  shot_type: text,
};

const o3ImageToVideo = {
  prompt: optionalPrompt,
  image_url: required(firstFrame),
  end_image_url: lastFrame,
  duration: digits(span(3, 15)),
  generate_audio: generateAudio,
  multi_prompt: list,
  shot_type: choice(["customize", "intelligent"]),
};

const o3TextToVideo = {
  prompt: optionalPrompt,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  duration: digits(span(3, 15)),
  generate_audio: generateAudio,
  multi_prompt: list,
  shot_type: choice(["customize", "intelligent"]),
};

const o3ReferenceToVideo = {
  prompt: optionalPrompt,
  start_image_url: firstFrame,
  end_image_url: lastFrame,
  image_urls: references,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  duration: digits(span(3, 15)),
  generate_audio: generateAudio,
  elements: list,
  multi_prompt: list,
  shot_type: choice(["customize", "intelligent"]),
};

/** Kling video on fal, 2.1 to 3, O1 and O3. The tier is part of the id. */
export const kling: Readonly<Record<string, Model>> = {
  "fal-ai/kling-video/v2.1/master": video([
    { endpoint: "fal-ai/kling-video/v2.1/master/image-to-video", fields: v21MasterImageToVideo },
    { endpoint: "fal-ai/kling-video/v2.1/master/text-to-video", fields: v21MasterTextToVideo },
  ]),
  "fal-ai/kling-video/v2.1/pro": video([
    { endpoint: "fal-ai/kling-video/v2.1/pro/image-to-video", fields: v21ProImageToVideo },
  ]),
  "fal-ai/kling-video/v2.1/standard": video([
    { endpoint: "fal-ai/kling-video/v2.1/standard/image-to-video", fields: v21MasterImageToVideo },
  ]),
  "fal-ai/kling-video/v2.5-turbo/pro": video(
    [
      { endpoint: "fal-ai/kling-video/v2.5-turbo/pro/image-to-video", fields: v25ProImageToVideo },
      { endpoint: "fal-ai/kling-video/v2.5-turbo/pro/text-to-video", fields: v25ProTextToVideo },
    ],
    { price: perSecond(0.07) },
  ),
  "fal-ai/kling-video/v2.5-turbo/standard": video(
    [
      {
        endpoint: "fal-ai/kling-video/v2.5-turbo/standard/image-to-video",
        fields: v25StandardImageToVideo,
      },
    ],
    { price: perSecond(0.042) },
  ),
  "fal-ai/kling-video/v2.6/pro": video(
    [
      { endpoint: "fal-ai/kling-video/v2.6/pro/motion-control", fields: v26MotionControl },
      { endpoint: "fal-ai/kling-video/v2.6/pro/image-to-video", fields: v26ProImageToVideo },
      { endpoint: "fal-ai/kling-video/v2.6/pro/text-to-video", fields: v26ProTextToVideo },
    ],
    { price: perSecond(0.14, [{ when: { generate_audio: false }, amount: 0.07 }]) },
  ),
  "fal-ai/kling-video/v2.6/standard": video([
    { endpoint: "fal-ai/kling-video/v2.6/standard/motion-control", fields: v26MotionControl },
  ]),
  "fal-ai/kling-video/v3/standard": video(
    [
      {
        endpoint: "fal-ai/kling-video/v3/standard/motion-control",
        fields: v3StandardMotionControl,
      },
      { endpoint: "fal-ai/kling-video/v3/standard/image-to-video", fields: v3ImageToVideo },
      { endpoint: "fal-ai/kling-video/v3/standard/text-to-video", fields: v3TextToVideo },
    ],
    { price: perSecond(0.126, [{ when: { generate_audio: false }, amount: 0.084 }]) },
  ),
  "fal-ai/kling-video/v3/pro": video(
    [
      { endpoint: "fal-ai/kling-video/v3/pro/motion-control", fields: v3StandardMotionControl },
      { endpoint: "fal-ai/kling-video/v3/pro/image-to-video", fields: v3ImageToVideo },
      { endpoint: "fal-ai/kling-video/v3/pro/text-to-video", fields: v3TextToVideo },
    ],
    { price: perSecond(0.168, [{ when: { generate_audio: false }, amount: 0.112 }]) },
  ),
  "fal-ai/kling-video/v3/4k": video([
    { endpoint: "fal-ai/kling-video/v3/4k/image-to-video", fields: v3ImageToVideo },
    { endpoint: "fal-ai/kling-video/v3/4k/text-to-video", fields: v3TextToVideo },
  ]),
  "fal-ai/kling-video/v3/turbo/standard": video([
    {
      endpoint: "fal-ai/kling-video/v3/turbo/standard/image-to-video",
      fields: v3TurboImageToVideo,
    },
    { endpoint: "fal-ai/kling-video/v3/turbo/standard/text-to-video", fields: v3TurboTextToVideo },
  ]),
  "fal-ai/kling-video/v3/turbo/pro": video([
    { endpoint: "fal-ai/kling-video/v3/turbo/pro/image-to-video", fields: v3TurboImageToVideo },
    { endpoint: "fal-ai/kling-video/v3/turbo/pro/text-to-video", fields: v3TurboTextToVideo },
  ]),
  "fal-ai/kling-video/o1": video(
    [
      { endpoint: "fal-ai/kling-video/o1/image-to-video", fields: o1ImageToVideo },
      {
        endpoint: "fal-ai/kling-video/o1/video-to-video/reference",
        fields: o1VideoToVideoReference,
      },
      {
        endpoint: "fal-ai/kling-video/o1/video-to-video/edit",
        task: "edit",
        fields: o1VideoToVideoEdit,
      },
      { endpoint: "fal-ai/kling-video/o1/reference-to-video", fields: o1ReferenceToVideo },
    ],
    { price: perSecond(0.112) },
  ),
  "fal-ai/kling-video/o1/standard": video([
    { endpoint: "fal-ai/kling-video/o1/standard/image-to-video", fields: o1ImageToVideo },
    {
      endpoint: "fal-ai/kling-video/o1/standard/video-to-video/reference",
      fields: o1VideoToVideoReference,
    },
    {
      endpoint: "fal-ai/kling-video/o1/standard/video-to-video/edit",
      task: "edit",
      fields: o1VideoToVideoEdit,
    },
    { endpoint: "fal-ai/kling-video/o1/standard/reference-to-video", fields: o1ReferenceToVideo },
  ]),
  "fal-ai/kling-video/o3/standard": video([
    {
      endpoint: "fal-ai/kling-video/o3/standard/video-to-video/reference",
      fields: o3StandardVideoToVideoReference,
    },
    {
      endpoint: "fal-ai/kling-video/o3/standard/video-to-video/edit",
      task: "edit",
      fields: o3StandardVideoToVideoEdit,
    },
    { endpoint: "fal-ai/kling-video/o3/standard/image-to-video", fields: o3ImageToVideo },
    { endpoint: "fal-ai/kling-video/o3/standard/text-to-video", fields: o3TextToVideo },
    { endpoint: "fal-ai/kling-video/o3/standard/reference-to-video", fields: o3ReferenceToVideo },
  ]),
  "fal-ai/kling-video/o3/pro": video([
    {
      endpoint: "fal-ai/kling-video/o3/pro/video-to-video/reference",
      fields: o3StandardVideoToVideoReference,
    },
    {
      endpoint: "fal-ai/kling-video/o3/pro/video-to-video/edit",
      task: "edit",
      fields: o3StandardVideoToVideoEdit,
    },
    { endpoint: "fal-ai/kling-video/o3/pro/image-to-video", fields: o3ImageToVideo },
    { endpoint: "fal-ai/kling-video/o3/pro/text-to-video", fields: o3TextToVideo },
    { endpoint: "fal-ai/kling-video/o3/pro/reference-to-video", fields: o3ReferenceToVideo },
  ]),
  "fal-ai/kling-video/o3/4k": video([
    { endpoint: "fal-ai/kling-video/o3/4k/image-to-video", fields: o3ImageToVideo },
    { endpoint: "fal-ai/kling-video/o3/4k/text-to-video", fields: o3TextToVideo },
    { endpoint: "fal-ai/kling-video/o3/4k/reference-to-video", fields: o3ReferenceToVideo },
  ]),
};
