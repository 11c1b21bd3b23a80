import type { Ffmpeg } from "./binary.ts";
import { firstAtOrAfter } from "./cut.ts";
import { decode, type Decoded } from "./decode.ts";
import { VideoInputError } from "./errors.ts";
import type { DetectOptions } from "./options.ts";
import { frameTimes, nameOf, probe, type Probe } from "./probe.ts";
import type { Warning } from "./result.ts";
import type { Source } from "./source.ts";

/** What one file is read with. */
export interface PassPlan {
  source: Source;
  ffmpeg: Ffmpeg;
  ffprobe: string;
  options: DetectOptions;
  width: number;
  height: number;
  signal: AbortSignal | undefined;
}

/** What is known when the first frame arrives. */
export interface Head {
  video: Probe;
  /** Number of the first decoded frame in the file. */
  firstFrame: number;
}

export interface Pass extends Head {
  endSeconds: number;
  /** In `preview` mode the numbers of the keyframes. */
  frameNumbers: Uint32Array | undefined;
  warnings: Warning[];
}

/** A time is looked up half a millisecond early, because ffprobe and ffmpeg round differently. */
const slack = 5e-4;

/** Reads one file once. ffprobe works beside ffmpeg; the first frame waits for it. */
export async function readPass(
  plan: PassPlan,
  sink: (rgb: Uint8Array, seconds: number, score: number, head: Head) => void | Promise<void>,
): Promise<Pass> {
  const { source, ffprobe, options } = plan;
  const { start = 0, end, mode = "accurate", crop, method } = options;
  const stop = new AbortController();
  const signal = plan.signal ? AbortSignal.any([plan.signal, stop.signal]) : stop.signal;
  const keyframeTimes: number[] = [];
  let head: Head | undefined;
  let lastSeconds = start;

  const probing = probe(ffprobe, source, plan.signal).then((video) => {
    if (crop && (crop.x + crop.width > video.width || crop.y + crop.height > video.height))
      throw new VideoInputError(
        "invalid",
        `crop ${crop.width}x${crop.height} at ${crop.x},${crop.y} does not fit into ${nameOf(source)} (${video.width}x${video.height})`,
      );
    return video;
  });
  const allTimes =
    start > 0 || mode === "preview"
      ? Promise.all([
          probing,
          frameTimes(ffprobe, source, mode === "preview" ? end : start, plan.signal),
        ]).then(([video, times]) => times.map((time) => time - video.fileStartSeconds))
      : undefined;
  allTimes?.catch(() => undefined);
  // A file that ffprobe refuses needs no decoding.
  probing.catch(() => stop.abort());

  const begin = async (rgb: Uint8Array, seconds: number, score: number): Promise<void> => {
    const video = await probing;
    const times = await allTimes;
    head = { video, firstFrame: times ? firstAtOrAfter(times, seconds - slack) : 0 };
    await sink(rgb, seconds, score, head);
  };

  const decoding = decode(
    {
      ...plan,
      signal,
      mode,
      start,
      end,
      crop,
      scoreFullFrames: method === "threshold",
    },
    (rgb, seconds, score) => {
      lastSeconds = seconds;
      if (mode === "preview") keyframeTimes.push(seconds);
      return head ? sink(rgb, seconds, score, head) : begin(rgb, seconds, score);
    },
  );
  const [probed, outcome] = await Promise.allSettled([probing, decoding]);
  if (probed.status === "rejected") throw probed.reason;
  if (outcome.status === "rejected") throw outcome.reason;
  const video = probed.value;
  if (!head)
    throw new VideoInputError(
      start > 0 ? "not-found" : "invalid",
      start > 0
        ? `${nameOf(source)} has no frame at or after ${start} s`
        : `no frame of ${nameOf(source)} could be decoded${outcome.value.complaints[0] ? `: ${outcome.value.complaints[0]}` : ""}`,
    );
  const endSeconds = endOf(video, lastSeconds, options);
  const warnings = damage(plan, video, outcome.value, lastSeconds);
  if (options.strict && warnings.length > 0)
    throw new VideoInputError("damaged", warnings.map(({ message }) => message).join("; "));
  const times = mode === "preview" ? await allTimes : undefined;
  return {
    ...head,
    endSeconds,
    warnings,
    frameNumbers:
      times && Uint32Array.from(keyframeTimes, (time) => firstAtOrAfter(times, time - slack)),
  };
}

/** The end that the file tells, unless the last frame contradicts it. */
function endOf(video: Probe, lastSeconds: number, { end, mode }: DetectOptions): number {
  const step = video.frameRate.denominator / video.frameRate.numerator;
  const told = video.endOfFileOnly ? undefined : video.endSeconds;
  // Keyframes may lie far apart; between frames of a full decode two seconds are a hole in the file.
  const gap = mode === "preview" ? Infinity : step + 2;
  const plausible = told !== undefined && told > lastSeconds && told < lastSeconds + gap;
  const natural = plausible ? told : lastSeconds + step;
  return end === undefined ? natural : Math.min(natural, Math.max(end, lastSeconds));
}

function damage(
  { source, options }: PassPlan,
  video: Probe,
  { errors, complaints }: Decoded,
  lastSeconds: number,
): Warning[] {
  const warnings: Warning[] = [];
  const step = video.frameRate.denominator / video.frameRate.numerator;
  const expected = Math.min(video.endSeconds ?? 0, options.end ?? Infinity);
  const missing = expected - lastSeconds - step;
  // Sound may outlast the picture, and the last frame of a slide show lasts long: then only an error proves a loss.
  const certain = !video.endOfFileOnly && !video.variableFrameRate;
  const tolerance = certain && options.mode !== "preview" ? Math.max(0.5, expected * 0.01) : 1;
  if (missing > tolerance && (errors > 0 || (certain && options.mode !== "preview")))
    warnings.push({
      code: "truncated",
      message: `${nameOf(source)} is truncated: decoded ${lastSeconds.toFixed(1)} of ${expected.toFixed(1)} s`,
    });
  if (errors > 0)
    warnings.push({
      code: "corrupt",
      message: `${nameOf(source)} is damaged: the decoder reported ${errors} error${errors === 1 ? "" : "s"} (${complaints[0]})`,
    });
  return warnings;
}
