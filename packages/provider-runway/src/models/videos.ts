import { type FieldMapping, type Model, video } from "@tarash/core/provider";
import { perSecond, source, vanished } from "../facts.ts";
import {
  anyCharacter,
  anySeconds,
  character,
  choice,
  firstFrame,
  frameRate,
  frames,
  inputVideo,
  negativePrompt,
  optionalPrompt,
  own,
  performance,
  prompt,
  references,
  referenceVideo,
  requiredShape,
  resolution,
  seconds,
  secondsWithin,
  seed,
  shape,
  sound,
  within,
} from "../fields.ts";
import { videoRatio } from "../ratio.ts";
import * as ratios from "./ratios.ts";

const profiles = ["422", "4444", "422 Proxy", "422 LT", "422 HQ", "4444 XQ"];
const sdrFormats = ["mp4", "prores", "png_sequence", "sdr_rec709_10bit"];
const hdrFormats = [
  "hdr10",
  "hlg",
  "hdr_prores",
  "hdr_exr_sequence",
  "hdr_exr_acescg_sequence_1_3",
  "hdr_exr_acescg_sequence_2_0",
];
const allFormats = [...sdrFormats, ...hdrFormats, "hdr_pq_12bit_master", "hdr_png_sequence"];

const gen45: FieldMapping = {
  promptText: prompt,
  duration: secondsWithin(2, 10),
  seed,
  outputFormat: choice(allFormats),
  proresProfile: choice(profiles),
  contentModeration: own,
};
const veo: FieldMapping = {
  ratio: videoRatio(ratios.veo),
  duration: seconds([4, 6, 8]),
  audio: sound,
  negativePrompt,
  seed,
};
const hailuo: FieldMapping = {
  promptText: prompt,
  ratio: shape(ratios.hailuo),
  resolution: resolution(["768p", "2k"]),
  duration: anySeconds,
  referenceAudio: own,
};
const seedance: FieldMapping = { duration: anySeconds, audio: sound, seed, referenceAudio: own };
const seedance2: FieldMapping = { ...seedance, ratio: videoRatio(ratios.seedance2) };
const seedanceSmall: FieldMapping = { ...seedance, ratio: videoRatio(ratios.seedanceSmall) };
const seedance25: FieldMapping = { ...seedance, ratio: videoRatio(ratios.seedance25) };
const nineReferences: FieldMapping = { references: references(9), referenceVideos: own };
const thirtyReferences: FieldMapping = { references: references(30), referenceVideos: own };
const omni11: FieldMapping = {
  promptText: prompt,
  ratio: videoRatio(ratios.omni),
  duration: secondsWithin(3, 10),
};
const wan: FieldMapping = {
  promptText: prompt,
  ratio: videoRatio(ratios.wan),
  duration: anySeconds,
  audio: sound,
  referenceAudio: own,
  referenceVideos: referenceVideo,
};
const h3Max: FieldMapping = {
  promptText: prompt,
  resolution: resolution(["480p", "768p"]),
  duration: anySeconds,
  seed,
  promptExpansionMode: choice(["disabled", "balanced", "quality"]),
};
const performing: FieldMapping = {
  reference: performance,
  ratio: videoRatio(ratios.gen4),
  seed,
  bodyControl: own,
  expressionIntensity: within(1, 5),
  contentModeration: own,
};
const aleph: FieldMapping = {
  videoUri: inputVideo,
  seed,
  keyframes: own,
  outputFormat: choice(sdrFormats),
  proresProfile: choice(profiles),
  contentModeration: own,
  ratio: own,
};

/** Runway's own ratio when the caller names none: most models insist on one. */
const usualRatio = { ratio: "1280:720" };

const wanVariants = [
  { endpoint: "text_to_video", fields: { ...wan, references: references(10) } },
  { endpoint: "image_to_video", fields: { ...wan, promptImage: frames } },
];

