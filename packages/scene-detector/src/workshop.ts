import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findBinary, findFfmpeg, type BinaryOptions, type Ffmpeg } from "./binary.ts";
import { FfmpegError, ffmpegReason } from "./errors.ts";
import { sourceError } from "./probe.ts";
import { deadline, run } from "./process.ts";
import type { Detection } from "./result.ts";
import { isErrno, sourceOpener, type Source, type VideoInput } from "./source.ts";

/** What everything that works on the video again takes. */
export interface WorkOptions extends BinaryOptions {
  signal?: AbortSignal;
  /** Longest time for the whole call, in milliseconds. @default no limit */
  timeoutMs?: number;
  /** Protocols that an address may use. @default ["http", "https"] */
  protocols?: readonly string[];
}

/** Opened inputs, with the tools to work on them. */
export interface Workshop {
  ffmpeg: Ffmpeg;
  ffprobe: string;
  sources: readonly Source[];
  signal: AbortSignal | undefined;
}

/** Opens the inputs of a detection again, does the work, and removes what was spooled. */
export async function inWorkshop<Result>(
  input: VideoInput | readonly VideoInput[],
  options: WorkOptions,
  work: (workshop: Workshop) => Promise<Result>,
): Promise<Result> {
  const signal = deadline(options);
  const ffprobe = findBinary("ffprobe", options);
  const ffmpeg = await findFfmpeg(options, signal);
  await using opener = sourceOpener({ protocols: options.protocols, signal });
  const sources: Source[] = [];
  for (const one of Array.isArray(input) ? (input as readonly VideoInput[]) : [input as VideoInput])
    sources.push(await opener.open(one));
  return await work({ ffmpeg, ffprobe, sources, signal });
}

/** Runs ffmpeg on a source and returns what it wrote to its output. */
export async function runFfmpeg(
  { ffmpeg, signal }: Workshop,
  source: Source,
  parameters: readonly string[],
): Promise<Buffer> {
  const told: string[] = [];
  const pieces: Buffer[] = [];
  const { exitCode, killedBy } = await run(ffmpeg.path, parameters, {
    signal,
    onOutput: (chunk) => void pieces.push(chunk),
    onErrorLine(line) {
      if (told.push(line) > 60) told.shift();
    },
  });
  if (killedBy)
    throw new FfmpegError("killed", `ffmpeg was killed by ${killedBy}`, {
      stderr: told.join("\n"),
    });
  // Old builds end with 0 when the last of a file could not be written.
  const full = told.find((line) => /No space left|File too large|Disk quota/i.test(line));
  if (full)
    throw new FfmpegError("disk-full", ffmpegReason([full]), { stderr: told.join("\n"), exitCode });
  if (exitCode !== 0) throw sourceError(source, told, exitCode, "ffmpeg");
  return Buffer.concat(pieces);
}

/** The source that holds a moment of the common time line, and the moment on its own clock. */
export function locate(
  { parts }: Detection,
  sources: readonly Source[],
  seconds: number,
): { source: Source; seconds: number } {
  let index = parts.length - 1;
  while (index > 0 && parts[index]!.startSeconds > seconds) index--;
  return {
    source: sources[Math.min(index, sources.length - 1)]!,
    seconds: index === 0 ? seconds : seconds - parts[index]!.startSeconds,
  };
}

/** Has `produce` write to a temporary name beside the target, and renames it when it is whole. */
export async function writeWhole(
  folder: string,
  name: string,
  produce: (partial: string) => Promise<void>,
): Promise<string> {
  const path = join(folder, name);
  const partial = join(folder, `.${randomUUID()}-${name.slice(-60)}`);
  try {
    await mkdir(folder, { recursive: true });
    await produce(partial);
    await rename(partial, path);
    return path;
  } catch (error) {
    await rm(partial, { force: true });
    if (isErrno(error, "ENOSPC") || isErrno(error, "EDQUOT"))
      throw new FfmpegError("disk-full", `no space left to write ${path}`, { cause: error });
    throw error;
  }
}

/** Writes bytes or text as a whole or not at all. */
export function saveWhole(
  folder: string,
  name: string,
  content: Uint8Array | string,
): Promise<string> {
  return writeWhole(folder, name, (partial) => writeFile(partial, content));
}
