import type { Model } from "@tarash/core/provider";
import {
  choice,
  digits,
  enhancePrompt,
  firstFrame,
  flag,
  frame,
  frames,
  framesPerSecond,
  generateAudio,
  inputVideo,
  inputVideos,
  lastFrame,
  list,
  negativePrompt,
  number,
  optionalPrompt,
  prompt,
  ratio,
  reference,
  references,
  required,
  resolution,
  seed,
  span,
  speechFrames,
  text,
  video,
  whole,
} from "../fields.ts";
import { perSecond } from "../facts.ts";

const wan22 = {
  prompt,
  resolution: resolution(["480p", "580p", "720p"]),
  enable_prompt_expansion: enhancePrompt,
  seed,
  acceleration: choice(["none", "regular"]),
  enable_output_safety_checker: flag,
  enable_safety_checker: flag,
  video_quality: choice(["low", "medium", "high", "maximum"]),
  video_write_mode: choice(["fast", "balanced", "small"]),
};

const wan22ImageToVideoLora = {
  ...wan22,
  image_url: required(frame),
  end_image_url: lastFrame,
  aspect_ratio: ratio(["auto", "16:9", "9:16", "1:1"]),
  num_frames: frames(16),
  frames_per_second: framesPerSecond,
  negative_prompt: negativePrompt,
  adjust_fps_for_interpolation: flag,
  guidance_scale: number,
  guidance_scale_2: number,
  interpolator_model: choice(["none", "film", "rife"]),
  loras: list,
  num_inference_steps: number,
  num_interpolated_frames: number,
  reverse_video: flag,
  shift: number,
};

const wan22ImageToVideoTurbo = {
  ...wan22,
  image_url: required(frame),
  end_image_url: lastFrame,
  aspect_ratio: ratio(["auto", "16:9", "9:16", "1:1"]),
};

const wan22VideoToVideo = {
  ...wan22,
  video_url: required(inputVideo),
  aspect_ratio: ratio(["auto", "16:9", "9:16", "1:1"]),
  num_frames: frames(16),
  frames_per_second: framesPerSecond,
  negative_prompt: negativePrompt,
  adjust_fps_for_interpolation: flag,
  guidance_scale: number,
  guidance_scale_2: number,
  interpolator_model: choice(["none", "film", "rife"]),
  num_inference_steps: number,
  num_interpolated_frames: number,
  resample_fps: flag,
  shift: number,
  strength: number,
};

const wan22TextToVideo = {
  ...wan22,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  num_frames: frames(16),
  frames_per_second: framesPerSecond,
  negative_prompt: negativePrompt,
  adjust_fps_for_interpolation: flag,
  guidance_scale: number,
  guidance_scale_2: number,
  interpolator_model: choice(["none", "film", "rife"]),
  num_inference_steps: number,
  num_interpolated_frames: number,
  shift: number,
};

const wan22TextToVideoLora = {
  ...wan22,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  num_frames: frames(16),
  frames_per_second: framesPerSecond,
  negative_prompt: negativePrompt,
  adjust_fps_for_interpolation: flag,
  guidance_scale: number,
  guidance_scale_2: number,
  interpolator_model: choice(["none", "film", "rife"]),
  loras: list,
  num_inference_steps: number,
  num_interpolated_frames: number,
  reverse_video: flag,
  shift: number,
};

const wan22TextToVideoTurbo = {
  ...wan22,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
};

const wan22small = {
  prompt,
  num_frames: frames(24),
  frames_per_second: framesPerSecond,
  enable_prompt_expansion: enhancePrompt,
  seed,
  adjust_fps_for_interpolation: flag,
  enable_output_safety_checker: flag,
  enable_safety_checker: flag,
  guidance_scale: number,
  interpolator_model: choice(["none", "film", "rife"]),
  num_interpolated_frames: number,
  video_quality: choice(["low", "medium", "high", "maximum"]),
  video_write_mode: choice(["fast", "balanced", "small"]),
};

