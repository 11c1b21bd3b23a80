import { ValidationError } from "@tarash/core";
import type { BinaryOptions } from "./binary.ts";
import type { Crop, Mode } from "./decode.ts";
import {
  checkBoolean,
  checkDecision,
  checkKeys,
  checkNumber,
  decisionKeys,
  type DecisionOptions,
  type Detector,
} from "./detector.ts";
import type { Scene } from "./result.ts";

/** How far the work is. */
export interface Progress {
  /** 0 to 100; `undefined` where the file does not tell its length. */
  percent: number | undefined;
  frames: number;
  /** Seconds of video that are done. */
  seconds: number;
  /** Seconds of video a second of work: 20 means a minute takes three seconds. */
  speed: number;
  framesPerSecond: number;
  /** Estimated time that is left, in seconds. */
  secondsLeft: number | undefined;
}

/** What `detectScenes` takes. Everything may be left out. */
export interface DetectOptions extends Omit<DecisionOptions, "method">, BinaryOptions {
  /**
   * `adaptive`, `threshold`, or a detector of your own.
   * @default "adaptive"
   */
  method?: "adaptive" | "threshold" | Detector;
  /** Where to begin, in seconds. Frame numbers still count from the beginning of the file. @default 0 */
  start?: number;
  /** Where to stop, in seconds. @default the end of the file */
  end?: number;
  /** Look only at this rectangle, in pixels of the picture as it is shown. */
  crop?: Crop;
  /**
   * `accurate` decodes everything. `fast` leaves out the codec's deblocking: exact frames, a few per cent of doubtful
   * decisions may differ. `preview` decodes keyframes only: many times faster, cuts are placed at the next keyframe.
   * @default "accurate"
   */
  mode?: Mode;
  /** Longest time for the whole call, in milliseconds; then ffmpeg and its children are ended. @default no limit */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Throw `VideoInputError` `damaged` instead of warning when a file is truncated or corrupt. @default false */
  strict?: boolean;
  /** Protocols that an address may use. @default ["http", "https"] */
  protocols?: readonly string[];
  /** Called about four times a second, and once at the end. */
  onProgress?: (progress: Progress) => void;
  /** Called with each scene, in order, as soon as no later frame can change it. Detectors of your own decide at the end. */
  onScene?: (scene: Scene) => void | Promise<void>;
}

const keys = [
  ...decisionKeys,
  "start",
  "end",
  "crop",
  "mode",
  "ffmpegPath",
  "ffprobePath",
  "timeoutMs",
  "signal",
  "strict",
  "protocols",
  "onProgress",
  "onScene",
] as const satisfies (keyof DetectOptions)[];

/** Throws `ValidationError`, naming the option, its value and what is allowed. */
export function checkOptions(options: DetectOptions): void {
  checkKeys("detectScenes", options, keys);
  const { method, start, end, crop, mode = "accurate", timeoutMs } = options;
  if (typeof method === "object") {
    if (method === null || typeof method.start !== "function" || typeof method.name !== "string")
      throw new ValidationError("method: a detector has a name and a function start");
    for (const key of decisionKeys)
      if (key !== "method" && options[key] !== undefined)
        throw new ValidationError(
          `${key} means nothing to the detector "${method.name}"; leave it out`,
        );
  } else checkDecision(decisionOptions(options));
  checkNumber("start", start, 0, Infinity);
  checkNumber("end", end, 0, Infinity);
  if (end !== undefined && end <= (start ?? 0))
    throw new ValidationError(`end must lie after start (got start ${start ?? 0}, end ${end})`);
  if (!["accurate", "fast", "preview"].includes(mode))
    throw new ValidationError(`mode must be accurate, fast or preview (got ${String(mode)})`);
  checkNumber("timeoutMs", timeoutMs, 1, 2 ** 31 - 1);
  checkBoolean("strict", options.strict);
  if (crop) checkCrop(crop);
}

function checkCrop(crop: Crop): void {
  checkKeys("crop", crop, ["x", "y", "width", "height"]);
  for (const key of ["x", "y", "width", "height"] as const) {
    const least = key === "width" || key === "height" ? 2 : 0;
    if (!Number.isInteger(crop[key]) || crop[key] < least)
      throw new ValidationError(
        `crop.${key} must be a whole number from ${least} (got ${crop[key]})`,
      );
  }
}

/** The part of the options that the decision takes. */
export function decisionOptions(options: DetectOptions): DecisionOptions {
  const { method, ...rest } = options;
  const decision: DecisionOptions =
    typeof method === "object" || method === undefined ? {} : { method };
  for (const key of decisionKeys) {
    if (key !== "method" && rest[key] !== undefined) Object.assign(decision, { [key]: rest[key] });
  }
  return decision;
}
