import {
  countField,
  durationField,
  extraParamField,
  type FieldMapper,
  imageListField,
  passthroughField,
  qualityField,
  singleImageField,
  sizeField,
  videoField,
} from "@tarash/core/provider";

// xAI's vocabulary. Neither a seed nor a negative prompt is known to it.

export const prompt: FieldMapper = passthroughField("prompt", { required: true });
export const optionalPrompt: FieldMapper = passthroughField("prompt");
/** The caller's own end user, for xAI's abuse watch. */
export const user: FieldMapper = extraParamField();

/** Whole seconds. */
export const duration: FieldMapper = durationField({ minimum: 1, maximum: 15, integer: true });
export const anyDuration: FieldMapper = durationField({ integer: true });
export const videoRatio: FieldMapper = passthroughField("aspectRatio", {
  allowed: ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"],
});
export function resolution(...allowed: readonly string[]): FieldMapper {
  return passthroughField("resolution", { allowed });
}

export const firstFrame: FieldMapper = singleImageField("first_frame", {
  required: true,
  wrap: "url",
});
export const references: FieldMapper = imageListField(["reference", "asset", "style"], {
  required: true,
  wrap: "url",
  maximum: 7,
});
/** Ids of xAI's preset voices, three at the most. */
export const voices: FieldMapper = extraParamField();
/** A clip by its address; nothing says that xAI reads one sent inline. */
export const clip: FieldMapper = videoField({ required: true, wrap: "url", accepts: ["url"] });

const commonRatios = ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "2:1", "1:2"];
export const imageRatio: FieldMapper = passthroughField("aspectRatio", {
  allowed: [...commonRatios, "19.5:9", "9:19.5", "20:9", "9:20", "auto"],
});
export const editRatio: FieldMapper = passthroughField("aspectRatio", {
  allowed: [...commonRatios, "auto"],
});
/** xAI's only sizes are `1k` and `2k`. */
export const size: FieldMapper = sizeField({ allowed: ["1k", "2k"] });
export const quality: FieldMapper = qualityField({ allowed: ["low", "medium"] });
export const count: FieldMapper = countField("n", { maximum: 10 });
export const responseFormat: FieldMapper = extraParamField(undefined, {
  allowed: ["url", "b64_json"],
});

export const image: FieldMapper = singleImageField("reference", { required: true, wrap: "url" });
export const severalImages: FieldMapper = imageListField("reference", {
  required: true,
  wrap: "url",
  maximum: 5,
});
