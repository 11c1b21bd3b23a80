import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { ValidationError } from "@tarash/core";
import { FfmpegError, VideoInputError } from "./errors.ts";
import { throwIfAborted } from "./process.ts";

/**
 * One video: a path, an address (http and https unless `protocols` says more), its bytes, or a stream of them.
 * Bytes and streams are spooled to a temporary file, because most containers must be read out of order.
 */
export type VideoInput =
  | string
  | URL
  | Uint8Array
  | AsyncIterable<Uint8Array>
  | ReadableStream<Uint8Array>;

/** An input as ffmpeg takes it. */
export interface Source {
  /** What follows `-i`. */
  source: string;
  /** What goes before `-i`: the protocols that this input may use. */
  options: readonly string[];
  /** How it is called in messages and results. */
  name: string | undefined;
}

/** Protocols that an address may use. */
const defaultProtocols: readonly string[] = ["http", "https"];

/** Opens inputs and removes what it spooled when it is disposed of. */
export interface SourceOpener extends AsyncDisposable {
  open(input: VideoInput): Promise<Source>;
}

export function sourceOpener(options: {
  protocols?: readonly string[] | undefined;
  signal?: AbortSignal | undefined;
}): SourceOpener {
  const { protocols = defaultProtocols, signal } = options;
  const folders: string[] = [];
  return {
    async open(input) {
      const address = addressOf(input);
      if (address) return openAddress(address, protocols);
      if (typeof input === "string" || input instanceof URL)
        return openFile(
          input instanceof URL || /^file:\/\//i.test(input) ? fileURLToPath(input) : input,
        );
      const folder = await mkdtemp(join(tmpdir(), "tarash-video-"));
      folders.push(folder);
      const path = join(folder, "video");
      await spool(input, path, signal);
      return { ...fileSource(path), name: undefined };
    },
    async [Symbol.asyncDispose]() {
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The address that an input is, or `undefined` for files and data. */
export function addressOf(input: VideoInput): URL | undefined {
  if (input instanceof URL) return input.protocol === "file:" ? undefined : input;
  if (typeof input !== "string" || !/^[a-z][a-z0-9+.-]+:\/\//i.test(input)) return undefined;
  if (/^file:/i.test(input)) return undefined;
  try {
    return new URL(input);
  } catch {
    return undefined;
  }
}

/** An address without its credentials and query, fit for messages. */
function publicAddress(address: URL): string {
  return `${address.protocol}//${address.host}${address.pathname}`;
}

function openAddress(address: URL, protocols: readonly string[]): Source {
  const protocol = address.protocol.slice(0, -1);
  const name = publicAddress(address);
  if (!protocols.includes(protocol))
    throw new VideoInputError(
      "protocol",
      `${name}: the protocol ${protocol} is not allowed (allowed: ${protocols.join(", ")})`,
    );
  const transports = ["tcp", "tls", "udp", "rtp", "httpproxy", "crypto"];
  return {
    source: address.href,
    options: ["-protocol_whitelist", [...protocols, ...transports].join(",")],
    name,
  };
}

async function openFile(given: string): Promise<Source> {
  if (given === "" || given.includes("\0"))
    throw new ValidationError(
      `a path must not be empty or hold a zero byte (got ${JSON.stringify(given)})`,
    );
  const path = resolve(given);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EACCES")
      throw new VideoInputError("unreadable", `${path} may not be read`, { cause: error });
    throw new VideoInputError("not-found", `${path} does not exist`, { cause: error });
  });
  if (!found.isFile())
    throw new VideoInputError(
      "not-a-file",
      `${path} is ${found.isDirectory() ? "a directory" : "no regular file"}, not a video file`,
    );
  if (found.size === 0) throw new VideoInputError("invalid", `${path} is empty (0 bytes)`);
  return fileSource(path);
}

function fileSource(path: string): Source {
  return {
    // The prefix stops ffmpeg from reading "concat:..." or "http:..." out of a file's name.
    source: `file:${path}`,
    options: ["-protocol_whitelist", "file", ...(isStillImage(path) ? noPattern : [])],
    name: basename(path),
  };
}

/** A picture's name may hold `%d`, which would be taken for a numbered series. */
const noPattern = ["-pattern_type", "none"];
function isStillImage(path: string): boolean {
  return path.includes("%") && /\.(png|jpe?g|bmp|webp|tiff?|gif)$/i.test(path);
}

async function spool(
  input: Exclude<VideoInput, string | URL>,
  path: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  throwIfAborted(signal);
  const pieces = input instanceof Uint8Array ? [input] : input;
  if (typeof pieces !== "object" || pieces === null || !isIterable(pieces))
    throw new ValidationError(
      `input must be a path, an address, bytes, a stream or a list of these (got ${typeof input})`,
    );
  const writing = pipeline(
    pieces instanceof Readable ? pieces : Readable.from(pieces as AsyncIterable<Uint8Array>),
    createWriteStream(path),
    { signal },
  );
  try {
    await Promise.race([writing, aborted(signal)]);
  } catch (error) {
    // A stream that hangs never lets go of the pipeline.
    writing.catch(() => undefined);
    throwIfAborted(signal);
    if (isErrno(error, "ENOSPC"))
      throw new FfmpegError("disk-full", `no space left for the temporary copy in ${tmpdir()}`, {
        cause: error,
      });
    throw error;
  }
  if ((await stat(path)).size === 0)
    throw new VideoInputError("invalid", "the stream ended without a byte");
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
  });
}

function isIterable(value: object): boolean {
  return Symbol.asyncIterator in value || Symbol.iterator in value;
}

/** Whether an error is the operating system's with this code. */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
