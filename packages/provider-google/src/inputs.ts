import type { Image, Video } from "@google/genai";
import { base64FromBytes, contentTypeOfName, type MediaFile } from "@tarash/core/provider";

/** An object in Cloud Storage, which Vertex AI reads by itself. */
export interface CloudObject {
  readonly gcsUri: string;
  readonly mimeType?: string;
}

/** The object in Cloud Storage that a caller's medium names, if it names one. */
export function cloudObject(media: unknown): CloudObject | undefined {
  const url = typeof media === "object" && media !== null && "url" in media ? media.url : media;
  const text = url instanceof URL ? url.href : url;
  if (typeof text !== "string" || !text.startsWith("gs://")) return undefined;
  const mimeType = contentTypeOfName(text);
  return { gcsUri: text, ...(mimeType === undefined ? {} : { mimeType }) };
}

type Input = MediaFile | CloudObject;

/** A prepared image as the SDK takes it. */
export function imageOf(input: unknown): Image {
  const given = input as Input;
  if (!("content" in given)) return { ...given };
  return { imageBytes: base64FromBytes(given.content), mimeType: given.contentType };
}

/** A prepared video as the SDK takes it. */
export function videoOf(input: unknown): Video {
  const given = input as Input;
  if ("content" in given) {
    return { videoBytes: base64FromBytes(given.content), mimeType: given.contentType };
  }
  const { gcsUri: uri, mimeType = "video/mp4" } = given;
  return { uri, mimeType };
}
