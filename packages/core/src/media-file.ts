import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, extname, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { DownloadOptions } from "./download.ts";
import { ValidationError } from "./errors.ts";
import type { Media, MediaContent } from "./media.ts";
import { openMedia } from "./output.ts";
import { contentTypeOf, contentTypeOfName, extensionOf } from "./sniff.ts";

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
 * ever sees half a file. A path without an ending gets the one of its content type. Folders are made.
 */
export async function saveMedia(
  media: Media,
  path: string,
  options: SaveOptions = {},
): Promise<SavedMedia> {
  if (path === "" || path.includes("\0"))
    throw new ValidationError(`the path to save to is not one (got ${JSON.stringify(path)})`);
  const { overwrite = true, ...download } = options;
  const source = await openMedia(media, download);
  const contentType = source.contentType ?? contentTypeOfName(path) ?? "application/octet-stream";
  const target = resolve(extname(path) === "" ? `${path}.${extensionOf(contentType)}` : path);
  if (!overwrite && (await exists(target))) {
    await source.body.cancel();
    throw new ValidationError(`${target} exists and overwrite is false`);
  }
  await mkdir(dirname(target), { recursive: true });
  const temporary = resolve(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
  try {
    const file = createWriteStream(temporary, { flags: "wx", flush: true });
    await pipeline(Readable.fromWeb(source.body as Parameters<typeof Readable.fromWeb>[0]), file);
    await rename(temporary, target);
    return { path: target, bytes: file.bytesWritten, contentType };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * A file as a medium for a request.
 * @throws ValidationError that says why it cannot be read, or that it is empty.
 */
export async function mediaFromFile(path: string): Promise<MediaContent> {
  const content = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    const reasons: Record<string, string> = {
      ENOENT: "no such file",
      EISDIR: "it is a folder",
      EACCES: "no permission",
    };
    throw new ValidationError(
      `${path} cannot be read: ${reasons[cause.code ?? ""] ?? cause.message}`,
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
