import { video, type Model } from "@tarash/core/provider";
import { endedAtGoogle, perSecond, synced } from "../facts.ts";
import {
  anyRatio,
  anyResolution,
  anySeconds,
  firstFrame,
  frame,
  generateAudio,
  lastFrame,
  negativePrompt,
  optionalPrompt,
  prompt,
  ratio,
  references,
  resolution,
  seconds,
  seed,
} from "../fields.ts";

const veo2 = {
  seed,
  image: frame,
  prompt: optionalPrompt,
  duration: seconds([5, 6, 7, 8]),
  aspect_ratio: ratio(["16:9", "9:16"]),
};

const veo31Fast = {
  ...veo2,
  prompt,
  duration: seconds([4, 6, 8]),
  last_frame: lastFrame,
  resolution: resolution(["720p", "1080p"]),
  generate_audio: generateAudio,
  negative_prompt: negativePrompt,
};

const veo31 = {
  ...veo31Fast,
  image: firstFrame,
  reference_images: references,
};

const veo3Fast = {
  ...veo2,
  prompt,
  duration: seconds([4, 6, 8]),
  resolution: resolution(["720p", "1080p"]),
  generate_audio: generateAudio,
  negative_prompt: negativePrompt,
};

const veo31Lite = {
  ...veo2,
  prompt,
  duration: anySeconds,
  last_frame: lastFrame,
  resolution: anyResolution,
  aspect_ratio: anyRatio,
};

export const veo: Readonly<Record<string, Model>> = {
  "google/veo-2": video(veo2, {
    source: synced,
    retired: endedAtGoogle("2026-06-30", "google/veo-3.1"),
  }),
  "google/veo-3.1-fast": video(veo31Fast, {
    source: synced,
    price: perSecond(0.12, [
      { when: { resolution: "720p", generate_audio: false }, amount: 0.08 },
      { when: { resolution: "720p" }, amount: 0.1 },
      { when: { generate_audio: false }, amount: 0.1 },
    ]),
  }),
  "google/veo-3.1": video(veo31, {
    source: synced,
    price: perSecond(0.4, [{ when: { generate_audio: false }, amount: 0.2 }]),
  }),
  "google/veo-3-fast": video(veo3Fast, {
    source: synced,
    retired: endedAtGoogle("2026-06-30", "google/veo-3.1-fast"),
    price: perSecond(0.15, [{ when: { generate_audio: false }, amount: 0.1 }]),
  }),
  "google/veo-3.1-lite": video(veo31Lite, {
    source: synced,
    price: perSecond(0.05, [{ when: { resolution: "1080p" }, amount: 0.08 }]),
  }),
  "google/veo-3": video(veo3Fast, {
    source: synced,
    retired: endedAtGoogle("2026-06-30", "google/veo-3.1"),
    price: perSecond(0.4, [{ when: { generate_audio: false }, amount: 0.2 }]),
  }),
};
