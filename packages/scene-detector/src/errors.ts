import { TarashError } from "@tarash/core";

/** Why a video could not be read. */
export type VideoInputCode =
  | "not-found"
  | "not-a-file"
  | "unreadable"
  | "protocol"
  | "network"
  | "no-video"
  | "invalid"
  | "damaged";

/**
 * The input is no video that can be read, or (under `strict`) only a part of it can.
 * `code` says which; the message names the input and ffmpeg's own reason.
 */
export class VideoInputError extends TarashError {
  override name = "VideoInputError" as const;
  readonly code: VideoInputCode;
  constructor(code: VideoInputCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

/** What went wrong with ffmpeg itself. */
export type FfmpegCode = "missing" | "filters" | "failed" | "killed" | "disk-full" | "verify";

/** ffmpeg or ffprobe is missing, lacks a filter, failed, was killed, or found the disk full. */
export class FfmpegError extends TarashError {
  override name = "FfmpegError" as const;
  readonly code: FfmpegCode;
  /** The last lines that ffmpeg wrote, without the noise; empty when it never ran. */
  readonly stderr: string;
  /** ffmpeg's exit code, where it ended by itself. */
  readonly exitCode: number | undefined;
  constructor(
    code: FfmpegCode,
    message: string,
    options: { cause?: unknown; stderr?: string; exitCode?: number | undefined } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.stderr = options.stderr ?? "";
    this.exitCode = options.exitCode;
  }
}

/** The reason that ffmpeg gave, from the lines that it wrote. */
export function ffmpegReason(lines: readonly string[]): string {
  const told = lines
    .map((line) => line.replace(/^(\[[^\]]*\] )+/, "").trim())
    .filter((line) => line !== "" && !consequence.test(line));
  const decisive = told.filter((line) => cause.test(line));
  return [...new Set(decisive.length > 0 ? decisive : told)].slice(-2).join("; ");
}

const consequence =
  /^(Conversion failed|Error reinitializing filters|Failed to inject frame|Error while (processing|filtering)|Error initializing (complex )?filters|Error (initializing|opening|configuring) (output|input|filter)|Press \[q\]|Last message repeated|Exiting|-vsync is deprecated|Nothing was written|Finishing stream|video:|frame=|At least one output)/i;
const cause =
  /No such filter|No such file|Invalid data found|moov atom not found|No space left|matches no streams|Permission denied|Connection|refused|Protocol|whitelist|not found|Server returned|Unknown (encoder|decoder)|Input\/output error|timed out|resolve|Is a directory|Disk quota|could not|cannot|unable/i;

/** What ffmpeg's words mean for the caller; `undefined` where the input is not to blame. */
export function inputCode(reason: string): VideoInputCode | undefined {
  if (/matches no streams|does not contain any stream|Output file #0 does not/i.test(reason))
    return "no-video";
  if (/whitelist|Protocol not found/i.test(reason)) return "protocol";
  if (
    /Connection|Server returned|Failed to resolve|Network|timed out|Name or service|HTTP error/i.test(
      reason,
    )
  )
    return "network";
  if (/Permission denied/i.test(reason)) return "unreadable";
  if (/Is a directory/i.test(reason)) return "not-a-file";
  if (/No such file/i.test(reason)) return "not-found";
  if (
    /Invalid data found|moov atom|could not find codec|Unknown decoder|End of file|no decoder|Invalid argument/i.test(
      reason,
    )
  )
    return "invalid";
  return undefined;
}
