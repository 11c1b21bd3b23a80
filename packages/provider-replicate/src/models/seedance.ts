import { video, type Model } from "@tarash/core/provider";
import { assumed, described, perSecond, perToken, seedanceLiteEnded, synced } from "../facts.ts";
import {
  anyRatio,
  anyResolution,
  anySeconds,
  firstFrame,
  flag,
  fps,
  frame,
  generateAudio,
  inputVideos,
  lastFrame,
  optionalPromptUpTo,
  prompt,
  promptUpTo,
  ratio,
  references,
  resolution,
  secondsWithin,
  seed,
  text,
  texts,
} from "../fields.ts";

const seedanceShared = {
  seed,
  generate_audio: generateAudio,
  last_frame_image: lastFrame,
};

const seedance20Fast = {
  ...seedanceShared,
  image: firstFrame,
  prompt,
  duration: secondsWithin(1, 15),
  resolution: anyResolution,
  aspect_ratio: anyRatio,
  reference_audios: texts,
  reference_images: references,
  reference_videos: inputVideos,
};

const seedance20 = {
  ...seedance20Fast,
  prompt: promptUpTo(4000),
};

const seedance25 = {
  ...seedance20Fast,
  prompt: optionalPromptUpTo(2000),
  duration: secondsWithin(1, 30),
  watermark: flag,
  resolution: resolution(["480p", "720p"]),
  aspect_ratio: ratio(["16:9", "9:16", "4:3", "3:4", "1:1", "21:9", "adaptive"]),
  output_format: text,
};

const seedance15Pro = {
  ...seedanceShared,
  prompt,
  image: frame,
  duration: anySeconds,
  aspect_ratio: anyRatio,
  fps: fps([24]),
  camera_fixed: flag,
};

const seedance1 = {
  prompt,
  image: firstFrame,
  last_frame_image: lastFrame,
  duration: anySeconds,
  resolution: anyResolution,
  aspect_ratio: anyRatio,
  fps: fps([24]),
  camera_fixed: flag,
  seed,
};

export const seedance: Readonly<Record<string, Model>> = {
  "bytedance/seedance-2.0-fast": video(seedance20Fast, {
    source: synced,
    price: perToken(0.0000042),
  }),
  "bytedance/seedance-2.0": video(seedance20, { source: synced, price: perToken(0.000007) }),
  "bytedance/seedance-2.5": video(seedance25, { source: synced, price: perToken(0.0000107) }),
  "bytedance/seedance-1.5-pro": video(seedance15Pro, {
    source: described,
    price: perSecond(0.0259, [{ when: { generate_audio: true }, amount: 0.0518 }]),
  }),
  "bytedance/seedance-1-pro": video(seedance1, { source: assumed, verified: false }),
  "bytedance/seedance-1-lite": video(seedance1, {
    source: assumed,
    verified: false,
    retired: seedanceLiteEnded,
  }),
};
