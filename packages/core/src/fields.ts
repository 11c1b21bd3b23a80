import type { ImageRole, MediaSort } from "./media.ts";
import type { NormalRequest, RequestField } from "./request.ts";
import {
  closest,
  findAllowed,
  invalidValue,
  parseSize,
  type AllowedValues,
  type FieldContext,
} from "./values.ts";

/**
 * How a parameter takes media, in the order of preference: as the URL it came with (`url`), uploaded to the vendor
 * (`upload`), as a data URL, as bare base64, or as bytes with their type. What was given is converted only when
 * no form fits it as it is.
 */
export type MediaForm = "url" | "upload" | "data-url" | "base64" | "bytes";

/** A value for the wire, and how it came about. */
export interface Converted {
  readonly value: unknown;
  readonly kind: "exact" | "converted" | "nearest";
  readonly reason?: string;
  /** Which of several sources it came from; all that were given when left out. */
  readonly used?: readonly RequestField[];
}

/** What a parameter looks like to those who ask (`describeModel`, schema checks); nothing in it is executed. */
export interface FieldShape {
  readonly allowed?: readonly (string | number | boolean)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly integer?: boolean;
}

/** Where the value of one wire parameter comes from. */
export interface FieldMapper {
  /** Request fields that are read. `extraParams` means the caller's parameter of the same name. */
  readonly sources: readonly (RequestField | "extraParams")[];
  /** The caller's name of an extra parameter, where it is not the wire name. */
  readonly name?: string;
  /** Whether the model refuses a request without it. */
  readonly required: boolean;
  readonly shape: FieldShape;
  /** Set for media. */
  readonly media?: {
    readonly sort: MediaSort;
    /** Roles of `imageList` that it takes, in order. */
    readonly roles?: readonly ImageRole[];
    readonly list: boolean;
    /** The most media it takes. */
    readonly maximum: number;
    /** Which forms the parameter takes; the provider's own list when left out. */
    readonly accepts?: readonly MediaForm[];
    /** Sent as an object with the medium under this key, as in `{ url }`. */
    readonly wrap?: string;
  };
  /** Turns the caller's value into the wire's; not called when the caller gave none. */
  convert(value: unknown, request: NormalRequest, context: FieldContext): Converted | undefined;
}

/** A model's page: the key is the name on the wire, a dot stands for nesting; the value says where it comes from. */
export type FieldMapping = Readonly<Record<string, FieldMapper>>;

interface Required {
  /** @default false */
  required?: boolean;
}

interface Choice extends Required {
  /** Allowed values as the wire spells them (letter case is forgiven), or unified value → wire value. */
  allowed?: AllowedValues;
  minimum?: number;
  maximum?: number;
  integer?: boolean;
}

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

/**
 * `durationSeconds` as the wire spells it: `number` 8, `digits` "8", `seconds` "8s", or `frames` (seconds times
 * `framesPerSecond`, rounded, plus `plusFrames`).
 */
