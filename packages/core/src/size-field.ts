import { type Required, choose } from "./choice.ts";
import type { Converted, FieldMapper } from "./field-mapper.ts";
import { type FieldContext, closest, findAllowed, invalidValue, parseSize } from "./values.ts";

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
