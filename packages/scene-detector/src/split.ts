import { extname } from "node:path";
import { ValidationError } from "@tarash/core";
import { ffmpegArguments } from "./command.ts";
import { checkKeys, checkNumber } from "./detector.ts";
import { FfmpegError } from "./errors.ts";
import { logCallbackError } from "./log.ts";
import { probe } from "./probe.ts";
import type { Detection, Scene } from "./result.ts";
import { addressOf, type VideoInput } from "./source.ts";
import { fileNames } from "./template.ts";
import { inParallel } from "./workers.ts";
import { inWorkshop, runFfmpeg, writeWhole, type WorkOptions, type Workshop } from "./workshop.ts";

/** What `splitVideo` takes. */
export interface SplitOptions extends WorkOptions {
  /** Where the files go; made where it is missing. */
  folder: string;
  /**
   * `exact` encodes anew (H.264 and AAC in MP4), each file begins and ends at its frame. `copy` is fast and loses
   * nothing, but each file begins at the keyframe before its scene.
   * @default "exact"
   */
  mode?: "exact" | "copy";
  /** Name of each file: `{name}`, `{scene}`, `{start}`, `{frame}`. @default "{name}-scene-{scene}" */
  template?: string;
  /** How many files are made at once. @default 2 */
  parallel?: number;
  /** Quality of `exact`: x264's constant rate factor, 0 (lossless) to 51. @default 18 */
  crf?: number;
  /** Called after each file. */
  onProgress?: (progress: { done: number; total: number; clip: Clip }) => void;
}

/** One file that was cut out. */
export interface Clip {
  scene: Scene;
  path: string;
  /** Length of the file's video, measured after it was written. */
  durationSeconds: number;
}

/**
 * Cuts the video into one file a scene. Each file's length is measured before it gets its name;
 * `exact` throws `FfmpegError` `verify` when one is off by more than a frame and a half.
 */
export async function splitVideo(
  input: VideoInput,
  detection: Detection,
  options: SplitOptions,
): Promise<Clip[]> {
  checkKeys("splitVideo", options, splitKeys);
  const { folder, mode = "exact", template = "{name}-scene-{scene}", parallel = 2 } = options;
  if (mode !== "exact" && mode !== "copy")
    throw new ValidationError(`mode must be exact or copy (got ${String(mode)})`);
  checkNumber("crf", options.crf, 0, 51);
  checkNumber("parallel", parallel, 1, 64);
  if (detection.parts.length > 1)
    throw new ValidationError("splitVideo takes the scenes of one file, not of a list");
  const { scenes } = detection;
  const ending = mode === "exact" ? ".mp4" : containerOf(input);
  const names = fileNames(
    template,
    detection,
    scenes.map((scene) => ({ scene, image: 1 })),
    ending,
  );
  let done = 0;
  return inWorkshop(input, options, (workshop) =>
    inParallel(scenes, parallel, async (scene, index) => {
      let durationSeconds = 0;
      const path = await writeWhole(folder, names[index]!, async (partial) => {
        await runFfmpeg(
          workshop,
          workshop.sources[0]!,
          splitArguments(workshop, scene, mode, options, partial),
        );
        durationSeconds = await verifiedLength(workshop, partial, scene, mode, detection);
      });
      const clip = { scene, path, durationSeconds };
      done++;
      try {
        options.onProgress?.({ done, total: scenes.length, clip });
      } catch (error) {
        logCallbackError("onProgress")(error);
      }
      return clip;
    }),
  );
}

const splitKeys = [
  "folder",
  "mode",
  "template",
  "parallel",
  "crf",
  "onProgress",
  "signal",
  "timeoutMs",
  "protocols",
  "ffmpegPath",
  "ffprobePath",
] as const satisfies (keyof SplitOptions)[];

function splitArguments(
  { sources }: Workshop,
  { start, end, durationSeconds }: Scene,
  mode: "exact" | "copy",
  { crf = 18 }: SplitOptions,
  output: string,
): string[] {
  const source = sources[0]!;
  // Half a millisecond early: a time rounded up would skip the first frame.
  const from = Math.max(0, start.seconds - 5e-4);
  const codecs =
    mode === "copy"
      ? ["-c", "copy", "-avoid_negative_ts", "make_zero"]
      : `-c:v libx264 -preset fast -crf ${crf} -pix_fmt yuv420p -frames:v ${end.frame - start.frame} -c:a aac -b:a 192k -vf ${evenSize} -movflags +faststart`.split(
          " ",
        );
  return ffmpegArguments({
    inputs: [
      {
        options: [...source.options, "-ss", from.toFixed(6), "-t", durationSeconds.toFixed(6)],
        source: source.source,
      },
    ],
    options: ["-map", "0:V:0", "-map", "0:a?", ...codecs, "-map_chapters", "-1", "-y"],
    output: `file:${output}`,
  });
}

/** Odd sizes cannot be stored with halved colour. */
const evenSize = "scale=trunc(iw/2)*2:trunc(ih/2)*2";

async function verifiedLength(
  { ffprobe, signal }: Workshop,
  path: string,
  scene: Scene,
  mode: "exact" | "copy",
  { video }: Detection,
): Promise<number> {
  const written = { source: `file:${path}`, options: [], name: path };
  const { durationSeconds = 0 } = await probe(ffprobe, written, signal);
  const frame = video.frameRate.denominator / video.frameRate.numerator;
  const off = Math.abs(durationSeconds - scene.durationSeconds);
  if (durationSeconds <= 0 || (mode === "exact" && off > 1.5 * frame + 0.001))
    throw new FfmpegError(
      "verify",
      `scene ${scene.index + 1}: the file is ${durationSeconds.toFixed(3)} s long instead of ${scene.durationSeconds.toFixed(3)} s`,
    );
  return durationSeconds;
}

function containerOf(input: VideoInput): string {
  const path = addressOf(input)?.pathname ?? (typeof input === "string" ? input : "");
  const ending = extname(path).toLowerCase();
  return /^\.(mp4|m4v|mov|mkv|webm|ts|avi|mpg)$/.test(ending) ? ending : ".mkv";
}
