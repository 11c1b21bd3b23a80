import { video, type Model } from "@tarash/core/provider";
import { described, perSecond, synced } from "../facts.ts";
import {
  anyRatio,
  anySeconds,
  choice,
  firstFrame,
  flag,
  frame,
  generateAudio,
  inputVideo,
  lastFrame,
  negativePrompt,
  number,
  numberWithin,
  optionalPrompt,
  prompt,
  ratio,
  references,
  required,
  seconds,
  secondsWithin,
  text,
} from "../fields.ts";

const klingAvatarV2 = {
  mode: text,
  audio: required(text),
  image: required(frame),
  prompt: optionalPrompt,
};

const klingO1 = {
  mode: choice(["std", "pro"]),
  prompt,
  duration: seconds([3, 4, 5, 6, 7, 8, 9, 10]),
  end_image: lastFrame,
  start_image: firstFrame,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  reference_images: references,
};

const klingV16Pro = {
  prompt,
  duration: seconds([5, 10]),
  cfg_scale: numberWithin(0, 1),
  end_image: lastFrame,
  start_image: firstFrame,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  negative_prompt: negativePrompt,
  reference_images: references,
};

const klingV21Master = {
  prompt,
  duration: seconds([5, 10]),
  start_image: frame,
  aspect_ratio: ratio(["16:9", "9:16", "1:1"]),
  negative_prompt: negativePrompt,
};

const klingV21 = {
  mode: choice(["standard", "pro"]),
  prompt,
  duration: seconds([5, 10]),
  end_image: lastFrame,
  start_image: required(frame),
  negative_prompt: negativePrompt,
};

const klingV25TurboPro = {
  ...klingV21Master,
  image: text,
  end_image: lastFrame,
  guidance_scale: number,
};

const klingV26 = {
  ...klingV21Master,
  duration: anySeconds,
  aspect_ratio: anyRatio,
  generate_audio: generateAudio,
};

const klingV3OmniVideo = {
  ...klingO1,
  mode: choice(["standard", "pro"]),
  duration: secondsWithin(3, 15),
  multi_prompt: text,
  generate_audio: generateAudio,
};

const klingV3Video = {
  ...klingV21Master,
  mode: choice(["standard", "pro"]),
  duration: secondsWithin(3, 15),
  end_image: lastFrame,
  multi_prompt: text,
  generate_audio: generateAudio,
};

const klingV15Pro = {
  ...klingV21Master,
  cfg_scale: number,
  end_image: lastFrame,
};

const klingO1Edit = {
  ...klingO1,
  reference_video: required(inputVideo),
  keep_original_sound: flag,
  video_reference_type: choice(["feature", "base"]),
};

const klingV3OmniVideoEdit = {
  ...klingV3OmniVideo,
  reference_video: required(inputVideo),
  keep_original_sound: flag,
  video_reference_type: choice(["feature", "base"]),
};

export const kling: Readonly<Record<string, Model>> = {
  "kwaivgi/kling-avatar-v2": video(klingAvatarV2, { source: synced }),
  "kwaivgi/kling-o1": video(
    [
      { task: "edit", fields: klingO1Edit, fixed: { video_reference_type: "base" } },
      { fields: klingO1 },
    ],
    { source: synced, price: perSecond(0.112) },
  ),
  "kwaivgi/kling-v1.6-pro": video(klingV16Pro, { source: synced }),
  "kwaivgi/kling-v2.1-master": video(klingV21Master, { source: synced }),
  "kwaivgi/kling-v2.1": video(klingV21, { source: synced }),
  "kwaivgi/kling-v2.5-turbo-pro": video(klingV25TurboPro, {
    source: synced,
    price: perSecond(0.07),
  }),
  "kwaivgi/kling-v2.6": video(klingV26, {
    source: synced,
    price: perSecond(0.14, [{ when: { generate_audio: false }, amount: 0.07 }]),
  }),
  "kwaivgi/kling-v3-omni-video": video(
    [
      { task: "edit", fields: klingV3OmniVideoEdit, fixed: { video_reference_type: "base" } },
      { fields: klingV3OmniVideo },
    ],
    { source: synced },
  ),
  "kwaivgi/kling-v3-video": video(klingV3Video, { source: synced }),
  "kwaivgi/kling-v1.5-pro": video(klingV15Pro, { source: described }),
};
