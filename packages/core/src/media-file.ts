import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { link, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { systemClock } from "./clock.ts";
import type { DownloadOptions } from "./download.ts";
import { TarashError, ValidationError, isTarashError } from "./errors.ts";
import { gateFor } from "./limiter.ts";
import type { Media, MediaContent } from "./media.ts";
import { type MediaSource, openMedia } from "./output.ts";
import { contentTypeOf, contentTypeOfName, extensionOf } from "./sniff.ts";
import { show } from "./values.ts";

/** A medium that was written to disk. */
export interface SavedMedia {
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
  readonly contentType: string;
}

export interface SaveOptions extends DownloadOptions {
  /** Whether an existing file is replaced. @default true */
  overwrite?: boolean;
}

/**
 * Writes an output (or any medium) to a file, streamed, under a temporary name that is renamed at the end: nobody
 * ever sees half a file. At most 16 files are written at once; the others wait for their turn. A path without an ending gets the one of its content type. Folders are made.
 * @throws ValidationError for a path that is none, is a folder, or exists while `overwrite` is false; TarashError
 * when the disk does not take it; whatever {@link mediaBytes} throws.
 */
export async function saveMedia(
  media: Media,
  path: string,
  options: SaveOptions = {},
): Promise<SavedMedia> {
  if (
    typeof path !== "string" ||
    path === "" ||
    path.includes("\0") ||
    /(^|[\\/])\.{0,2}$/.test(path)
  ) {
    throw new ValidationError(`the path to save to must name a file (got ${show(path)})`);
  }
  const { overwrite = true, ...download } = options;
  const turns = gateFor("saveMedia", undefined, { concurrency: mostAtOnce }, systemClock);
  const done = await turns.job(options.signal ?? new AbortController().signal);
  try {
    return await save(await openMedia(media, download), path, overwrite);
  } finally {
    done();
  }
}

/** Files that are written at once; the others wait, so that memory is bounded however many jobs end together. */
const mostAtOnce = 16;

async function save(source: MediaSource, path: string, overwrite: boolean): Promise<SavedMedia> {
  try {
    return await write(source, path, overwrite);
  } catch (error) {
    await source.body.cancel().catch(() => undefined);
    if (isTarashError(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TarashError(`${path} could not be written: ${reason}`, { cause: error });
  }
}

async function write(source: MediaSource, path: string, overwrite: boolean): Promise<SavedMedia> {
  const contentType = source.contentType ?? contentTypeOfName(path) ?? "application/octet-stream";
  const target = resolve(extname(path) === "" ? `${path}.${extensionOf(contentType)}` : path);
  const there = await stat(target).catch(() => undefined);
  if (there?.isDirectory()) throw new ValidationError(`${target} is a folder`);
  if (there && !overwrite) throw existing(target);
  await makeFolder(dirname(target));
  const temporary = resolve(dirname(target), `.${randomUUID()}.part`);
  try {
    const file = createWriteStream(temporary, { flags: "wx", flush: true });
    await pipeline(Readable.fromWeb(source.body as Parameters<typeof Readable.fromWeb>[0]), file);
    if (overwrite) await rename(temporary, target);
    else await linkOnce(temporary, target);
    return { path: target, bytes: file.bytesWritten, contentType };
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Node's own recursive `mkdir` never comes back from places such as `/proc`, where nothing can be made. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    const above = dirname(folder);
    if (code !== "ENOENT" || above === folder) throw error;
    await makeFolder(above);
    await mkdir(folder).catch((again: NodeJS.ErrnoException) => {
      if (again.code !== "EEXIST") throw again;
    });
  }
}

/** Unlike a rename, a link fails when somebody else made the file in the meantime. Not every file system has links. */
async function linkOnce(temporary: string, target: string): Promise<void> {
  await link(temporary, target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") throw existing(target);
    return rename(temporary, target);
  });
}

function existing(target: string): ValidationError {
  return new ValidationError(`${target} exists and overwrite is false`);
}

/**
 * A file as a medium for a request.
 * @throws ValidationError that says why it cannot be read, or that it is empty.
 */
export async function mediaFromFile(path: string): Promise<MediaContent> {
  const content = await readRegularFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (isTarashError(cause)) throw cause;
    const reasons: Record<string, string> = { ENOENT: "no such file", EACCES: "no permission" };
    throw new ValidationError(
      `${JSON.stringify(path)} cannot be read: ${reasons[cause.code ?? ""] ?? cause.message}`,
      { cause },
    );
  });
  if (content.byteLength === 0) throw new ValidationError(`${path} is empty (0 bytes)`);
  const contentType = contentTypeOf(content) ?? contentTypeOfName(path);
  return {
    content: new Uint8Array(content.buffer, content.byteOffset, content.byteLength),
    ...(contentType ? { contentType } : {}),
  };
}

/** A pipe or a device may never end. */
async function readRegularFile(path: string): Promise<Buffer> {
  const facts = await stat(path);
  if (facts.isFile()) return readFile(path);
  const what = facts.isDirectory() ? "it is a folder" : "it is no regular file";
  throw new ValidationError(`${JSON.stringify(path)} cannot be read: ${what}`);
}
