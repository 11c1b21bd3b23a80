import { video, type Model } from "@tarash/core/provider";
import { assumed, described, perSecond, synced } from "../facts.ts";
import {
  anyFps,
  anyFrames,
  anyRatio,
  anyResolution,
  anySeconds,
  enhancePrompt,
  flag,
  fpsWithin,
  frame,
  frames,
  lastFrame,
  negativePrompt,
  number,
  numberWithin,
  prompt,
  ratio,
  required,
  resolution,
  seconds,
  secondsWithin,
  seed,
  starSize,
  text,
} from "../fields.ts";

const wanShared = {
  seed,
  prompt,
};

const wan22I2vFast = {
  ...wanShared,
  image: required(frame),
  go_fast: flag,
  last_image: lastFrame,
  num_frames: frames(81, 121),
  resolution: resolution(["480p", "720p"]),
  sample_shift: numberWithin(1, 20),
  frames_per_second: fpsWithin(5, 30),
  interpolate_output: flag,
  disable_safety_checker: flag,
  lora_scale_transformer: number,
  lora_scale_transformer_2: number,
  lora_weights_transformer: text,
  lora_weights_transformer_2: text,
};

const wan27T2v = {
  ...wanShared,
  audio: text,
  duration: secondsWithin(2, 15),
  resolution: anyResolution,
  aspect_ratio: anyRatio,
  negative_prompt: negativePrompt,
  enable_prompt_expansion: enhancePrompt,
};

const wan26T2v = {
  ...wanShared,
  negative_prompt: negativePrompt,
  audio: text,
  size: starSize,
  duration: seconds([5, 10, 15]),
  enable_prompt_expansion: enhancePrompt,
  multi_shots: flag,
};

const wan25I2v = {
  ...wanShared,
  image: required(frame),
  negative_prompt: negativePrompt,
  audio: text,
  resolution: resolution(["480p", "720p", "1080p"]),
  duration: seconds([5, 10]),
  enable_prompt_expansion: enhancePrompt,
};

const wan25T2vFast = {
  ...wanShared,
  negative_prompt: negativePrompt,
  audio: text,
  size: starSize,
  duration: seconds([5, 10]),
  enable_prompt_expansion: enhancePrompt,
};

const wan22T2vFast = {
  ...wanShared,
  optimize_prompt: enhancePrompt,
  num_frames: anyFrames,
  aspect_ratio: ratio(["16:9", "9:16"]),
  resolution: resolution(["480p", "720p"]),
  frames_per_second: anyFps,
  interpolate_output: flag,
  go_fast: flag,
  sample_shift: number,
  disable_safety_checker: flag,
  lora_weights_transformer: text,
  lora_scale_transformer: number,
  lora_weights_transformer_2: text,
  lora_scale_transformer_2: number,
};

const wan26I2v = {
  ...wan25I2v,
  resolution: anyResolution,
  duration: anySeconds,
};

export const wan: Readonly<Record<string, Model>> = {
  "wan-video/wan-2.2-i2v-fast": video(wan22I2vFast, { source: synced }),
  "wan-video/wan-2.7-t2v": video(wan27T2v, {
    source: synced,
    price: perSecond(0.15, [{ when: { resolution: "720p" }, amount: 0.1 }]),
  }),
  "wan-video/wan-2.6-t2v": video(wan26T2v, {
    source: described,
    price: perSecond(0.1, [
      { when: { size: "1920*1080" }, amount: 0.15 },
      { when: { size: "1080*1920" }, amount: 0.15 },
    ]),
  }),
  "wan-video/wan-2.5-i2v": video(wan25I2v, { source: described }),
  "wan-video/wan-2.5-t2v-fast": video(wan25T2vFast, { source: described }),
  "wan-video/wan-2.2-t2v-fast": video(wan22T2vFast, { source: described }),
  "wan-video/wan-2.6-i2v": video(wan26I2v, { source: assumed, verified: false }),
  "wan-video/wan-2.7-i2v": video(wan26I2v, { source: assumed, verified: false }),
};
