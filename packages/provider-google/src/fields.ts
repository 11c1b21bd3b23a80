import {
  closest,
  type Converted,
  countField,
  defineField,
  durationField,
  extraParamField,
  type FieldContext,
  type FieldMapper,
  findAllowed,
  invalidValue,
  maskField,
  type NormalRequest,
  parseSize,
  passthroughField,
  sourceJobField,
} from "@tarash/core/provider";
import { cloudObject } from "./inputs.ts";

// Google's vocabulary. Media go as bytes, or as they are when they lie in Cloud Storage.

type Role = "reference" | "first_frame" | "last_frame" | "asset" | "style";

export const prompt: FieldMapper = passthroughField("prompt", { required: true });
export const optionalPrompt: FieldMapper = passthroughField("prompt");
export const negativePrompt: FieldMapper = passthroughField("negativePrompt");
export const enhancePrompt: FieldMapper = passthroughField("enhancePrompt");
export const seed: FieldMapper = passthroughField("seed");
export const sound: FieldMapper = passthroughField("generateAudio");
export const fps: FieldMapper = passthroughField("fps");
export const guidance: FieldMapper = passthroughField("guidance");
export const steps: FieldMapper = passthroughField("steps");
export function ratio(allowed: readonly string[]): FieldMapper {
  return passthroughField("aspectRatio", { allowed });
}
export function resolution(allowed: readonly string[]): FieldMapper {
  return passthroughField("resolution", { allowed });
}
/** The sides of squares with as many pixels as Google's names stand for. */
const sides: Readonly<Record<string, number>> = { "512": 512, "1K": 1024, "2K": 2048, "4K": 4096 };

/** `512`, `1K`, `2K`, `4K`, or pixels that make exactly one of them. */
export function size(allowed: readonly string[]): FieldMapper {
  return defineField({
    source: "size",
    shape: { allowed },
    convert(value: string, _request, context) {
      const pixels = parseSize(value);
      if (!pixels) return pick(value, allowed, context);
      const side = Math.sqrt(pixels[0] * pixels[1]);
      const away = (name: string): number => Math.abs(Math.log(side / (sides[name] ?? 1)));
      const [nearest = ""] = allowed.toSorted((left, right) => away(left) - away(right));
      if (away(nearest) === 0) return { value: nearest, kind: "converted" };
      if (context.nearest) return { value: nearest, kind: "nearest" };
      const squares = allowed.map((name) => `${sides[name]}x${sides[name]}`);
      throw invalidValue(context, value, `one of ${[...allowed, ...squares].join(", ")}`);
    },
  });
}

/** An image's shape: asked for, or that of a size in pixels. */
export function shapeOfImage(allowed: readonly string[]): FieldMapper {
  return defineField({
    source: ["aspectRatio", "size"],
    shape: { allowed },
    convert(value: { aspectRatio?: string; size?: string }, _request, context) {
      if (value.aspectRatio !== undefined) {
        return { ...pick(value.aspectRatio, allowed, context), used: ["aspectRatio"] };
      }
      const pixels = parseSize(value.size ?? "");
      if (!pixels) return undefined;
      const divisor = commonDivisor(...pixels);
      const shape = pixels.map((side) => side / divisor).join(":");
      const picked = pick(shape, allowed, { ...context, field: "size" });
      return { ...picked, kind: picked.kind === "exact" ? "converted" : picked.kind };
    },
  });
}

function commonDivisor(left: number, right: number): number {
  return right === 0 ? left : commonDivisor(right, left % right);
}

function pick(value: string, allowed: readonly string[], context: FieldContext): Converted {
  const found = findAllowed(value, allowed);
  if (found) return { value: found.value, kind: found.exact ? "exact" : "converted" };
  const nearest = context.nearest ? closest(value, allowed) : undefined;
  if (nearest === undefined) throw invalidValue(context, value, `one of ${allowed.join(", ")}`);
  return { value: nearest, kind: "nearest" };
}

