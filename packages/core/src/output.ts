import { type DownloadOptions, download, readAll } from "./download.ts";
import { HTTPConnectionError, ValidationError } from "./errors.ts";
import { accessOf } from "./make-response.ts";
import { type Media, lookAtMedia, unknownType } from "./media.ts";
import { contentTypeOf } from "./sniff.ts";

/** Where the bytes of a medium come from, and what they are. */
export interface MediaSource {
  readonly body: ReadableStream<Uint8Array>;
  readonly contentType: string | undefined;
}

/** The bytes of an output, or of any medium, as a stream with its type. */
export async function openMedia(media: Media, options: DownloadOptions = {}): Promise<MediaSource> {
  const content = contentOf(media);
  if (content) {
    const blob =
      content.bytes instanceof Blob
        ? content.bytes
        : new Blob([content.bytes as Uint8Array<ArrayBuffer>]);
    return { body: blob.stream(), contentType: content.contentType };
  }
  const url = urlOf(media);
  const access = typeof media === "object" ? accessOf(media) : {};
  const source = await download(url, { ...access, ...options });
  if (source.contentType !== "text/html") return source;
  await source.body.cancel();
  throw new HTTPConnectionError(
    `download of ${url.split("?")[0]} brought a page (text/html) instead of a medium`,
  );
}

/**
 * All bytes of an output, or of any medium; asks with the key where the vendor wants it.
 * @throws ValidationError for private addresses and bodies over `maxBytes`; TimeoutError; HTTPError.
 */
export async function mediaBytes(media: Media, options?: DownloadOptions): Promise<Uint8Array> {
  const content = contentOf(media);
  if (content && content.bytes instanceof Uint8Array) return content.bytes;
  return readAll((await openMedia(media, options)).body);
}

/** The bytes of an output as a stream, for what is too large for the memory. */
export async function mediaStream(
  media: Media,
  options?: DownloadOptions,
): Promise<ReadableStream<Uint8Array>> {
  return (await openMedia(media, options)).body;
}

function contentOf(media: Media): { bytes: Uint8Array | Blob; contentType: string } | undefined {
  if (typeof media === "object" && media !== null && "content" in media && media.content) {
    const { content, contentType } = media;
    return { bytes: content, contentType: contentTypeOf(content) ?? contentType ?? unknownType };
  }
  const known = lookAtMedia(media, "media", "video", { anySort: true });
  if (known.form === "url") return undefined;
  return {
    bytes: known.form === "bytes" ? known.content : known.blob,
    contentType: known.contentType,
  };
}

function urlOf(media: Media): string {
  if (typeof media === "string") return media;
  if (media instanceof URL) return media.href;
  if ("url" in media && typeof media.url === "string") return media.url;
  throw new ValidationError("the medium has neither bytes nor a URL");
}
