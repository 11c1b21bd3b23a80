import {
  defineField,
  durationField,
  extraParamField,
  type FieldMapper,
  imageListField,
  invalidValue,
  type MediaForm,
  passthroughField,
  singleImageField,
  sourceJobField,
  typedField,
  videoField,
} from "@tarash/core/provider";

// Luma's vocabulary. The Dream Machine API takes media as URLs only; the Agents API takes bytes as well.

export { requiredField as required } from "@tarash/core/provider";

export const optionalPrompt: FieldMapper = passthroughField("prompt");
export const prompt: FieldMapper = passthroughField("prompt", { required: true });
export const negativePrompt: FieldMapper = passthroughField("negativePrompt");
export function ratio(allowed: readonly string[]): FieldMapper {
  return passthroughField("aspectRatio", { allowed });
}
export function resolution(allowed: readonly string[]): FieldMapper {
  return passthroughField("resolution", { allowed });
}
/** `"5s"` */
export function seconds(allowed: readonly number[]): FieldMapper {
  return durationField({ allowed, format: "seconds" });
}
/** `png`, and `jpg` where the API says that for `jpeg`. */
export const jpgFormat: FieldMapper = passthroughField("outputFormat", {
  allowed: { png: "png", jpeg: "jpg", jpg: "jpg" },
});
export function format(allowed: readonly string[]): FieldMapper {
  return passthroughField("outputFormat", { allowed });
}
export function style(allowed: readonly string[]): FieldMapper {
  return passthroughField("style", { allowed });
}
/** The word by which the API is asked for sound; a request that wants none has no business there. */
export const addAudio: FieldMapper = defineField({
  source: "generateAudio",
  shape: { allowed: ["add_audio"] },
  convert(value: boolean, _request, context) {
    if (!value) throw invalidValue(context, value, "true");
    return "add_audio";
  },
});

const urlOnly: readonly MediaForm[] = ["url"];
const urlOrBytes: readonly MediaForm[] = ["url", "data-url"];

/** A medium as `{ url }`. */
export const media: FieldMapper = videoField({ accepts: urlOnly, wrap: "url" });
export const imageMedia: FieldMapper = singleImageField("reference", {
  accepts: urlOnly,
  wrap: "url",
});
export const modifyFirstFrame: FieldMapper = singleImageField("first_frame", {
  accepts: urlOnly,
  wrap: "url",
});
export const imageRefs: FieldMapper = imageListField("reference", {
  accepts: urlOnly,
  wrap: "url",
});
export const styleRefs: FieldMapper = imageListField("style", { accepts: urlOnly, wrap: "url" });
/** Pictures of one person, as bare URLs. */
export const identity: FieldMapper = imageListField("asset", { accepts: urlOnly });

/** An image at one end of the video: `{ type: "image", url }`. */
function keyframe(mapper: FieldMapper): FieldMapper {
  return {
    ...mapper,
    convert: (url) => ({ value: { type: "image", url }, kind: "exact" }),
  };
}
export const firstKeyframe: FieldMapper = keyframe(
  singleImageField(["first_frame", "reference"], { accepts: urlOnly }),
);
export const lastKeyframe: FieldMapper = keyframe(
  singleImageField("last_frame", { accepts: urlOnly }),
);

/** The generation that the path of the call names. */
export const generation: FieldMapper = sourceJobField();
export const generationKeyframe: FieldMapper = sourceJobField({
  place: (id) => ({ type: "generation", id }),
});
export const generationRef: FieldMapper = sourceJobField({
  place: (id) => ({ generation_id: id }),
});

/** Images of the Agents API, as `{ url }`; bytes become `{ data, media_type }` when they are sent. */
export const startFrame: FieldMapper = singleImageField(["first_frame", "reference"], {
  accepts: urlOrBytes,
  wrap: "url",
});
export const endFrame: FieldMapper = singleImageField("last_frame", {
  accepts: urlOrBytes,
  wrap: "url",
});
export const guides: FieldMapper = imageListField(["reference", "style", "asset"], {
  accepts: urlOrBytes,
  wrap: "url",
  maximum: 9,
});
/** Beside an image that is edited. */
export const editGuides: FieldMapper = imageListField(["style", "asset"], {
  accepts: urlOrBytes,
  wrap: "url",
  maximum: 8,
});
export const sourceImage: FieldMapper = singleImageField("reference", {
  accepts: urlOrBytes,
  wrap: "url",
});
export const sourceVideo: FieldMapper = videoField({ accepts: urlOrBytes, wrap: "url" });

// Luma's own parameters, from `extraParams`, held to a type. `name` is the caller's.
export function flag(name: string): FieldMapper {
  return extraParamField(name, { allowed: [true, false] });
}
export function choice(name: string, allowed: readonly string[]): FieldMapper {
  return extraParamField(name, { allowed });
}
export function number(name: string): FieldMapper {
  return typedField("number", { name });
}
export function text(name: string): FieldMapper {
  return typedField("text", { name });
}
export function object(name: string): FieldMapper {
  return typedField("object", { name });
}
export function objects(name: string): FieldMapper {
  return typedField("objects", { name });
}
export function frameIndexes(name: string): FieldMapper {
  return {
    ...extraParamField(name),
    convert(value, _request, context) {
      const fits =
        Array.isArray(value) && value.every((entry) => Number.isInteger(entry) && entry >= 0);
      if (!fits) throw invalidValue(context, value, "a list of whole numbers from 0");
      return { value, kind: "exact" };
    },
  };
}
