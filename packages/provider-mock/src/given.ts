import type { Media } from "@tarash/core";
import { bytesFromBase64, contentTypeOf, type OutputMedium } from "@tarash/core/provider";

/** Given media in a job ref: their URLs, or a word for bytes, which are too many. */
export type KeptOutput = readonly OutputMedium[] | "bytes";

/** Media that the mock was told to answer with. */
export function givenOutput(given: Media | readonly Media[]): Promise<readonly OutputMedium[]> {
  return Promise.all(listOf(given).map(toMedium));
}

/** What of them any process can play on with. */
export function keptOutput(given: Media | readonly Media[]): KeptOutput {
  const kept = listOf(given).flatMap((media): OutputMedium[] => {
    const url = media instanceof URL ? media.href : media;
    if (typeof url === "string") return /^https?:/.test(url) ? [{ url }] : [];
    return "url" in url && url.url !== undefined && !("content" in url) ? [url] : [];
  });
  return kept.length === listOf(given).length ? kept : "bytes";
}

function listOf(given: Media | readonly Media[]): readonly Media[] {
  return Array.isArray(given) ? (given as readonly Media[]) : [given as Media];
}

async function toMedium(media: Media): Promise<OutputMedium> {
  if (typeof media === "string") {
    return /^(https?|data):/.test(media)
      ? { url: media }
      : fromBytes(bytesFromBase64(media, "the mock's output"));
  }
  if (media instanceof URL) return { url: media.href };
  if (media instanceof Uint8Array) return fromBytes(media);
  if (media instanceof ArrayBuffer) return fromBytes(new Uint8Array(media));
  if (media instanceof Blob) return fromBytes(new Uint8Array(await media.arrayBuffer()));
  return media;
}

function fromBytes(content: Uint8Array): OutputMedium {
  const contentType = contentTypeOf(content);
  return { content, ...(contentType ? { contentType } : {}) };
}
