import {
  extraParamField,
  type FieldMapper,
  maskField,
  passthroughField,
  singleImageField,
  styleField,
  textField,
  typedField,
} from "@tarash/core/provider";

// Stability's vocabulary: the form fields that its services share.

/** Longest prompt, in characters (v2beta OpenAPI). */
const mostCharacters = 10_000;
/** Highest seed (v2beta OpenAPI); 0 means a random one. */
const highestSeed = 4_294_967_294;

const words = { maximumLength: mostCharacters };
export const prompt: FieldMapper = textField("prompt", { ...words, required: true });
export const optionalPrompt: FieldMapper = textField("prompt", words);
export const negativePrompt: FieldMapper = textField("negativePrompt", words);
export const seed: FieldMapper = passthroughField("seed", {
  minimum: 0,
  maximum: highestSeed,
  integer: true,
});

export const ratio: FieldMapper = passthroughField("aspectRatio", {
  allowed: ["21:9", "16:9", "3:2", "5:4", "1:1", "4:5", "2:3", "9:16", "9:21"],
});
export const format: FieldMapper = {
  ...passthroughField("outputFormat", {
    allowed: { png: "png", jpeg: "jpeg", jpg: "jpeg", webp: "webp" },
  }),
  shape: { allowed: ["png", "jpeg", "webp"] },
};
/** Background removal gives formats with transparency only. */
export const transparentFormat: FieldMapper = passthroughField("outputFormat", {
  allowed: ["png", "webp"],
});
export const style: FieldMapper = styleField({
  allowed: [
    "enhance",
    "anime",
    "photographic",
    "digital-art",
    "comic-book",
    "fantasy-art",
    "line-art",
    "analog-film",
    "neon-punk",
    "isometric",
    "low-poly",
    "origami",
    "modeling-compound",
    "cinematic",
    "3d-model",
    "pixel-art",
    "tile-texture",
  ],
});

/** The one input picture; the API takes files only. */
export const image: FieldMapper = singleImageField("reference", { required: true });
export const styleImage: FieldMapper = singleImageField(["style", "reference"], { required: true });
/** White is changed, black stays. Without a mask the transparent parts of the picture are changed. */
export const mask: FieldMapper = maskField();

/** 0 gives the input picture back, 1 ignores it. */
export const strength: FieldMapper = passthroughField("strength", {
  required: true,
  minimum: 0,
  maximum: 1,
});
export const guidance: FieldMapper = passthroughField("guidance", { minimum: 1, maximum: 10 });

/** One of the service's own numbers, by its name on the wire. */
export function number(minimum: number, maximum: number): FieldMapper {
  return extraParamField(undefined, { minimum, maximum });
}
/** Pixels that are added at one side. */
export const margin: FieldMapper = extraParamField(undefined, {
  minimum: 0,
  maximum: 2_000,
  integer: true,
});
/** What is looked for in the picture, in words. */
export const search: FieldMapper = typedField("text", { required: true });