export function seconds(allowed: readonly number[]): FieldMapper {
  return durationField({ allowed });
}
/** `"6s"`, `"6.5s"`. */
export function secondsText(minimum: number, maximum: number): FieldMapper {
  return durationField({ minimum, maximum, integer: false, format: "seconds" });
}
export function count(source: "n" | "numberOfVideos", maximum: number): FieldMapper {
  return countField(source, { maximum });
}
/** `png` and `jpeg` as media types. */
export const imageType: FieldMapper = passthroughField("outputFormat", {
  allowed: {
    png: "image/png",
    jpeg: "image/jpeg",
    jpg: "image/jpeg",
    "image/png": "image/png",
    "image/jpeg": "image/jpeg",
  },
});
/** `2` and `4` as `x2` and `x4`. */
export const scale: FieldMapper = defineField({
  source: "scale",
  shape: { minimum: 2, maximum: 4 },
  convert(times: number, _request, context) {
    if (times !== 2 && times !== 4) throw invalidValue(context, times, "one of 2, 4");
    return `x${times}`;
  },
});

/** One of Google's own parameters, under its name. */
export const own: FieldMapper = extraParamField();
export function choice(allowed: readonly (string | number)[]): FieldMapper {
  return extraParamField(undefined, { allowed });
}
/** One of Google's own parameters that lies deeper in the request: the caller leaves the way to it out. */
export function named(name: string, allowed?: readonly string[]): FieldMapper {
  return extraParamField(name, allowed ? { allowed } : {});
}

/** The images of some roles, in the order of the request. */
function given(
  request: NormalRequest,
  roles: readonly Role[],
): readonly (readonly [unknown, Role])[] {
  return (request.imageList ?? [])
    .filter(({ type }) => roles.includes(type))
    .map(({ image, type }) => [image, type]);
}

/** One image of one role. */
export function frame(role: Role | readonly Role[], required = false): FieldMapper {
  const roles = typeof role === "string" ? [role] : role;
  return defineField({
    source: "imageList",
    required,
    media: { sort: "image", roles, list: false, maximum: 1, accepts: ["bytes"] },
    convert: (slot: unknown, request) => cloudObject(given(request, roles)[0]?.[0]) ?? slot,
  });
}

/** All images of some roles, in the order of the request. */
export function images(
  role: Role | readonly Role[],
  {
    required = false,
    maximum = Number.POSITIVE_INFINITY,
  }: { required?: boolean; maximum?: number } = {},
): FieldMapper {
  const roles = typeof role === "string" ? [role] : role;
  return defineField({
    source: "imageList",
    required,
    media: { sort: "image", roles, list: true, maximum, accepts: ["bytes"] },
    convert: (slots: readonly unknown[], request) => ({
      value: given(request, roles).map(([image], index) => cloudObject(image) ?? slots[index]),
      kind: "exact",
    }),
  });
}

/** Up to three things or styles that a video takes over. A plain reference is a thing. */
export const references: FieldMapper = defineField({
  source: "imageList",
  required: true,
  media: {
    sort: "image",
    roles: ["asset", "style", "reference"],
    list: true,
    maximum: 3,
    accepts: ["bytes"],
  },
  convert: (slots: readonly unknown[], request) => ({
    value: given(request, ["asset", "style", "reference"]).map(([image, role], index) => ({
      image: cloudObject(image) ?? slots[index],
      referenceType: role === "style" ? "STYLE" : "ASSET",
    })),
    kind: "exact",
  }),
});

/** The clip that is worked on. */
export const inputVideo: FieldMapper = defineField({
  source: "video",
  required: true,
  media: { sort: "video", list: false, maximum: 1, accepts: ["bytes"] },
  convert: (slot: unknown, { video }) => cloudObject(video) ?? slot,
});
export const mask: FieldMapper = maskField({ required: true, accepts: ["bytes"] });

/** An earlier job of Google's, by its ref or its id. */
export const earlier: FieldMapper = sourceJobField({ required: true });
