import { choose, shapeOf, weaker } from "./choice.ts";
import type { FieldMapper } from "./field-mapper.ts";
import { invalidValue } from "./values.ts";

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
      const rate = request.fps ?? options.framesPerSecond ?? 24;
      const plus = options.plusFrames ?? 0;
      const frames = Math.round(seconds * rate) + plus;
      const { minimum = frames, maximum = frames } = options.frames ?? {};
      const held = Math.min(Math.max(frames, minimum), maximum);
      if (held === frames) return { value: frames, kind: weaker(chosen.kind) };
      const inSeconds = (count: number): number => Math.round(((count - plus) / rate) * 100) / 100;
      const range = `from ${inSeconds(minimum)} to ${inSeconds(maximum)} seconds at ${rate} frames a second`;
      if (!context.nearest) throw invalidValue(context, seconds, range);
      return {
        value: held,
        kind: "nearest",
        reason: `${frames} frames are not possible, only ${range}`,
      };
    },
  };
}
