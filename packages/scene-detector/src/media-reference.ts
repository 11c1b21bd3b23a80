import { basename, isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { Detection } from "./result.ts";

/** How an exported time line refers to the video. */
export interface ExportOptions {
  /** Absolute path or address of the video, so that an editor finds it. @default the file's name */
  media?: string;
}

/** The video's name without its folders. */
export function mediaName({ video }: Detection, { media }: ExportOptions): string {
  return basename(media ?? video.name ?? "video");
}

/** The video as an address: `file:///…` for a path. */
export function mediaAddress(detection: Detection, { media }: ExportOptions): string {
  const given = media ?? detection.video.name ?? "video";
  if (isAbsolute(given)) return pathToFileURL(given).href;
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(given) ? given : encodeURI(given);
}
