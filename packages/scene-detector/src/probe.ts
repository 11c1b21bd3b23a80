import { FfmpegError, ffmpegReason, inputCode, VideoInputError } from "./errors.ts";
import { run } from "./process.ts";
import type { VideoInfo } from "./result.ts";
import type { Source } from "./source.ts";
import type { Rational } from "./stats.ts";

interface ProbeStream {
  codec_type?: string;
  codec_name?: string;
  width?: number;
  height?: number;
  pix_fmt?: string;
  avg_frame_rate?: string;
  r_frame_rate?: string;
  start_time?: string;
  duration?: string;
  field_order?: string;
  color_transfer?: string;
  sample_aspect_ratio?: string;
  disposition?: { attached_pic?: number };
  tags?: Record<string, string>;
  side_data_list?: { rotation?: number }[];
}

interface ProbeAnswer {
  streams?: ProbeStream[];
  format?: { duration?: string; start_time?: string };
}

/** What ffprobe tells, and where the video stream begins on the file's time line. */
export interface Probe extends VideoInfo {
  /** When the file begins on its own clock, in seconds: what ffmpeg subtracts from every time. */
  fileStartSeconds: number;
  /** When the video stream ends, from the start of the file; `undefined` where the file does not tell. */
  endSeconds: number | undefined;
  /** Whether `endSeconds` is the whole file's, which sound may lengthen. */
  endOfFileOnly: boolean;
}

/** Asks ffprobe about the first real video stream; throws `VideoInputError` when there is none. */
export async function probe(
  ffprobe: string,
  source: Source,
  signal: AbortSignal | undefined,
): Promise<Probe> {
  const answer = (await runProbe(ffprobe, source, signal, [
    "-show_format",
    "-show_streams",
    "-print_format",
    "json",
  ])) as ProbeAnswer;
  const streams = answer.streams ?? [];
  const stream = streams.find(
    ({ codec_type, disposition }) => codec_type === "video" && !disposition?.attached_pic,
  );
  if (!stream) {
    const cover = streams.some(({ disposition }) => disposition?.attached_pic);
    throw new VideoInputError(
      "no-video",
      `${nameOf(source)} has no video stream${cover ? ", only sound and a cover picture" : ""}`,
    );
  }
  if (textCodecs.has(stream.codec_name ?? ""))
    throw new VideoInputError("invalid", `${nameOf(source)} is text, not a video`);
  return describe(source, stream, answer, streams);
}

/** ffmpeg draws text files as if they were terminals. */
const textCodecs = new Set(["ansi", "bintext", "xbin", "idf"]);

function describe(
  source: Source,
  stream: ProbeStream,
  { format }: ProbeAnswer,
  streams: readonly ProbeStream[],
): Probe {
  const rotation = rotationOf(stream);
  const sideways = rotation % 180 !== 0;
  const { width = 0, height = 0 } = stream;
  const average = rational(stream.avg_frame_rate);
  const base = rational(stream.r_frame_rate);
  const frameRate = average ?? base ?? { numerator: 25, denominator: 1 };
  const fileStartSeconds = number(format?.start_time) ?? 0;
  const duration = number(stream.duration) ?? clockSeconds(stream.tags?.["DURATION"]);
  const durationSeconds = duration ?? number(format?.duration);
  const offset =
    duration === undefined ? 0 : (number(stream.start_time) ?? fileStartSeconds) - fileStartSeconds;
  return {
    name: source.name,
    width: sideways ? height : width,
    height: sideways ? width : height,
    rotation,
    frameRate,
    variableFrameRate:
      average !== undefined &&
      base !== undefined &&
      Math.abs(ratio(average) / ratio(base) - 1) > 0.005,
    durationSeconds,
    codec: stream.codec_name ?? "unknown",
    pixelFormat: stream.pix_fmt,
    interlaced: ["tt", "bb", "tb", "bt"].includes(stream.field_order ?? ""),
    hdr: ["smpte2084", "arib-std-b67"].includes(stream.color_transfer ?? ""),
    hasAudio: streams.some(({ codec_type }) => codec_type === "audio"),
    fileStartSeconds,
    endSeconds: durationSeconds === undefined ? undefined : offset + durationSeconds,
    endOfFileOnly: duration === undefined,
  };
}