const wan22smallImageToVideo = {
  ...wan22small,
  image_url: required(frame),
  aspect_ratio: ratio(["auto", "16:9", "9:16", "1:1"]),
  resolution: resolution(["580p", "720p"]),
  negative_prompt: negativePrompt,
  num_inference_steps: number,
  shift: number,
};

const wan22smallTextToVideo = {
  ...wan22small,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  resolution: resolution(["580p", "720p"]),
  negative_prompt: negativePrompt,
  num_inference_steps: number,
  shift: number,
};

const wan22smallTextToVideoDistill = {
  ...wan22small,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  resolution: resolution(["580p", "720p"]),
  num_inference_steps: number,
  shift: number,
};

const wan22smallTextToVideoFastWan = {
  ...wan22small,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  resolution: resolution(["480p", "580p", "720p"]),
  negative_prompt: negativePrompt,
};

const wan22animate = {
  image_url: required(frame),
  resolution: resolution(["480p", "580p", "720p"]),
  seed,
  enable_output_safety_checker: flag,
  enable_safety_checker: flag,
  guidance_scale: number,
  num_inference_steps: number,
  shift: number,
  video_quality: choice(["low", "medium", "high", "maximum"]),
  video_write_mode: choice(["fast", "balanced", "small"]),
};

const wan22animateAnimateMove = {
  ...wan22animate,
  video_url: required(inputVideo),
  return_frames_zip: flag,
  use_turbo: flag,
};

const wan22animateV2214bSpeechToVideo = {
  ...wan22animate,
  prompt,
  audio_url: required(text),
  num_frames: speechFrames,
  frames_per_second: framesPerSecond,
  negative_prompt: negativePrompt,
};

const wan25 = {
  prompt,
  audio_url: text,
  resolution: resolution(["480p", "720p", "1080p"]),
  duration: digits([5, 10]),
  negative_prompt: negativePrompt,
  enable_prompt_expansion: enhancePrompt,
  seed,
  enable_safety_checker: flag,
};

const wan25ImageToVideo = {
  ...wan25,
  image_url: required(frame),
};

const wan25TextToVideo = {
  ...wan25,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
};

const wan26 = {
  prompt,
  resolution: resolution(["720p", "1080p"]),
  negative_prompt: negativePrompt,
  enable_prompt_expansion: enhancePrompt,
  seed,
  enable_safety_checker: flag,
  multi_shots: flag,
};

const wan26ImageToVideo = {
  ...wan26,
  image_url: required(firstFrame),
  audio_url: text,
  duration: digits([5, 10, 15]),
};

const wan26ImageToVideoFlash = {
  ...wan26,
  image_url: required(firstFrame),
  audio_url: text,
  duration: digits([5, 10, 15]),
  generate_audio: generateAudio,
};

const wan26ReferenceToVideo = {
  ...wan26,
  video_urls: required(inputVideos),
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4"]),
  duration: digits([5, 10]),
};

const wan26ReferenceToVideoFlash = {
  ...wan26,
  image_urls: references,
  video_urls: inputVideos,
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4"]),
  duration: digits([5, 10]),
  generate_audio: generateAudio,
};

const wan27 = {
  resolution: resolution(["720p", "1080p"]),
  seed,
  enable_safety_checker: flag,
};

const wan27EditVideo = {
  ...wan27,
  prompt,
  reference_image_url: reference,
  video_url: required(inputVideo),
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4"]),
  duration: whole(span(2, 10)),
  audio_setting: choice(["auto", "origin"]),
};

const wan27TextToVideo = {
  ...wan27,
  prompt,
  audio_url: text,
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4"]),
  duration: whole(span(2, 15)),
  negative_prompt: negativePrompt,
  enable_prompt_expansion: enhancePrompt,
};

const wan27ReferenceToVideo = {
  ...wan27,
  prompt,
  reference_image_urls: references,
  reference_video_urls: inputVideos,
  aspect_ratio: ratio(["16:9", "9:16", "1:1", "4:3", "3:4"]),
  duration: whole(span(2, 10)),
  negative_prompt: negativePrompt,
  multi_shots: flag,
};

