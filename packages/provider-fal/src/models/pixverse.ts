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
  prompt,
  ratio,
  required,
  resolution,
  secondsWithin,
  seed,
  thinking,
  video,
} from "../fields.ts";

const v5 = {
  prompt,
  resolution: resolution(["360p", "540p", "720p", "1080p"]),
  duration: digits([5, 8]),
  negative_prompt: negativePrompt,
  seed,
  style: choice(["anime", "3d_animation", "clay", "comic", "cyberpunk"]),
};

const v5Transition = {
  ...v5,
  first_image_url: required(firstFrame),
  end_image_url: required(lastFrame),
  aspect_ratio: ratio(["16:9", "4:3", "1:1", "3:4", "9:16"]),
};

const v5ImageToVideo = {
  ...v5,
  image_url: required(frame),
};

const v5TextToVideo = {
  ...v5,
  aspect_ratio: ratio(["16:9", "4:3", "1:1", "3:4", "9:16"]),
};

const v55 = {
  prompt,
  resolution: resolution(["360p", "540p", "720p", "1080p"]),
  duration: digits([5, 8, 10]),
  generate_audio_switch: generateAudio,
  negative_prompt: negativePrompt,
  seed,
  style: choice(["anime", "3d_animation", "clay", "comic", "cyberpunk"]),
  thinking_type: thinking,
};

const v55Transition = {
  ...v55,
  first_image_url: required(firstFrame),
  end_image_url: required(lastFrame),
  aspect_ratio: ratio(["16:9", "4:3", "1:1", "3:4", "9:16"]),
};

const v55ImageToVideo = {
  ...v55,
  image_url: required(frame),
  generate_multi_clip_switch: flag,
};

const v55TextToVideo = {
  ...v55,
  aspect_ratio: ratio(["16:9", "4:3", "1:1", "3:4", "9:16"]),
  generate_multi_clip_switch: flag,
};

const v56 = {
  prompt,
  resolution: resolution(["360p", "540p", "720p", "1080p"]),
  duration: digits([5, 8, 10]),
  generate_audio_switch: generateAudio,
  negative_prompt: negativePrompt,
  seed,
  style: choice(["anime", "3d_animation", "clay", "comic", "cyberpunk"]),
  thinking_type: thinking,
};

const v56Transition = {
  ...v56,
  first_image_url: required(firstFrame),
  end_image_url: required(lastFrame),
  aspect_ratio: ratio(["16:9", "4:3", "1:1", "3:4", "9:16"]),
};

const v56ImageToVideo = {
  ...v56,
  image_url: required(frame),
};

const v56TextToVideo = {
  ...v56,
  aspect_ratio: ratio(["16:9", "4:3", "1:1", "3:4", "9:16"]),
};

const v6 = {
  prompt,
  resolution: resolution(["360p", "540p", "720p", "1080p"]),
  duration: secondsWithin(1, 15),
  generate_audio_switch: generateAudio,
  negative_prompt: negativePrompt,
  seed,
  style: choice(["anime", "3d_animation", "clay", "comic", "cyberpunk"]),
};

const v6Transition = {
  ...v6,
  first_image_url: required(firstFrame),
  end_image_url: required(lastFrame),
  aspect_ratio: ratio(["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"]),
  generate_multi_clip_switch: flag,
  thinking_type: thinking,
};

const v6Extend = {
  ...v6,
  video_url: required(inputVideo),
};

const v6ImageToVideo = {
  ...v6,
  image_url: required(frame),
  generate_multi_clip_switch: flag,
  thinking_type: thinking,
};

const v6TextToVideo = {
  ...v6,
  aspect_ratio: ratio(["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"]),
  generate_multi_clip_switch: flag,
  thinking_type: thinking,
};

const c1 = {
  prompt,
  resolution: resolution(["360p", "540p", "720p", "1080p"]),
  duration: secondsWithin(1, 15),
  generate_audio_switch: generateAudio,
  seed,
};