export function durationField(
  options: {
    required?: boolean;
    /** Allowed seconds. */
    allowed?: readonly number[];
    /** Seconds. */
    minimum?: number;
    /** Seconds. */
    maximum?: number;
    integer?: boolean;
    /** @default "number" */
    format?: "number" | "digits" | "seconds" | "frames";
    /** For `frames`: used when the request names no `fps`. */
    framesPerSecond?: number;
    /** For `frames`: models that count 4n + 1 frames want one more. */
    plusFrames?: number;
    /** For `frames`: allowed numbers of frames. */
    frames?: { minimum: number; maximum: number };
  } = {},
): FieldMapper {
  const format = options.format ?? "number";
  const allowed = options.allowed;
  const spell = (seconds: number): unknown => {
    if (format === "digits") return String(seconds);
    if (format === "seconds") return `${seconds}s`;
    return seconds;
  };
  return {
    sources: format === "frames" ? ["durationSeconds", "fps"] : ["durationSeconds"],
    required: options.required ?? false,
    shape:
      format === "frames"
        ? { integer: true, ...options.frames }
        : allowed
          ? { allowed: allowed.map((seconds) => spell(seconds) as string | number) }
          : shapeOf(options),
    convert(given, request, context) {
      const value =
        format === "frames" ? (given as { durationSeconds?: number }).durationSeconds : given;
      if (value === undefined) return undefined;
      const chosen = choose(
        value,
        {
          ...options,
          ...(allowed ? { allowed } : {}),
          integer: options.integer ?? format !== "frames",
        },
        context,
      );
      const seconds = chosen.value as number;
      if (format === "number") return chosen;
      if (format !== "frames")
        return { ...chosen, value: spell(seconds), kind: weaker(chosen.kind) };
      const frames =
        Math.round(seconds * (request.fps ?? options.framesPerSecond ?? 24)) +
        (options.plusFrames ?? 0);
      const counted = choose(frames, { ...options.frames, integer: true }, context);
      return { ...counted, kind: weaker(counted.kind) };
    },
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

/**
 * The image size. Reads `size` (`WIDTHxHEIGHT` or a name), and `aspectRatio` when there is no size.
 * `ratios` is for models whose one size parameter also decides the ratio.
 */
export function sizeField(
  options: Required & {
    /** Names or `WIDTHxHEIGHT` that the wire takes. Left out: any. */
    allowed?: readonly string[];
    /** How free pixel sizes are sent: `text` "1024x1024", `object` { width, height }; `star` "1280*720"; `colon` "1280:720"; `none` refuses them. @default "text" */
    free?: "text" | "object" | "star" | "colon" | "none";
    /** What stands for an aspect ratio when no size is given. */
    ratios?: Readonly<Record<string, string>>;
    /** Limits of free sizes, in pixels. */
    multipleOf?: number;
    minimum?: number;
    maximum?: number;
    /** Longest side over shortest, at the most. */
    maximumRatio?: number;
  } = {},
): FieldMapper {
  const free = options.free ?? (options.allowed ? "none" : "text");
  return {
    sources: options.ratios ? ["size", "aspectRatio"] : ["size"],
    required: options.required ?? false,
    shape: options.allowed && free === "none" ? { allowed: options.allowed } : {},
    convert(value, _request, context) {
      const given = options.ratios
        ? (value as { size?: string; aspectRatio?: string })
        : { size: value as string };
      if (given.size !== undefined) {
        return { ...convertSize(given.size, options, free, context), used: ["size"] };
      }
      if (given.aspectRatio === undefined || !options.ratios) return undefined;
      return choose(
        given.aspectRatio,
        { allowed: options.ratios },
        { ...context, field: "aspectRatio" },
      );
    },
  };
}

function convertSize(
  size: string,
  options: NonNullable<Parameters<typeof sizeField>[0]>,
  free: "text" | "object" | "star" | "colon" | "none",
  context: FieldContext,
): Converted {
  const named = options.allowed && findAllowed(size, options.allowed);
  if (named) return { value: named.value, kind: named.exact ? "exact" : "converted" };
  const pixels = parseSize(size);
  if (free === "none" || !pixels) {
    if (!options.allowed) {
      throw invalidValue(context, size, "WIDTHxHEIGHT in pixels");
    }
    const nearest = context.nearest ? closest(size, options.allowed) : undefined;
    if (nearest === undefined) {
      throw invalidValue(context, size, allowedText(options.allowed, free));
    }
    return {
      value: nearest,
      kind: "nearest",
      reason: `the closest of ${options.allowed.join(", ")}`,
    };
  }
  const problem = sizeProblem(pixels, options);
  if (problem) throw invalidValue(context, size, problem);
  const [width, height] = pixels;
  if (free === "object") return { value: { width, height }, kind: "converted" };
  const mark = free === "star" ? "*" : free === "colon" ? ":" : "x";
  const text = `${width}${mark}${height}`;
  return { value: text, kind: text === size ? "exact" : "converted" };
}

function allowedText(allowed: readonly string[], free: string): string {
  return `one of ${allowed.join(", ")}${free === "none" ? "" : ", or WIDTHxHEIGHT in pixels"}`;
}

function sizeProblem(
  [width, height]: readonly [number, number],
  limits: { multipleOf?: number; minimum?: number; maximum?: number; maximumRatio?: number },
): string | undefined {
  const { multipleOf = 1, minimum = 1, maximum = Number.POSITIVE_INFINITY } = limits;
  if (width % multipleOf || height % multipleOf)
    return `sides that are multiples of ${multipleOf} pixels`;
  if (Math.min(width, height) < minimum) return `sides of at least ${minimum} pixels`;
  if (Math.max(width, height) > maximum) return `sides of at most ${maximum} pixels`;
  const { maximumRatio = Number.POSITIVE_INFINITY } = limits;
  if (Math.max(width, height) / Math.min(width, height) > maximumRatio) {
    return `sides whose ratio is at most ${maximumRatio}:1`;
  }
  return undefined;
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

function shapeOf(options: Choice): FieldShape {
  const { allowed, minimum, maximum, integer } = options;
  const values = allowed && (Array.isArray(allowed) ? allowed : Object.values(allowed));
  return {
    ...(values ? { allowed: values as (string | number | boolean)[] } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(integer === undefined ? {} : { integer }),
  };
}

/** Holds a value to what is allowed; the nearest allowed one when the config asks for that. */
function choose(value: unknown, options: Choice, context: FieldContext): Converted {
  const { allowed, minimum, maximum, integer } = options;
  if (allowed) {
    const found = findAllowed(value, allowed);
    if (found) return { value: found.value, kind: found.exact ? "exact" : "converted" };
    const names = Array.isArray(allowed) ? allowed : Object.keys(allowed);
    const nearest = context.nearest ? closest(value, names) : undefined;
    if (nearest === undefined) throw invalidValue(context, value, `one of ${names.join(", ")}`);
    const sent = findAllowed(nearest, allowed)?.value ?? nearest;
    return { value: sent, kind: "nearest", reason: `the closest of ${names.join(", ")}` };
  }
  if (minimum === undefined && maximum === undefined && !integer) return { value, kind: "exact" };
  return hold(value, { minimum, maximum, integer }, context);
}

function hold(
  value: unknown,
  {
    minimum,
    maximum,
    integer,
  }: { minimum: number | undefined; maximum: number | undefined; integer: boolean | undefined },
  context: FieldContext,
): Converted {
  const range = `${integer ? "a whole number" : "a number"}${minimum === undefined ? "" : ` from ${minimum}`}${maximum === undefined ? "" : `${minimum === undefined ? " of at most" : " to"} ${maximum}`}`;
  if (typeof value !== "number" || !Number.isFinite(value))
    throw invalidValue(context, value, range);
  const rounded = integer ? Math.round(value) : value;
  const held = Math.min(Math.max(rounded, minimum ?? rounded), maximum ?? rounded);
  if (held === value) return { value, kind: "exact" };
  if (!context.nearest) throw invalidValue(context, value, range);
  return { value: held, kind: "nearest", reason: `the closest to ${value} that is ${range}` };
}

function weaker(kind: Converted["kind"]): Converted["kind"] {
  return kind === "exact" ? "converted" : kind;
}