const wan27ImageToVideo = {
  ...wan27,
  prompt: optionalPrompt,
  image_url: firstFrame,
  end_image_url: lastFrame,
  video_url: inputVideo,
  audio_url: text,
  duration: whole(span(2, 15)),
  negative_prompt: negativePrompt,
  enable_prompt_expansion: enhancePrompt,
};

/** Wan 2.2 to 2.7 on fal. */
export const wan: Readonly<Record<string, Model>> = {
  "fal-ai/wan/v2.2-a14b": video([
    { endpoint: "fal-ai/wan/v2.2-a14b/image-to-video/lora", fields: wan22ImageToVideoLora },
    { endpoint: "fal-ai/wan/v2.2-a14b/image-to-video/turbo", fields: wan22ImageToVideoTurbo },
    { endpoint: "fal-ai/wan/v2.2-a14b/video-to-video", task: "edit", fields: wan22VideoToVideo },
    { endpoint: "fal-ai/wan/v2.2-a14b/text-to-video", fields: wan22TextToVideo },
    { endpoint: "fal-ai/wan/v2.2-a14b/text-to-video/lora", fields: wan22TextToVideoLora },
    { endpoint: "fal-ai/wan/v2.2-a14b/text-to-video/turbo", fields: wan22TextToVideoTurbo },
  ]),
  "fal-ai/wan/v2.2-5b": video([
    { endpoint: "fal-ai/wan/v2.2-5b/image-to-video", fields: wan22smallImageToVideo },
    { endpoint: "fal-ai/wan/v2.2-5b/text-to-video", fields: wan22smallTextToVideo },
    { endpoint: "fal-ai/wan/v2.2-5b/text-to-video/distill", fields: wan22smallTextToVideoDistill },
    { endpoint: "fal-ai/wan/v2.2-5b/text-to-video/fast-wan", fields: wan22smallTextToVideoFastWan },
  ]),
  "fal-ai/wan/v2.2-14b/animate": video([
    { endpoint: "fal-ai/wan/v2.2-14b/animate/move", fields: wan22animateAnimateMove },
    { endpoint: "fal-ai/wan/v2.2-14b/animate/replace", fields: wan22animateAnimateMove },
  ]),
  "fal-ai/wan/v2.2-14b": video([
    { endpoint: "fal-ai/wan/v2.2-14b/speech-to-video", fields: wan22animateV2214bSpeechToVideo },
  ]),
  "fal-ai/wan-25-preview": video(
    [
      { endpoint: "fal-ai/wan-25-preview/image-to-video", fields: wan25ImageToVideo },
      { endpoint: "fal-ai/wan-25-preview/text-to-video", fields: wan25TextToVideo },
    ],
    {
      price: perSecond(0.15, [
        { when: { resolution: "480p" }, amount: 0.05 },
        { when: { resolution: "720p" }, amount: 0.1 },
      ]),
    },
  ),
  "wan/v2.6": video(
    [
      { endpoint: "wan/v2.6/image-to-video", fields: wan26ImageToVideo },
      { endpoint: "wan/v2.6/image-to-video/flash", fields: wan26ImageToVideoFlash },
      { endpoint: "wan/v2.6/reference-to-video", fields: wan26ReferenceToVideo },
      { endpoint: "wan/v2.6/reference-to-video/flash", fields: wan26ReferenceToVideoFlash },
    ],
    { price: perSecond(0.15, [{ when: { resolution: "720p" }, amount: 0.1 }]) },
  ),
  "fal-ai/wan/v2.7": video(
    [
      { endpoint: "fal-ai/wan/v2.7/edit-video", task: "edit", fields: wan27EditVideo },
      { endpoint: "fal-ai/wan/v2.7/text-to-video", fields: wan27TextToVideo },
      { endpoint: "fal-ai/wan/v2.7/reference-to-video", fields: wan27ReferenceToVideo },
      { endpoint: "fal-ai/wan/v2.7/image-to-video", fields: wan27ImageToVideo },
    ],
    { price: perSecond(0.15, [{ when: { resolution: "720p" }, amount: 0.1 }]) },
  ),
};