/** Presentation times of all frames in order, on the file's own clock, without decoding a picture. */
export async function frameTimes(
  ffprobe: string,
  source: Source,
  untilSeconds: number | undefined,
  signal: AbortSignal | undefined,
): Promise<Float64Array> {
  let times = new Float64Array(4096);
  let count = 0;
  const until = untilSeconds === undefined ? [] : ["-read_intervals", `%+${untilSeconds + 5}`];
  await runProbe(
    ffprobe,
    source,
    signal,
    [
      ...until,
      "-select_streams",
      "V:0",
      "-show_entries",
      "packet=pts_time,flags",
      "-of",
      "csv=p=0",
    ],
    (line) => {
      const [time, flags = ""] = line.split(",");
      // Transport streams have empty lines between, and packets may have no time.
      const seconds = time ? Number(time) : Number.NaN;
      // Packets that an edit list hides are flagged D: they are decoded and never shown.
      if (!Number.isFinite(seconds) || flags.includes("D")) return;
      if (count === times.length) {
        const longer = new Float64Array(times.length * 2);
        longer.set(times);
        times = longer;
      }
      times[count++] = seconds;
    },
  );
  return times.subarray(0, count).sort();
}

async function runProbe(
  ffprobe: string,
  source: Source,
  signal: AbortSignal | undefined,
  parameters: readonly string[],
  onLine?: (line: string) => void,
): Promise<unknown> {
  const told: string[] = [];
  let output = "";
  const { exitCode } = await run(
    ffprobe,
    ["-v", "error", "-hide_banner", ...source.options, ...parameters, "-i", source.source],
    {
      signal,
      // The installer's static build crashes on MPEG-TS when it loads the system's character tables.
      environment: { GCONV_PATH: "/nonexistent" },
      onOutput(chunk) {
        output += chunk.toString("utf8");
        if (!onLine) return;
        const lines = output.split("\n");
        output = lines.pop()!;
        lines.forEach(onLine);
      },
      onErrorLine(line) {
        if (told.length < 50) told.push(line);
      },
    },
  ).catch((error: unknown) => {
    if (error instanceof Error && "syscall" in error)
      throw new FfmpegError("missing", `${ffprobe} could not be started: ${error.message}`, {
        cause: error,
      });
    throw error;
  });
  if (exitCode === 0) return onLine ? undefined : JSON.parse(output);
  throw sourceError(source, told, exitCode, "ffprobe");
}

/** The error that ffmpeg's or ffprobe's last words stand for. */
export function sourceError(
  source: Source,
  lines: readonly string[],
  exitCode: number | undefined,
  program: string,
): VideoInputError | FfmpegError {
  const spoken = lines.map((line) => line.replaceAll(source.source, nameOf(source)));
  const reason = ffmpegReason(spoken) || `${program} ended with code ${exitCode ?? "none"}`;
  if (/No space left|Disk quota/i.test(reason)) return new FfmpegError("disk-full", reason);
  if (/No such filter/i.test(reason)) return new FfmpegError("filters", reason);
  const code = inputCode(reason);
  const words = reason.startsWith(nameOf(source)) ? reason : `${nameOf(source)}: ${reason}`;
  if (code) return new VideoInputError(code, words);
  return new FfmpegError("failed", `${program}: ${words}`, { stderr: spoken.join("\n"), exitCode });
}

export function nameOf(source: Source): string {
  return source.name ?? "the input";
}

function rotationOf({ side_data_list = [], tags }: ProbeStream): number {
  const matrix = side_data_list.find(({ rotation }) => rotation !== undefined)?.rotation;
  // The display matrix counts counter-clockwise, the old tag clockwise.
  const degrees = matrix === undefined ? Number(tags?.["rotate"] ?? 0) : -matrix;
  return (((Math.round(degrees / 90) * 90) % 360) + 360) % 360;
}

function rational(text: string | undefined): Rational | undefined {
  const [numerator = 0, denominator = 0] = (text ?? "").split("/").map(Number);
  return numerator > 0 && denominator > 0 ? { numerator, denominator } : undefined;
}

function ratio({ numerator, denominator }: Rational): number {
  return numerator / denominator;
}

function number(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || !Number.isFinite(value) ? undefined : value;
}

/** Matroska keeps a stream's length as `00:00:10.500000000`. */
function clockSeconds(text: string | undefined): number | undefined {
  const [, hours, minutes, seconds] = /^(\d+):(\d+):([\d.]+)$/.exec(text ?? "") ?? [];
  if (seconds === undefined) return undefined;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