const c1Transition = {
  ...c1,
  first_image_url: required(firstFrame),
  end_image_url: required(lastFrame),
  aspect_ratio: ratio(["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"]),
};

const c1ImageToVideo = {
  ...c1,
  image_url: required(frame),
};

const c1ReferenceToVideo = {
  ...c1,
  aspect_ratio: ratio(["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"]),
  image_references: required(list),
};

const c1TextToVideo = {
  ...c1,
  aspect_ratio: ratio(["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"]),
};

const extension = {
  prompt,
  video_url: required(inputVideo),
  generate_audio_switch: generateAudio,
  negative_prompt: negativePrompt,
  seed,
  model: choice(["v3.5", "v4", "v4.5", "v5", "v5.5", "v5.6", "v6"]),
  style: choice(["anime", "3d_animation", "clay", "comic", "cyberpunk"]),
};

const extensionExtend = {
  ...extension,
  resolution: resolution(["360p", "540p", "720p", "1080p"]),
  duration: digits([5, 8]),
};

const extensionFast = {
  ...extension,
  resolution: resolution(["360p", "540p", "720p"]),
};

const swapFields = {
  image_url: required(frame),
  video_url: required(inputVideo),
  resolution: resolution(["360p", "540p", "720p"]),
  seed,
  keyframe_id: number,
  mode: choice(["person", "object", "background"]),
  original_sound_switch: flag,
};

/** PixVerse 5 to 6 and C1 on fal. */
export const pixverse: Readonly<Record<string, Model>> = {
  "fal-ai/pixverse/v5": video([
    { endpoint: "fal-ai/pixverse/v5/transition", fields: v5Transition },
    { endpoint: "fal-ai/pixverse/v5/image-to-video", fields: v5ImageToVideo },
    { endpoint: "fal-ai/pixverse/v5/text-to-video", fields: v5TextToVideo },
  ]),
  "fal-ai/pixverse/v5.5": video([
    { endpoint: "fal-ai/pixverse/v5.5/transition", fields: v55Transition },
    { endpoint: "fal-ai/pixverse/v5.5/image-to-video", fields: v55ImageToVideo },
    { endpoint: "fal-ai/pixverse/v5.5/text-to-video", fields: v55TextToVideo },
  ]),
  "fal-ai/pixverse/v5.6": video([
    { endpoint: "fal-ai/pixverse/v5.6/transition", fields: v56Transition },
    { endpoint: "fal-ai/pixverse/v5.6/image-to-video", fields: v56ImageToVideo },
    { endpoint: "fal-ai/pixverse/v5.6/text-to-video", fields: v56TextToVideo },
  ]),
  "fal-ai/pixverse/v6": video([
    { endpoint: "fal-ai/pixverse/v6/transition", fields: v6Transition },
    { endpoint: "fal-ai/pixverse/v6/extend", task: "extend", fields: v6Extend },
    { endpoint: "fal-ai/pixverse/v6/image-to-video", fields: v6ImageToVideo },
    { endpoint: "fal-ai/pixverse/v6/text-to-video", fields: v6TextToVideo },
  ]),
  "fal-ai/pixverse/c1": video([
    { endpoint: "fal-ai/pixverse/c1/transition", fields: c1Transition },
    { endpoint: "fal-ai/pixverse/c1/image-to-video", fields: c1ImageToVideo },
    { endpoint: "fal-ai/pixverse/c1/reference-to-video", fields: c1ReferenceToVideo },
    { endpoint: "fal-ai/pixverse/c1/text-to-video", fields: c1TextToVideo },
  ]),
  "fal-ai/pixverse/extend": video([
    { endpoint: "fal-ai/pixverse/extend", task: "extend", fields: extensionExtend },
  ]),
  "fal-ai/pixverse/extend/fast": video([
    { endpoint: "fal-ai/pixverse/extend/fast", task: "extend", fields: extensionFast },
  ]),
  "fal-ai/pixverse/swap": video([
    { endpoint: "fal-ai/pixverse/swap", task: "edit", fields: swapFields },
  ]),
};
