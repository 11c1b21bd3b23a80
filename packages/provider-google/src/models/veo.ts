import { type FieldMapping, type Model, type ModelVariant, video } from "@tarash/core/provider";
import { perSecond, retired, source } from "../facts.ts";
import {
  choice,
  count,
  enhancePrompt,
  fps,
  frame,
  inputVideo,
  negativePrompt,
  optionalPrompt,
  own,
  prompt,
  ratio,
  references,
  resolution,
  seconds,
  seed,
  sound,
} from "../fields.ts";

const endpoint = "generateVideos";

const shared: FieldMapping = {
  aspectRatio: ratio(["16:9", "9:16"]),
  durationSeconds: seconds([4, 6, 8]),
  numberOfVideos: count("numberOfVideos", 4),
  generateAudio: sound,
  negativePrompt,
  enhancePrompt,
  seed,
  fps,
  personGeneration: choice(["dont_allow", "allow_adult"]),
  compressionQuality: choice(["OPTIMIZED", "LOSSLESS"]),
  resizeMode: choice(["CROP", "PAD"]),
  outputGcsUri: own,
  pubsubTopic: own,
  labels: own,
};

/** First and last frame, references and an input clip exclude each other: each is a way of its own. */
function ways(fields: FieldMapping): readonly ModelVariant[] {
  return [
    { endpoint, fields: { prompt, ...fields } },
    {
      endpoint,
      fields: {
        prompt: optionalPrompt,
        image: frame("first_frame", true),
        lastFrame: frame("last_frame"),
        ...fields,
      },
    },
    { endpoint, fields: { prompt, referenceImages: references, ...fields } },
    {
      endpoint,
      task: "extend",
      fields: { prompt: optionalPrompt, video: inputVideo, mask: own, ...fields },
    },
  ];
}

const large = ways({ ...shared, resolution: resolution(["720p", "1080p", "4k"]) });
const small = ways({ ...shared, resolution: resolution(["720p", "1080p"]) });

const older = ways({
  ...shared,
  durationSeconds: seconds([4, 5, 6, 7, 8]),
  resolution: resolution(["720p", "1080p"]),
});
const page = "ai.google.dev changelog; cloud.google.com Veo model pages";

// Sound is on unless it is switched off.
const priceOfVeo = perSecond(0.4, [
  { when: { resolution: "4k", generateAudio: false }, amount: 0.4 },
  { when: { resolution: "4k" }, amount: 0.6 },
  { when: { generateAudio: false }, amount: 0.2 },
  { when: { resolution: "720p" }, amount: 0.4 },
  { when: { resolution: "1080p" }, amount: 0.4 },
]);
const priceOfFast = perSecond(0.15, [
  { when: { resolution: "4k", generateAudio: false }, amount: 0.3 },
  { when: { resolution: "4k" }, amount: 0.35 },
  { when: { generateAudio: false }, amount: 0.1 },
  { when: { resolution: "720p" }, amount: 0.15 },
  { when: { resolution: "1080p" }, amount: 0.15 },
]);
const priceOfLite = perSecond(0.05, [
  { when: { resolution: "1080p", generateAudio: false }, amount: 0.05 },
  { when: { resolution: "1080p" }, amount: 0.08 },
  { when: { generateAudio: false }, amount: 0.03 },
  { when: { resolution: "720p" }, amount: 0.05 },
]);

/** Veo on Vertex AI. */
export const veo: Readonly<Record<string, Model>> = {
  "veo-3.1-generate-001": video(large, { source, price: priceOfVeo }),
  "veo-3.1-fast-generate-001": video(large, { source, price: priceOfFast }),
  "veo-3.1-lite-generate-001": video(small, { source, price: priceOfLite }),
  "veo-3.0-generate-001": video(older, {
    source,
    retired: retired("2026-06-30", "veo-3.1-generate-001", page),
  }),
  "veo-3.0-fast-generate-001": video(older, {
    source,
    retired: retired("2026-06-30", "veo-3.1-fast-generate-001", page),
  }),
  "veo-2.0-generate-001": video(older, {
    source,
    retired: retired("2026-06-30", "veo-3.1-generate-001", page),
  }),
};
