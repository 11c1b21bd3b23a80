import type { Media } from "@tarash/core";
import {
  bytesFromBase64,
  contentTypeOf,
  type OutputMedium,
  ValidationError,
} from "@tarash/core/provider";

/** Media that the mock was told to answer with. */
export function givenOutput(given: Media | readonly Media[]): readonly OutputMedium[] {
  return (Array.isArray(given) ? (given as readonly Media[]) : [given as Media]).map(toMedium);
}

function toMedium(media: Media): OutputMedium {
  if (typeof media === "string") {
    return /^(https?|data):/.test(media)
      ? { url: media }
      : fromBytes(bytesFromBase64(media, "the mock's output"));
  }
  if (media instanceof URL) return { url: media.href };
  if (media instanceof Uint8Array) return fromBytes(media);
  if (media instanceof ArrayBuffer) return fromBytes(new Uint8Array(media));
  if (media instanceof Blob)
    throw new ValidationError("the mock's output must be a URL, base64 or bytes (got a Blob)");
  return media;
}

function fromBytes(content: Uint8Array): OutputMedium {
  const contentType = contentTypeOf(content);
  return { content, ...(contentType ? { contentType } : {}) };
}
