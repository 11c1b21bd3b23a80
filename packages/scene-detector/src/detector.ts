import { ValidationError } from "@tarash/core";
import { adaptiveDefaults, decideAdaptive, type AdaptiveParameters } from "./adaptive.ts";
import type { Boundary, Decision } from "./cut.ts";
import type { FrameStats, Rational } from "./stats.ts";
import { decideThreshold } from "./threshold.ts";

/** A frame as a detector of your own gets it. */
export interface DetectorFrame {
  /** Index among the decoded frames, from 0. */
  index: number;
  /** Presentation time in seconds. */
  seconds: number;
  /** Tiny picture in 24-bit RGB, row by row; only valid during the call. */
  rgb: Uint8Array;
  width: number;
  height: number;
}

/**
 * A way of finding boundaries that you bring: a neural network, another rule. It sees every frame in order,
 * and at the end everything that was measured.
 */
export interface Detector {
  name: string;
  /** Size of the frames it wants, in pixels. @default 64 x 36 */
  frameSize?: { width: number; height: number };
  /** Makes what handles one video. */
  start(video: { frameRate: Rational }): {
    /** Takes a frame; decoding waits for the promise, so a batch may be computed here. */
    push?(frame: DetectorFrame): void | Promise<void>;
    /** Returns the boundaries, in order, as indices of the frames. */
    finish(stats: FrameStats): Boundary[] | Promise<Boundary[]>;
  };
}

/** How boundaries are decided: what `redetect` takes. */
export interface DecisionOptions {
  /**
   * `adaptive` compares each change with what surrounds it; `threshold` compares ffmpeg's scene score with a number.
   * @default "adaptive"
   */
  method?: "adaptive" | "threshold";
  /**
   * `adaptive`: 0 finds only the clearest cuts, 1 also faint ones. Each 0.5 halves or doubles what a cut must show.
   * @default 0.5
   */
  sensitivity?: number;
  /** `threshold`: a frame whose scene score (0 to 1) is above this is a cut. @default 0.3 */
  threshold?: number;
  /** Of boundaries nearer than this only the strongest stays, in seconds. @default 0.3, and 0 for `threshold` */
  minSceneLengthSeconds?: number;
  /** `adaptive`: find fades through black, white or one colour. @default true */
  fades?: boolean;
  /** `adaptive`: find dissolves. @default true */
  dissolves?: boolean;
}

export const decisionKeys: readonly (keyof DecisionOptions)[] = [
  "method",
  "sensitivity",
  "threshold",
  "minSceneLengthSeconds",
  "fades",
  "dissolves",
];

/** Decides by the built-in methods. */
export function decide(stats: FrameStats, options: DecisionOptions): Decision {
  if (options.method === "threshold") {
    const { threshold = 0.3, minSceneLengthSeconds = 0 } = options;
    return decideThreshold(stats, threshold, minSceneLengthSeconds);
  }
  return decideAdaptive(stats, adaptiveParameters(options));
}

function adaptiveParameters(options: DecisionOptions): AdaptiveParameters {
  const { sensitivity = 0.5, minSceneLengthSeconds, fades = true, dissolves = true } = options;
  const strictness = 2 ** (1 - 2 * sensitivity);
  const { floor, ratio, quietFloor, isolated, dimFloor, keyframeFloor, dissolve } =
    adaptiveDefaults;
  return {
    ...adaptiveDefaults,
    floor: floor * strictness,
    ratio: 1 + (ratio - 1) * strictness,
    quietFloor: quietFloor * strictness,
    dimFloor: dimFloor * strictness,
    isolated: 1 + (isolated - 1) * strictness,
    keyframeFloor: keyframeFloor * strictness,
    dissolve: { ...dissolve, distance: Math.max(15, dissolve.distance * strictness) },
    minSceneLengthSeconds: minSceneLengthSeconds ?? adaptiveDefaults.minSceneLengthSeconds,
    fades,
    dissolves,
  };
}

/** Throws `ValidationError` for a value that the decision cannot take. */
export function checkDecision(options: DecisionOptions): void {
  const { method = "adaptive", sensitivity, threshold, minSceneLengthSeconds } = options;
  if (method !== "adaptive" && method !== "threshold")
    throw new ValidationError(
      `method must be "adaptive", "threshold" or a detector (got ${String(method)})`,
    );
  checkNumber("sensitivity", sensitivity, 0, 1);
  checkNumber("threshold", threshold, 0, 1);
  checkNumber("minSceneLengthSeconds", minSceneLengthSeconds, 0, 3600);
  checkBoolean("fades", options.fades);
  checkBoolean("dissolves", options.dissolves);
  const foreign =
    method === "threshold"
      ? (["sensitivity", "fades", "dissolves"] as const)
      : (["threshold"] as const);
  for (const key of foreign) {
    if (options[key] !== undefined)
      throw new ValidationError(`${key} means nothing to the method "${method}"; leave it out`);
  }
}

/** Throws unless `value` is absent or a number in the range. */
export function checkNumber(
  name: string,
  value: number | undefined,
  least: number,
  most: number,
): void {
  if (value === undefined) return;
  if (typeof value !== "number" || !(value >= least && value <= most))
    throw new ValidationError(
      `${name} must be a number from ${least}${most === Infinity ? "" : ` to ${most}`} (got ${String(value)})`,
    );
}

/** Throws unless `value` is absent or a boolean. */
export function checkBoolean(name: string, value: boolean | undefined): void {
  if (value !== undefined && typeof value !== "boolean")
    throw new ValidationError(`${name} must be true or false (got ${String(value)})`);
}

/** Throws for a key that is not among the known ones, with the nearest one that is. */
export function checkKeys(what: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const near = known.find((name) => name.toLowerCase().startsWith(key.toLowerCase().slice(0, 3)));
    throw new ValidationError(
      `${what}: unknown option "${key}"${near ? `; did you mean ${near}?` : ""} (known: ${known.join(", ")})`,
    );
  }
}
