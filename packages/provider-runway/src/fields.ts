import {
  countField,
  defineField,
  durationField,
  extraParamField,
  type FieldMapper,
  imageListField,
  passthroughField,
  qualityField,
  singleImageField,
  ValidationError,
  videoField,
} from "@tarash/core/provider";

// Runway's vocabulary: the parameters that its models share.

export const prompt: FieldMapper = passthroughField("prompt", { required: true });
export const optionalPrompt: FieldMapper = passthroughField("prompt");
export const negativePrompt: FieldMapper = passthroughField("negativePrompt");
export const seed: FieldMapper = passthroughField("seed");
export const sound: FieldMapper = passthroughField("generateAudio");
/** Plain shapes, for models whose `ratio` holds no pixels. */
export function shape(allowed: readonly string[]): FieldMapper {
  return passthroughField("aspectRatio", { allowed });
}
export function requiredShape(allowed: readonly string[]): FieldMapper {
  return passthroughField("aspectRatio", { allowed, required: true });
}
export function resolution(allowed: readonly string[]): FieldMapper {
  return passthroughField("resolution", { allowed });
}

/** Whole seconds whose limits Runway's types do not tell. */
export const anySeconds: FieldMapper = durationField({ minimum: 1 });
export function seconds(allowed: readonly number[]): FieldMapper {
  return durationField({ allowed });
}
export function secondsWithin(minimum: number, maximum: number): FieldMapper {
  return durationField({ minimum, maximum });
}

/** The only image of a model without references: a reference is understood as its first frame. */
export const firstFrame: FieldMapper = singleImageField(["first_frame", "reference"], {
  required: true,
});

/** A first frame as it is, or first and last with their positions. Runway takes no last frame alone. */
export const frames: FieldMapper = defineField({
  source: "imageList",
  required: true,
  media: { sort: "image", roles: ["first_frame", "last_frame"], list: true, maximum: 2 },
  convert(images: readonly unknown[], { imageList = [] }, { provider, model }) {
    const roles = imageList.map(({ type }) => type).filter((type) => type.endsWith("_frame"));
    const first = images[roles.indexOf("first_frame")];
    if (first === undefined || new Set(roles).size < roles.length) {
      throw new ValidationError(
        `${provider} ${model}: imageList must be one first_frame, or one first_frame and one last_frame (got ${roles.join(" and ")})`,
        { provider, model },
      );
    }
    if (images.length === 1) return { value: first, kind: "exact" };
    return [
      { uri: first, position: "first" },
      { uri: images[roles.indexOf("last_frame")], position: "last" },
    ];
  },
});

/** Images that should appear; `maximum` as Runway states it. */
export function references(maximum?: number): FieldMapper {
  return imageListField("reference", {
    wrap: "uri",
    ...(maximum === undefined ? {} : { maximum }),
  });
}
export const requiredReferences: FieldMapper = imageListField("reference", {
  wrap: "uri",
  required: true,
});

export const inputVideo: FieldMapper = videoField({ required: true });
/** A clip that guides, in a list of its own. */
export const referenceVideo: FieldMapper = defineField({
  source: "video",
  media: { sort: "video", list: true, maximum: 1 },
  convert: (videos: readonly unknown[]) => videos.map((uri) => ({ type: "video", uri })),
});
/** The clip of somebody who performs. */
export const performance: FieldMapper = defineField({
  source: "video",
  required: true,
  media: { sort: "video", list: false, maximum: 1 },
  convert: (uri: unknown) => ({ type: "video", uri }),
});
/** Who is to perform, as an image. */
export const character: FieldMapper = defineField({
  source: "imageList",
  required: true,
  media: { sort: "image", roles: ["reference", "first_frame"], list: false, maximum: 1 },
  convert: (uri: unknown) => ({ type: "image", uri }),
});
/** Who is to perform, as Runway writes it: an image or a video. */
export const anyCharacter: FieldMapper = extraParamField("character", { required: true });
export const inputImage: FieldMapper = singleImageField("reference", { required: true });

/** One of Runway's own parameters, under its name. */
export const own: FieldMapper = extraParamField();
export function choice(allowed: readonly (string | number)[]): FieldMapper {
  return extraParamField(undefined, { allowed });
}
export function within(minimum: number, maximum: number): FieldMapper {
  return extraParamField(undefined, { minimum, maximum });
}
export function outputFormat(allowed: readonly string[]): FieldMapper {
  return passthroughField("outputFormat", { allowed });
}
export function quality(allowed: readonly string[]): FieldMapper {
  return qualityField({ allowed });
}
export function background(allowed: readonly string[]): FieldMapper {
  return passthroughField("background", { allowed });
}
export function count(maximum: number): FieldMapper {
  return countField("n", { maximum });
}
export function scale(allowed: readonly number[]): FieldMapper {
  return passthroughField("scale", { allowed });
}
/** Frames per second; the broken rates of television are written with an underscore. */
export function frameRate(allowed: Readonly<Record<string, string>>): FieldMapper {
  return passthroughField("fps", { allowed, required: true });
}