/** Runway's video models, its own and those of others that it serves. */
export const videos: Readonly<Record<string, Model>> = {
  "gen4.5": video(
    [
      {
        endpoint: "text_to_video",
        fields: { ...gen45, ratio: videoRatio(ratios.landscape) },
        fixed: { ...usualRatio, duration: 5 },
      },
      {
        endpoint: "image_to_video",
        fields: { ...gen45, promptImage: firstFrame, ratio: videoRatio(ratios.gen4) },
        fixed: { ...usualRatio, duration: 5 },
      },
    ],
    { source, price: perSecond(0.12) },
  ),
  gen4_turbo: video(
    [
      {
        endpoint: "image_to_video",
        fields: {
          promptImage: firstFrame,
          promptText: optionalPrompt,
          ratio: videoRatio(ratios.gen4),
          duration: secondsWithin(2, 10),
          seed,
          contentModeration: own,
        },
        fixed: usualRatio,
      },
    ],
    { source },
  ),
  aleph2: video(
    [
      {
        endpoint: "video_to_video",
        task: "edit",
        fields: {
          ...aleph,
          promptText: optionalPrompt,
          targetAspectRatio: choice(ratios.alephTargets),
        },
      },
      {
        endpoint: "video_to_video",
        task: "reframe",
        fields: {
          ...aleph,
          promptText: optionalPrompt,
          targetAspectRatio: requiredShape(ratios.alephTargets),
        },
      },
    ],
    { source, price: perSecond(0.28) },
  ),
  act_two: video(
    [
      {
        endpoint: "character_performance",
        fields: { ...performing, character },
      },
      {
        endpoint: "character_performance",
        fields: { ...performing, character: anyCharacter },
      },
    ],
    { source },
  ),
  "veo3.1": video(
    [
      { endpoint: "text_to_video", fields: { ...veo, promptText: prompt }, fixed: usualRatio },
      {
        endpoint: "image_to_video",
        fields: { ...veo, promptText: optionalPrompt, promptImage: frames },
        fixed: usualRatio,
      },
    ],
    { source },
  ),
  "veo3.1_fast": video(
    [
      { endpoint: "text_to_video", fields: { ...veo, promptText: prompt }, fixed: usualRatio },
      {
        endpoint: "image_to_video",
        fields: { ...veo, promptText: optionalPrompt, promptImage: frames },
        fixed: usualRatio,
      },
    ],
    { source },
  ),
  hailuo3: video(
    [
      { endpoint: "text_to_video", fields: { ...hailuo, ...nineReferences } },
      { endpoint: "image_to_video", fields: { ...hailuo, promptImage: frames } },
      {
        endpoint: "video_to_video",
        fields: { ...hailuo, ...nineReferences, promptVideo: inputVideo },
      },
    ],
    { source },
  ),
  h3_max: video(
    [
      { endpoint: "text_to_video", fields: h3Max },
      { endpoint: "image_to_video", fields: { ...h3Max, promptImage: frames } },
    ],
    { source },
  ),
  happyhorse_1_0: video(
    [
      {
        endpoint: "text_to_video",
        fields: {
          promptText: prompt,
          ratio: videoRatio(ratios.happyHorse),
          duration: anySeconds,
        },
      },
      {
        endpoint: "image_to_video",
        fields: {
          promptImage: firstFrame,
          promptText: optionalPrompt,
          resolution: resolution(["720p", "1080p"]),
          duration: anySeconds,
        },
      },
    ],
    { source },
  ),
  seedance2: video(
    [
      {
        endpoint: "text_to_video",
        fields: { ...seedance2, ...nineReferences, promptText: prompt },
      },
      {
        endpoint: "image_to_video",
        fields: { ...seedance2, promptText: optionalPrompt, promptImage: frames },
      },
      {
        endpoint: "video_to_video",
        fields: {
          ...seedance2,
          ...nineReferences,
          promptText: optionalPrompt,
          promptVideo: inputVideo,
        },
      },
    ],
    { source },
  ),
  seedance2_fast: video(
    [
      {
        endpoint: "text_to_video",
        fields: { ...seedanceSmall, ...nineReferences, promptText: prompt },
      },
      {
        endpoint: "image_to_video",
        fields: { ...seedanceSmall, promptText: optionalPrompt, promptImage: frames },
      },
      {
        endpoint: "video_to_video",
        fields: {
          ...seedanceSmall,
          ...nineReferences,
          promptText: optionalPrompt,
          promptVideo: inputVideo,
        },
      },
    ],
    { source },
  ),
  seedance2_mini: video(
    [
      {
        endpoint: "text_to_video",
        fields: { ...seedanceSmall, ...nineReferences, promptText: prompt },
      },
      {
        endpoint: "image_to_video",
        fields: { ...seedanceSmall, promptText: optionalPrompt, promptImage: frames },
      },
      {
        endpoint: "video_to_video",
        fields: {
          ...seedanceSmall,
          ...nineReferences,
          promptText: optionalPrompt,
          promptVideo: inputVideo,
        },
      },
    ],
    { source },
  ),
  seedance2_5: video(
    [
      {
        endpoint: "text_to_video",
        fields: { ...seedance25, ...thirtyReferences, promptText: optionalPrompt },
      },
      {
        endpoint: "image_to_video",
        fields: { ...seedance25, promptText: optionalPrompt, promptImage: frames },
      },
      {
        endpoint: "video_to_video",
        fields: {
          ...seedance25,
          ...thirtyReferences,
          promptText: optionalPrompt,
          promptVideo: inputVideo,
          mode: choice(["reference"]),
        },
        fixed: { mode: "reference" },
      },
      {
        // The output keeps the shape of the input, so there is no ratio.
        endpoint: "video_to_video",
        task: "extend",
        fields: {
          ...seedance,
          ...thirtyReferences,
          promptText: prompt,
          promptVideo: inputVideo,
          mode: choice(["extend"]),
        },
        fixed: { mode: "extend" },
      },
      {
        // Shape and length are those of the input.
        endpoint: "video_to_video",
        task: "edit",
        fields: {
          ...thirtyReferences,
          promptText: prompt,
          promptVideo: inputVideo,
          audio: sound,
          seed,
          referenceAudio: own,
          mode: choice(["edit"]),
          duration: choice(["auto"]),
        },
        fixed: { mode: "edit", duration: "auto" },
      },
    ],
    { source },
  ),
  gemini_omni_flash: video(
    [
      {
        endpoint: "text_to_video",
        fields: {
          promptText: prompt,
          ratio: videoRatio(ratios.landscape),
          duration: secondsWithin(3, 10),
        },
      },
      {
        endpoint: "image_to_video",
        fields: {
          promptImage: firstFrame,
          promptText: optionalPrompt,
          ratio: videoRatio(ratios.landscape),
          duration: secondsWithin(3, 10),
        },
      },
      {
        endpoint: "video_to_video",
        task: "edit",
        fields: { promptText: prompt, videoUri: inputVideo, references: references() },
      },
    ],
    { source },
  ),
  "gemini_omni_flash_1.1": video(
    [
      {
        endpoint: "text_to_video",
        fields: { ...omni11, references: references(), referenceVideos: own },
      },
      { endpoint: "image_to_video", fields: { ...omni11, promptImage: frames } },
      {
        endpoint: "video_to_video",
        fields: {
          ...omni11,
          references: references(),
          videoUri: inputVideo,
          mode: choice(["reference"]),
        },
        fixed: { mode: "reference" },
      },
      {
        endpoint: "video_to_video",
        task: "extend",
        fields: {
          ...omni11,
          references: references(),
          videoUri: inputVideo,
          mode: choice(["extend"]),
        },
        fixed: { mode: "extend" },
      },
      {
        endpoint: "video_to_video",
        task: "edit",
        fields: {
          ...omni11,
          references: references(),
          videoUri: inputVideo,
          mode: choice(["edit"]),
        },
        fixed: { mode: "edit" },
      },
    ],
    { source },
  ),
  grok_imagine_1_5: video(
    [
      {
        endpoint: "text_to_video",
        fields: {
          promptText: prompt,
          ratio: shape(ratios.grok),
          resolution: resolution(["480p", "720p", "1080p"]),
          duration: anySeconds,
          references: references(),
          referenceAudio: own,
        },
      },
      {
        endpoint: "image_to_video",
        fields: {
          promptImage: firstFrame,
          promptText: optionalPrompt,
          resolution: resolution(["480p", "720p", "1080p"]),
          duration: anySeconds,
        },
      },
    ],
    { source },
  ),
  wan3: video(wanVariants, { source }),
  wan3_prime: video(wanVariants, { source }),
  magnific_video_upscaler_creative: video(
    [
      {
        endpoint: "video_upscale",
        task: "upscale",
        fields: {
          videoUri: inputVideo,
          resolution: resolution(["720p", "1k", "2k", "4k"]),
          creativity: within(0, 100),
          flavor: choice(["vivid", "natural"]),
          fpsBoost: own,
          sharpen: within(0, 100),
          smartGrain: within(0, 100),
        },
      },
    ],
    { source },
  ),
  enhance_frame_rate: video(
    [
      {
        endpoint: "video_upscale",
        task: "upscale",
        fields: {
          videoUri: inputVideo,
          targetFramerate: frameRate({
            "24": "24",
            "25": "25",
            "30": "30",
            "48": "48",
            "50": "50",
            "60": "60",
            "120": "120",
            "23.98": "23_98",
            "29.97": "29_97",
            "59.94": "59_94",
          }),
        },
      },
    ],
    { source },
  ),
  ruby: video(
    [
      {
        endpoint: "video_to_hdr",
        task: "edit",
        fields: {
          videoUri: inputVideo,
          outputFormat: choice(hdrFormats),
          proresProfile: choice(["422", "4444", "422 HQ"]),
        },
      },
    ],
    { source },
  ),
  gen3a_turbo: video(
    [
      {
        endpoint: "image_to_video",
        fields: {
          promptImage: frames,
          promptText: optionalPrompt,
          ratio: videoRatio(["1280:768", "768:1280"]),
          duration: seconds([5, 10]),
          seed,
        },
      },
    ],
    { verified: false, retired: vanished("gen4_turbo") },
  ),
  gen4_aleph: video(
    [
      {
        endpoint: "video_to_video",
        task: "edit",
        fields: {
          videoUri: inputVideo,
          promptText: prompt,
          ratio: videoRatio(ratios.gen4),
          seed,
          references: own,
          contentModeration: own,
        },
      },
    ],
    { verified: false, retired: vanished("aleph2") },
  ),
  veo3: video(
    [
      {
        endpoint: "text_to_video",
        fields: {
          promptText: prompt,
          ratio: videoRatio(ratios.veo),
          duration: seconds([8]),
          seed,
        },
        fixed: { ...usualRatio, duration: 8 },
      },
      {
        endpoint: "image_to_video",
        fields: {
          promptImage: firstFrame,
          promptText: optionalPrompt,
          ratio: videoRatio(ratios.veo),
          duration: seconds([8]),
          seed,
        },
        fixed: { ...usualRatio, duration: 8 },
      },
    ],
    { verified: false, retired: vanished("veo3.1") },
  ),
};
