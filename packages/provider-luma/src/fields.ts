import {
  defineField,
  durationField,
  extraParamField,
  type FieldContext,
  type FieldMapper,
  imageListField,
  invalidValue,
  type MediaForm,
  passthroughField,
  singleImageField,
  videoField,
} from "@tarash/core/provider";

// Luma's vocabulary. The Dream Machine API takes media as URLs only; the Agents API takes bytes as well.

/** The same parameter where the model insists on it. */
export function required(mapper: FieldMapper): FieldMapper {
  return { ...mapper, required: true };
}

export const optionalPrompt: FieldMapper = passthroughField("prompt");
export const prompt: FieldMapper = required(optionalPrompt);
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

/** The request's `sourceJob`, a ref or Luma's own id, put where the API wants it. */
function sourceJob(place: (id: string) => unknown): FieldMapper {
  return defineField({
    source: "sourceJob",
    convert: (value: unknown, _request, context) => place(idOf(value, context)),
  });
}
function idOf(value: unknown, context: FieldContext): string {
  if (typeof value === "string") return value;
  const { provider, remoteId } = value as { provider?: unknown; remoteId?: unknown };
  if (provider === context.provider && typeof remoteId === "string") return remoteId;
  throw invalidValue(
    context,
    `a job of ${String(provider)}`,
    `the ref of a job that ${context.provider} has accepted, or its id`,
  );
}
/** The generation that the path of the call names. */
export const generation: FieldMapper = sourceJob((id) => id);
export const generationKeyframe: FieldMapper = sourceJob((id) => ({ type: "generation", id }));
export const generationRef: FieldMapper = sourceJob((id) => ({ generation_id: id }));

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

/** One of Luma's own parameters, from `extraParams`, held to a type. `name` is the caller's. */
function own(name: string, allowed: string, fits: (value: unknown) => boolean): FieldMapper {
  return {
    sources: ["extraParams"],
    name,
    required: false,
    shape: {},
    convert(value: unknown, _request: unknown, context: FieldContext) {
      if (!fits(value)) throw invalidValue(context, value, allowed);
      return { value, kind: "exact" };
    },
  };
}

export function flag(name: string): FieldMapper {
  return extraParamField(name, { allowed: [true, false] });
}
export function choice(name: string, allowed: readonly string[]): FieldMapper {
  return extraParamField(name, { allowed });
}
export function number(name: string): FieldMapper {
  return own(name, "a number", Number.isFinite);
}
export function text(name: string): FieldMapper {
  return own(name, "text", (value) => typeof value === "string");
}
export function object(name: string): FieldMapper {
  return own(name, "an object", isObject);
}
export function objects(name: string): FieldMapper {
  return own(name, "a list of objects", (value) => Array.isArray(value) && value.every(isObject));
}
export function frameIndexes(name: string): FieldMapper {
  return own(
    name,
    "a list of whole numbers from 0",
    (value) =>
      Array.isArray(value) && value.every((entry) => Number.isInteger(entry) && entry >= 0),
  );
}
function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
