import {
  countField,
  defineProvider,
  type DefinedProvider,
  type FieldMapping,
  imageListField,
  maskField,
  passthroughField,
  videoField,
  audioField,
} from "@tarash/core/provider";
import { played } from "./play.ts";

const roles = ["reference", "first_frame", "last_frame", "asset", "style"] as const;

/** The mock takes what any model takes, so that a request written for it runs anywhere. */
const video: FieldMapping = {
  prompt: passthroughField("prompt"),
  duration: passthroughField("durationSeconds", { maximum: 600 }),
  resolution: passthroughField("resolution"),
  aspect_ratio: passthroughField("aspectRatio"),
  fps: passthroughField("fps", { minimum: 1, maximum: 120 }),
  audio: passthroughField("generateAudio"),
  images: imageListField(roles),
  video: videoField(),
  source: passthroughField("sourceJob"),
  count: countField("numberOfVideos", { maximum: 10 }),
  seed: passthroughField("seed"),
  negative_prompt: passthroughField("negativePrompt"),
  enhance_prompt: passthroughField("enhancePrompt"),
};

const image: FieldMapping = {
  prompt: passthroughField("prompt"),
  size: passthroughField("size"),
  aspect_ratio: passthroughField("aspectRatio"),
  images: imageListField(roles),
  mask: maskField(),
  count: countField("n", { maximum: 10 }),
  seed: passthroughField("seed"),
  negative_prompt: passthroughField("negativePrompt"),
  quality: passthroughField("quality"),
  style: passthroughField("style"),
  strength: passthroughField("strength"),
  scale: passthroughField("scale"),
  steps: passthroughField("steps"),
  guidance: passthroughField("guidance"),
  format: passthroughField("outputFormat", { allowed: ["png", "jpeg", "webp"] }),
  background: passthroughField("background"),
};

const tts: FieldMapping = {
  text: passthroughField("text", { required: true }),
  voice: passthroughField("voiceId"),
  format: passthroughField("outputFormat"),
  language: passthroughField("languageCode"),
  settings: passthroughField("voiceSettings"),
  speed: passthroughField("speed", { minimum: 0.25, maximum: 4 }),
  instructions: passthroughField("instructions"),
  seed: passthroughField("seed"),
  previous_text: passthroughField("previousText"),
  next_text: passthroughField("nextText"),
};

const sts: FieldMapping = {
  audio: audioField({ required: true }),
  voice: passthroughField("voiceId"),
  format: passthroughField("outputFormat"),
  settings: passthroughField("voiceSettings"),
  seed: passthroughField("seed"),
  remove_noise: passthroughField("removeBackgroundNoise"),
};

/**
 * Plays every operation without a key or a network, with real media that are drawn for the request. Any model id
 * will do. Register it as `mock` to play other providers with the `mock` setting of their configs.
 */
export const mock: DefinedProvider<"mock"> = defineProvider<"mock">({
  name: "mock",
  env: [],
  hosts: [],
  models: {},
  generic: { video, image, tts, sts },
  operations: { video: played, image: played, tts: played, sts: played },
});
