import { type Choice, type Required, choose, shapeOf } from "./choice.ts";
import type { Converted, FieldMapper, FieldShape, MediaForm } from "./field-mapper.ts";
import type { ImageRole, MediaSort } from "./media.ts";
import type { NormalRequest, RequestField } from "./request.ts";
import { type FieldContext, invalidValue } from "./values.ts";

/**
 * A mapper of your own. `convert` gets the value of the source, or an object of values where several are read, and
 * returns the wire's value; `undefined` leaves the parameter out. Throw a `ValidationError` for a bad value.
 */
export function defineField(options: {
  source: RequestField | readonly RequestField[];
  required?: boolean;
  shape?: FieldShape;
  media?: FieldMapper["media"];
  convert(value: never, request: NormalRequest, context: FieldContext): unknown;
}): FieldMapper {
  const sources = typeof options.source === "string" ? [options.source] : options.source;
  return {
    sources,
    required: options.required ?? false,
    shape: options.shape ?? {},
    ...(options.media ? { media: options.media } : {}),
    convert(value, request, context) {
      const converted = options.convert(value as never, request, context);
      if (converted === undefined) return undefined;
      if (isConverted(converted)) return converted;
      return { value: converted, kind: Object.is(converted, value) ? "exact" : "converted" };
    },
  };
}

function isConverted(value: unknown): value is Converted {
  return typeof value === "object" && value !== null && "kind" in value && "value" in value;
}

/** The request's field as it is, or the wire's spelling of it where `allowed` names one. */
export function passthroughField(source: RequestField, options: Choice = {}): FieldMapper {
  return {
    sources: [source],
    required: options.required ?? false,
    shape: shapeOf(options),
    convert: (value, _request, context) => choose(value, options, context),
  };
}

/** The same parameter where the model insists on it. */
export function requiredField(mapper: FieldMapper): FieldMapper {
  return { ...mapper, required: true };
}

/** The request's text of one field, of `maximumLength` characters at the most. A longer one is never cut. */
export function textField(
  source: "prompt" | "negativePrompt" | "text",
  { maximumLength, required = false }: Required & { maximumLength: number },
): FieldMapper {
  return defineField({
    source,
    required,
    convert(value: string, _request, context) {
      if (value.length <= maximumLength) return value;
      throw invalidValue(context, value, `text of at most ${maximumLength} characters`);
    },
  });
}

/** One of the vendor's own parameters, from `extraParams`. `name` is its name on the wire unless `options.name` differs. */
export function extraParamField(name?: string, options: Choice = {}): FieldMapper {
  return {
    sources: ["extraParams"],
    ...(name === undefined ? {} : { name }),
    required: options.required ?? false,
    shape: shapeOf(options),
    convert: (value, _request, context) => choose(value, options, context),
  };
}

interface MediaOptions extends Required {
  accepts?: readonly MediaForm[];
  /** Sent as `{ [wrap]: medium }`. */
  wrap?: string;
}

/** The one image of the given role. A model with a single image parameter names all roles that fit, in order. */
export function singleImageField(
  roles: ImageRole | readonly ImageRole[] = "reference",
  options: MediaOptions = {},
): FieldMapper {
  return mediaMapper("imageList", "image", options, {
    roles: typeof roles === "string" ? [roles] : roles,
    list: false,
    maximum: 1,
  });
}

/** All images of the given roles, in the order of the request. */
export function imageListField(
  roles: ImageRole | readonly ImageRole[] = "reference",
  options: MediaOptions & { /** @default no limit */ maximum?: number } = {},
): FieldMapper {
  return mediaMapper("imageList", "image", options, {
    roles: typeof roles === "string" ? [roles] : roles,
    list: true,
    maximum: options.maximum ?? Number.POSITIVE_INFINITY,
  });
}

/** The request's `video`. */
export function videoField(options: MediaOptions & { list?: boolean } = {}): FieldMapper {
  return mediaMapper("video", "video", options, { list: options.list ?? false, maximum: 1 });
}

/** The request's `maskImage`. */
export function maskField(options: MediaOptions = {}): FieldMapper {
  return mediaMapper("maskImage", "image", options, { list: false, maximum: 1 });
}

/** The request's `audio`. */
export function audioField(options: MediaOptions = {}): FieldMapper {
  return mediaMapper("audio", "audio", options, { list: false, maximum: 1 });
}

function mediaMapper(
  source: RequestField,
  sort: MediaSort,
  options: MediaOptions,
  rest: { roles?: readonly ImageRole[]; list: boolean; maximum: number },
): FieldMapper {
  return {
    sources: [source],
    required: options.required ?? false,
    shape: {},
    media: {
      sort,
      ...rest,
      ...(options.accepts ? { accepts: options.accepts } : {}),
      ...(options.wrap ? { wrap: options.wrap } : {}),
    },
    convert: (value) => ({ value, kind: "exact" }),
  };
}

/** The request's `quality`. */
export function qualityField(options: Choice = {}): FieldMapper {
  return passthroughField("quality", options);
}

/** The request's `style`. */
export function styleField(options: Choice = {}): FieldMapper {
  return passthroughField("style", options);
}

/** How many outputs the vendor makes in one job. Beyond `maximum`, the core makes more jobs. */
export function countField(
  source: "n" | "numberOfVideos",
  options: { maximum: number; required?: boolean },
): FieldMapper {
  return {
    sources: [source],
    required: options.required ?? false,
    shape: { minimum: 1, maximum: options.maximum, integer: true },
    convert: (value) => ({ value, kind: "exact" }),
  };
}
