import type { Ffmpeg } from "./binary.ts";
import { FfmpegError } from "./errors.ts";
import { run } from "./process.ts";
import { sourceError } from "./probe.ts";
import type { Source } from "./source.ts";

/** How much of the work ffmpeg may leave out. */
export type Mode = "accurate" | "fast" | "preview";

/** A rectangle in pixels of the picture as it is shown. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface DecodePlan {
  ffmpeg: Ffmpeg;
  source: Source;
  mode: Mode;
  /** Whether ffmpeg scores the full frame, as its own users do, or the tiny one. */
  scoreFullFrames: boolean;
  /** Size of the frames that are delivered. */
  width: number;
  height: number;
  start?: number | undefined;
  end?: number | undefined;
  crop?: Crop | undefined;
  signal?: AbortSignal | undefined;
}

/** Takes one frame; decoding waits for what it returns. The pixels are only valid during the call. */
export type FrameSink = (rgb: Uint8Array, seconds: number, score: number) => void | Promise<void>;

export interface Decoded {
  frames: number;
  /** How many errors the decoder reported, and the first few. */
  errors: number;
  complaints: string[];
}

const modeOptions: Record<Mode, readonly string[]> = {
  accurate: [],
  fast: ["-skip_loop_filter", "all", "-flags2", "+fast"],
  preview: ["-skip_frame", "nokey"],
};

/**
 * One pass of ffmpeg: tiny RGB frames on its output, their times and scene scores in its log. RGB is asked for
 * before the scoring, so that every build scores and delivers the same bytes (the build of 2018 can only score RGB).
 */
function decodeArguments(plan: DecodePlan): string[] {
  const { ffmpeg, source, mode, scoreFullFrames, width, height, start = 0, end, crop } = plan;
  const scaler = mode === "preview" ? "fast_bilinear" : "area";
  const shrink = `scale=${width}:${height}:flags=${scaler},format=rgb24`;
  // Microseconds whatever the stream's time base; one frame a second afterwards, so that the writer never sees two alike.
  const score = "settb=1/1000000,select='gte(scene,0)',metadata=print,setpts=N/TB";
  const cut = crop ? `crop=${crop.width}:${crop.height}:${crop.x}:${crop.y},` : "";
  const filter = cut + (scoreFullFrames ? `${score},${shrink}` : `${shrink},${score}`);
  // Written out, without fluent-ffmpeg: loading it costs a short clip a tenth of its time.
  const input = ["-nostdin", "-hide_banner", "-nostats", ...source.options, ...modeOptions[mode]];
  if (start > 0) input.push("-ss", start.toFixed(6));
  if (end !== undefined) input.push("-t", (end - start).toFixed(6));
  input.push("-i", source.source, "-map", "0:V:0", "-vf", filter, ...ffmpeg.everyFrame);
  return [...input, "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1"];
}

const decoderError =
  /error while decoding|corrupt|concealing|Invalid NAL|partial file|non-existing PPS|decode_slice_header error|no frame!|Error (parsing|submitting|splitting)|Invalid data found when processing|File ended prematurely|Truncat|missing picture|stream ends prematurely|ac-tex damaged|Overread|invalid (mb|slice)|Missing reference|Could not find ref|slice below image|bytestream/i;

/** Runs the pass and hands over each frame with its time and score. */
export async function decode(plan: DecodePlan, sink: FrameSink): Promise<Decoded> {
  const { ffmpeg, source, width, height, start = 0, signal } = plan;
  const size = width * height * 3;
  const partial = new Uint8Array(size);
  let filled = 0;
  const described: { seconds: number; score: number }[] = [];
  let seconds = Number.NaN;
  const waiting: Uint8Array[] = [];
  const told: string[] = [];
  const complaints: string[] = [];
  const decoded: Decoded = { frames: 0, errors: 0, complaints };
  let lastSeconds = start;

  const deliver = (rgb: Uint8Array): void | Promise<void> => {
    const facts = described.shift()!;
    // A frame without a time keeps its place after the one before.
    lastSeconds = Number.isNaN(facts.seconds) ? lastSeconds + 1e-3 : facts.seconds + start;
    decoded.frames++;
    return sink(rgb, lastSeconds, facts.score);
  };

  const drain = async (): Promise<void> => {
    while (waiting.length > 0 && described.length > 0) await deliver(waiting.shift()!);
  };

  const onFrame = async (rgb: Uint8Array): Promise<void> => {
    if (waiting.length > 0) await drain();
    // The log line of a frame is written first but may be read later.
    if (waiting.length > 0 || described.length === 0) {
      waiting.push(rgb.slice());
      while (waiting.length > 64) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        await drain();
      }
    } else {
      const work = deliver(rgb);
      if (work) await work;
    }
  };

  const { exitCode, killedBy } = await run(ffmpeg.path, decodeArguments(plan), {
    signal,
    async onOutput(chunk) {
      let offset = 0;
      if (filled > 0) {
        offset = Math.min(chunk.length, size - filled);
        partial.set(chunk.subarray(0, offset), filled);
        filled += offset;
        if (filled < size) return;
        filled = 0;
        await onFrame(partial);
      }
      for (; offset + size <= chunk.length; offset += size)
        await onFrame(chunk.subarray(offset, offset + size));
      partial.set(chunk.subarray(offset), 0);
      filled = chunk.length - offset;
    },
    onErrorLine(line) {
      const time = /\bframe:\d+ +pts:(\S+)/.exec(line);
      if (time) {
        seconds = time[1] === "NOPTS" ? Number.NaN : Number(time[1]) / 1e6;
        return;
      }
      const score = /lavfi\.scene_score=([\d.]+)/.exec(line);
      if (score) {
        described.push({ seconds, score: Number(score[1]) });
        return;
      }
      if (told.push(line) > 60) told.shift();
      if (!decoderError.test(line)) return;
      decoded.errors++;
      if (complaints.length < 5) complaints.push(line.replace(/^(\[[^\]]*\] )+/, ""));
    },
  }).catch((error: unknown) => {
    if (error instanceof Error && "syscall" in error)
      throw new FfmpegError("missing", `${ffmpeg.path} could not be started: ${error.message}`, {
        cause: error,
      });
    throw error;
  });
  await drain();
  if (killedBy)
    throw new FfmpegError(
      "killed",
      `ffmpeg was killed by ${killedBy} after ${decoded.frames} frames`,
      {
        stderr: told.join("\n"),
      },
    );
  if (exitCode !== 0 && (decoded.frames === 0 || decoded.errors === 0))
    throw sourceError(source, told, exitCode, "ffmpeg");
  return decoded;
}
