import {
  defineField,
  durationField,
  extraParamField,
  type FieldMapper,
  imageListField,
  invalidValue,
  passthroughField,
  singleImageField,
} from "@tarash/core/provider";

// HeyGen's vocabulary. The avatar, the voice and most settings are the vendor's own and come from `extraParams`.

/** What the avatar says. It excludes a sound that is given instead. */
export const script: FieldMapper = defineField({
  source: "prompt",
  convert(text: string, { extraParams }, context) {
    const sound = ["audio_url", "audio_asset_id"].find((name) => extraParams[name] !== undefined);
    if (sound === undefined) return text;
    throw invalidValue(context, text, `left out when extraParams.${sound} is given`);
  },
});
export const prompt: FieldMapper = passthroughField("prompt", { required: true });

/** Look ids of `listAvatars`; else the one of `providerConfig.avatarId`. */
export const avatarId: FieldMapper = extraParamField("avatarId");
/** One to three looks; a single one may be given as text. */
export const avatarIds: FieldMapper = {
  ...avatarId,
  convert(value, _request, context) {
    const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
    const fits =
      ids.length >= 1 && ids.length <= 3 && ids.every((id) => typeof id === "string" && id !== "");
    if (!fits) throw invalidValue(context, value, "one to three look ids");
    return { value: ids, kind: ids === value ? "exact" : "converted" };
  },
};
/** An id of `listVoices`; else the one of `providerConfig.voiceId`, else the avatar's own voice. */
export const voiceId: FieldMapper = extraParamField("voiceId");

/** The picture that is made to speak. */
export const image: FieldMapper = singleImageField(["reference", "first_frame", "asset"], {
  required: true,
});
/** Pictures that guide the film; videos and sounds go into `extraParams.references`. */
export const references: FieldMapper = imageListField(["reference", "asset", "style"], {
  maximum: 9,
});

export const ratio: FieldMapper = passthroughField("aspectRatio", {
  allowed: ["16:9", "9:16", "4:5", "5:4", "1:1", "auto"],
});
export const filmRatio: FieldMapper = passthroughField("aspectRatio", {
  allowed: ["16:9", "9:16", "1:1"],
});
export const resolution: FieldMapper = passthroughField("resolution", {
  allowed: ["4k", "1080p", "720p"],
});
export const filmResolution: FieldMapper = passthroughField("resolution", {
  allowed: ["720p", "1080p"],
});
export const filmDuration: FieldMapper = durationField({ minimum: 4, maximum: 15, integer: true });
export const enhancePrompt: FieldMapper = passthroughField("enhancePrompt");

/** A setting of HeyGen's own, by its name on the wire. */
export const own: FieldMapper = extraParamField();
/** The same with a closed list of values. */
export function choice(...allowed: readonly string[]): FieldMapper {
  return extraParamField(undefined, { allowed });
}
/** The scenes of a film, in order, as HeyGen describes them. */
export const scenes: FieldMapper = extraParamField(undefined, { required: true });
/** A look of the same avatar whose movements are taken over. */
export const referenceLook: FieldMapper = extraParamField("reference_look_id");
