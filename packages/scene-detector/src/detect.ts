import { ValidationError } from "@tarash/core";
import { findBinary, findFfmpeg } from "./binary.ts";
import { decide } from "./detector.ts";
import { frameHeight, frameWidth, resize } from "./frame.ts";
import { liveScenes } from "./live.ts";
import { logCallbackError } from "./log.ts";
import { createFrameMeter, type FrameMeter } from "./meter.ts";
import { checkOptions, decisionOptions, type DetectOptions } from "./options.ts";
import { readPass, type Head, type Pass, type PassPlan } from "./pass.ts";
import type { Probe } from "./probe.ts";
import { deadline } from "./process.ts";
import { progressReporter } from "./progress.ts";
import type { Detection, Part, VideoInfo, Warning } from "./result.ts";
import { toCuts, toScenes } from "./scenes.ts";
import { sourceOpener, type VideoInput } from "./source.ts";
import type { FrameStats } from "./stats.ts";

/**
 * Finds the scenes of a video in one pass of ffmpeg.
 * A list of inputs is one film: its times follow one another, and a new file begins a new scene only where
 * the picture changes.
 *
 * Throws `ValidationError` (an option), `VideoInputError` (the video), `FfmpegError` (ffmpeg itself),
 * `TimeoutError` and `CancelledError`. Nothing stays behind: no process, no temporary file.
 */
export async function detectScenes(
  input: VideoInput | readonly VideoInput[],
  options: DetectOptions = {},
): Promise<Detection> {
  checkOptions(options);
  const inputs = isList(input) ? input : [input];
  if (inputs.length === 0) throw new ValidationError("the list of inputs is empty");
  if (inputs.length > 1 && (options.start !== undefined || options.end !== undefined))
    throw new ValidationError("start and end apply to a single input, not to a list");
  const signal = deadline(options);
  const ffprobe = findBinary("ffprobe", options);
  const ffmpeg = await findFfmpeg(options, signal);
  await using opener = sourceOpener({ protocols: options.protocols, signal });
  const { width, height } = frameSize(options);
  const film = createFilm(options, inputs.length);
  for (const one of inputs) {
    const source = await opener.open(one);
    await film.read({ source, ffmpeg, ffprobe, options, width, height, signal });
  }
  return film.finish();
}

function isList(input: VideoInput | readonly VideoInput[]): input is readonly VideoInput[] {
  return Array.isArray(input);
}

function frameSize({ method }: DetectOptions): { width: number; height: number } {
  const own = typeof method === "object" ? method.frameSize : undefined;
  return own ?? { width: frameWidth, height: frameHeight };
}

interface Film {
  read(plan: PassPlan): Promise<void>;
  finish(): Promise<Detection>;
}

/** Puts the passes over one or more files together to one time line. */
function createFilm(options: DetectOptions, files: number): Film {
  const { method, mode = "accurate", start = 0, onScene, onProgress } = options;
  const own = typeof method === "object" ? method : undefined;
  const tiny = own?.frameSize ? new Uint8Array(frameWidth * frameHeight * 3) : undefined;
  const { width, height } = frameSize(options);
  const live =
    onScene &&
    liveScenes(
      own || mode === "preview" ? undefined : (stats) => decide(stats, decisionOptions(options)),
      onScene,
      logCallbackError("onScene"),
    );
  const progress = onProgress && progressReporter(onProgress, logCallbackError("onProgress"));
  const parts: Part[] = [];
  const warnings: Warning[] = [];
  const frameNumbers: number[] = [];
  let session: ReturnType<NonNullable<typeof own>["start"]> | undefined;
  let meter: FrameMeter | undefined;
  let frames = 0;
  let endSeconds = 0;

  function begin({ video, firstFrame }: Head): FrameMeter {
    const { frameRate } = video;
    session ??= own?.start({ frameRate });
    return (meter ??= createFrameMeter({
      frameRate,
      firstFrame,
      keyframesOnly: mode === "preview",
      expectedFrames: 64 + (video.endSeconds ?? 0) * (frameRate.numerator / frameRate.denominator),
    }));
  }

  function append({ video, firstFrame, frameNumbers: numbers, warnings: found }: Pass): void {
    const before = parts.length === 0 ? 0 : frames;
    for (const number of numbers ?? []) frameNumbers.push(before + number);
    warnings.push(...found);
    parts.push({
      name: video.name,
      firstFrame: parts.length === 0 ? firstFrame : before,
      startSeconds: parts.length === 0 ? start : endSeconds,
      video: publicInfo(video),
    });
  }

  return {
    async read(plan) {
      const shift = endSeconds;
      let inFile = 0;
      const pass = await readPass(plan, (rgb, seconds, score, head) => {
        const measuring = begin(head);
        measuring.push(tiny ? resize(rgb, width, height, tiny) : rgb, seconds + shift, score);
        inFile++;
        const measured = frames + inFile;
        progress?.frame(measured, seconds + shift - start, () =>
          done(head.video, seconds, options, parts.length, files),
        );
        live?.frame(measured, measuring.stats);
        return session?.push?.({
          index: measured - 1,
          seconds: seconds + shift,
          rgb,
          width,
          height,
        });
      });
      append(pass);
      frames += inFile;
      endSeconds = shift + pass.endSeconds;
    },
    async finish() {
      const measured = meter!.stats();
      const stats: FrameStats = {
        ...measured,
        endSeconds,
        ...(mode === "preview" ? { frameNumbers: Uint32Array.from(frameNumbers) } : {}),
      };
      const boundaries = session
        ? await session.finish(stats)
        : decide(stats, decisionOptions(options)).boundaries;
      const cuts = toCuts(boundaries, stats);
      const scenes = toScenes(cuts, stats);
      await live?.finish(scenes);
      progress?.finish(frames, endSeconds - start);
      const video = parts[0]!.video;
      if (mode !== "preview") video.variableFrameRate ||= isIrregular(stats);
      return { scenes, cuts, video, parts, stats, warnings };
    },
  };
}

function done(
  video: Probe,
  seconds: number,
  { start = 0, end }: DetectOptions,
  file: number,
  files: number,
): number | undefined {
  if (video.endSeconds === undefined && end === undefined) return undefined;
  const last = Math.min(video.endSeconds ?? Infinity, end ?? Infinity);
  return (file + Math.min(1, (seconds - start) / Math.max(0.001, last - start))) / files;
}

/** Whether more than one in a hundred frames is shown a fifth shorter or longer than the usual one. */
function isIrregular({ times, frames }: FrameStats): boolean {
  if (frames < 3) return false;
  const steps = Float64Array.from(
    { length: frames - 1 },
    (_, index) => times[index + 1]! - times[index]!,
  );
  const usual = steps.slice().sort()[steps.length >> 1]!;
  const odd = steps.reduce(
    (count, step) => (Math.abs(step - usual) > usual / 5 ? count + 1 : count),
    0,
  );
  return odd > steps.length / 100;
}

function publicInfo(video: Probe): VideoInfo {
  const { fileStartSeconds: _start, endSeconds: _end, endOfFileOnly: _whole, ...info } = video;
  return info;
}
