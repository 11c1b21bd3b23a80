import {
  type FieldMapping,
  type Model,
  type ModelCatalogue,
  type ModelVariant,
  type Price,
  video,
} from "@tarash/core/provider";
import {
  avatarId,
  avatarIds,
  choice,
  enhancePrompt,
  filmDuration,
  filmRatio,
  filmResolution,
  image,
  own,
  prompt,
  ratio,
  referenceLook,
  references,
  resolution,
  scenes,
  script,
  voiceId,
} from "./fields.ts";

const source = "HeyGen OpenAPI v3 in heygen-com/heygen-cli 7699a8e, 2026-07-22";

/** The one path that makes videos; `type` in the body says which kind. */
export const createPath = "/v3/videos";

/** What the frame of every spoken video looks like, and who is told of its end. */
const frame: FieldMapping = {
  aspect_ratio: ratio,
  resolution,
  title: own,
  caption: own,
  watermark: own,
  callback_id: own,
  callback_url: own,
};

const spoken: FieldMapping = {
  ...frame,
  script,
  voice_id: voiceId,
  voice_settings: own,
  audio_url: own,
  audio_asset_id: own,
  background: own,
  fit: choice("contain", "cover"),
  motion_prompt: own,
  output_format: choice("mp4", "webm"),
  remove_background: own,
};
const expressiveness = choice("high", "medium", "low");
const avatarFields: FieldMapping = { ...spoken, avatar_id: avatarId };

function variant(type: string, fields: FieldMapping, fixed: object = {}): ModelVariant {
  return { endpoint: createPath, fields, fixed: { type, ...fixed } };
}

const animatedImage = variant("image", { ...spoken, image, expressiveness });

/** Per second of the result, whose length follows from what is said. */
function perSecond(amount: number, more: Pick<Price, "maximum" | "by">): Price {
  return {
    currency: "USD",
    unit: "second",
    amount,
    ...more,
    asOf: "2026-08-22",
    source: "developers.heygen.com/docs/pricing",
  };
}

/** A kind of video that HeyGen makes. */
export type HeygenModel =
  | "avatar"
  | "avatar_iii"
  | "avatar_v"
  | "image"
  | "cinematic_avatar"
  | "studio";

const videos: Readonly<Record<HeygenModel, Model>> = {
  /** A spoken video by an avatar, or by a picture where one is given. HeyGen's default engine, Avatar IV. */
  avatar: video(
    [variant("avatar", { ...avatarFields, engine: own, expressiveness }), animatedImage],
    { price: perSecond(0.05, { maximum: 0.0833 }), source, typicalSeconds: 120 },
  ),
  avatar_iii: video(
    [variant("avatar", { ...avatarFields, expressiveness }, { "engine.type": "avatar_iii" })],
    {
      price: perSecond(0.0167, { by: [{ when: { resolution: "4k" }, amount: 0.02 }] }),
      source,
      typicalSeconds: 120,
    },
  ),
  avatar_v: video(
    [
      variant(
        "avatar",
        { ...avatarFields, "engine.reference_look_id": referenceLook },
        { "engine.type": "avatar_v" },
      ),
    ],
    { source, typicalSeconds: 180 },
  ),
  image: video([animatedImage], {
    price: perSecond(0.05, { by: [{ when: { resolution: "4k" }, amount: 0.0667 }] }),
    source,
    typicalSeconds: 120,
  }),
  /** A film from words, with avatars and pictures as references. It has no webhook. */
  cinematic_avatar: video(
    [
      variant("cinematic_avatar", {
        prompt,
        avatar_id: avatarIds,
        references,
        duration: filmDuration,
        auto_duration: own,
        aspect_ratio: filmRatio,
        resolution: filmResolution,
        enhance_prompt: enhancePrompt,
        title: own,
      }),
    ],
    { source, typicalSeconds: 180 },
  ),
  /** Scenes in a row, described in `extraParams.scenes`. */
  studio: video([variant("studio", { ...frame, scenes })], { source, typicalSeconds: 300 }),
};

/** Every kind of video that HeyGen's API v3 makes. */
export const models: ModelCatalogue = { video: videos };
