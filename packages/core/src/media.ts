import { ValidationError } from "./errors.ts";
import { contentTypeOf } from "./sniff.ts";

/** Bytes and what they are. */
export interface MediaContent {
  readonly content: Uint8Array;
  /** For example `image/png`. Found out from the bytes when it is left out. */
  readonly contentType?: string;
}

/**
 * An image, video or sound given to a request: an `http(s)` URL (also `gs://` where a vendor reads it), a data URL,
 * raw base64, bytes, a `Blob` or `File`, bytes with their type, or an output of an earlier response.
 */
export type Media = string | URL | Uint8Array | ArrayBuffer | Blob | MediaContent | MediaOutput;

/** What an input image is for. Roles are exact: a `reference` is not a `first_frame`. */
export type ImageRole = "reference" | "first_frame" | "last_frame" | "asset" | "style";

export const imageRoles: readonly ImageRole[] = [
  "reference",
  "first_frame",
  "last_frame",
  "asset",
  "style",
];

/** An input image and its role. */
export interface ImageInput {
  readonly image: Media;
  readonly type: ImageRole;
}

/** One result: a URL or the bytes, as the provider gave it. `mediaBytes`, `mediaStream` and `saveMedia` read both. */
export interface MediaOutput {
  readonly url?: string;
  readonly content?: Uint8Array;
  readonly contentType: string;
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
  readonly durationSeconds?: number;
  /** When the URL stops working, ISO 8601, where the provider says so. */
  readonly expiresAt?: string;
}

/** A medium that was looked at: where it is, and what it is as far as that can be known without a download. */
export type KnownMedia =
  | { readonly form: "url"; readonly url: string }
  | { readonly form: "bytes"; readonly content: Uint8Array; readonly contentType: string }
  | { readonly form: "blob"; readonly blob: Blob; readonly contentType: string };

const scheme = /^([a-z][a-z0-9+.-]*):/i;
const readableSchemes = new Set(["http", "https", "gs", "runway", "s3"]);
const base64Text = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** Which sort of media a request field takes. */
export type MediaSort = "image" | "video" | "audio";

/**
 * Looks at a medium without touching the network.
 * @throws ValidationError that names `field` when it is empty, no media at all, or of another sort.
 */
export function lookAtMedia(
  media: Media,
  field: string,
  sort: MediaSort,
  options: { anySort?: boolean } = {},
): KnownMedia {
  const known = identify(media, field);
  if (known.form === "url" || options.anySort) return known;
  const size = known.form === "blob" ? known.blob.size : known.content.byteLength;
  if (size === 0) throw new ValidationError(`${field} is empty (0 bytes)`);
  const [found] = known.contentType.split("/");
  if (known.contentType !== unknownType && found !== sort) {
    throw new ValidationError(
      `${field} must be ${article(sort)} (got ${known.contentType}, ${size} bytes)`,
    );
  }
  if (known.form === "bytes" && known.contentType === unknownType) {
    throw new ValidationError(
      `${field} must be ${article(sort)} (its ${size} bytes have no known media format; give { content, contentType } if they are one)`,
    );
  }
  return known;
}

/** What bytes are called when nothing is known about them. */
export const unknownType = "application/octet-stream";

function article(sort: MediaSort): string {
  return sort === "video" ? "a video" : sort === "image" ? "an image" : "a sound";
}

function identify(media: Media, field: string): KnownMedia {
  if (typeof media === "string") return identifyText(media.trim(), field);
  if (media instanceof URL) return identifyText(media.href, field);
  if (media instanceof Uint8Array) return fromBytes(media);
  if (media instanceof ArrayBuffer) return fromBytes(new Uint8Array(media));
  if (media instanceof Blob)
    return { form: "blob", blob: media, contentType: media.type || unknownType };
  if (typeof media === "object" && media !== null) {
    if (media.content instanceof Uint8Array) return fromBytes(media.content, media.contentType);
    if ("url" in media && typeof media.url === "string") return identifyText(media.url, field);
  }
  throw new ValidationError(
    `${field} must be a URL, a data URL, base64, bytes, a Blob or { content, contentType } (got ${describe(media)})`,
  );
}

function identifyText(text: string, field: string): KnownMedia {
  if (text === "") throw new ValidationError(`${field} is empty`);
  const found = scheme.exec(text)?.[1]?.toLowerCase();
  if (found === "data") return fromDataUrl(text, field);
  if (found) {
    if (readableSchemes.has(found)) {
      if (URL.canParse(text)) return { form: "url", url: text };
      throw new ValidationError(
        `${field} is no valid URL (got ${JSON.stringify(text.slice(0, 80))})`,
      );
    }
    throw new ValidationError(
      `${field} must be an http or https URL, a data URL, base64 or bytes (got a ${found}: URL${found === "file" ? "; read files with mediaFromFile from @tarash/core/node" : ""})`,
    );
  }
  const plain = text.replace(/\s+/g, "");
  if (!base64Text.test(plain) || plain.length % 4 === 1) {
    throw new ValidationError(
      `${field} is neither a URL nor base64 (starts with ${JSON.stringify(text.slice(0, 24))}; read files with mediaFromFile from @tarash/core/node)`,
    );
  }
  return fromBytes(bytesFromBase64(plain, field));
}

function fromBytes(content: Uint8Array, declared?: string): KnownMedia {
  const sniffed = contentTypeOf(content);
  return { form: "bytes", content, contentType: sniffed ?? declared ?? unknownType };
}

function fromDataUrl(text: string, field: string): KnownMedia {
  const comma = text.indexOf(",");
  const head = text.slice(5, comma);
  if (comma < 0) throw new ValidationError(`${field} is a data URL without a comma`);
  const contentType = head.split(";")[0] || unknownType;
  const body = text.slice(comma + 1);
  const content = /;base64$/i.test(head) ? bytesFromBase64(body, field) : bytesFromPercent(body);
  return fromBytes(content, contentType);
}

/** Percent-encoded bytes need not be text, so no text decoder may touch them. */
function bytesFromPercent(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const found: number[] = [];
  for (let index = 0; index < bytes.length; index++) {
    const code = bytes[index] as number;
    const digits =
      code === 0x25 ? String.fromCharCode(...bytes.subarray(index + 1, index + 3)) : "";
    const escaped = /^[0-9a-f]{2}$/i.test(digits);
    found.push(escaped ? Number.parseInt(digits, 16) : code);
    if (escaped) index += 2;
  }
  return Uint8Array.from(found);
}

/** The bytes that base64 text (also the URL-safe kind, also with line breaks) stands for. */
export function bytesFromBase64(text: string, field = "base64"): Uint8Array {
  const plain = text.replace(/\s/g, "").replaceAll("-", "+").replaceAll("_", "/");
  try {
    const binary = atob(plain);
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
    return bytes;
  } catch (cause) {
    throw new ValidationError(`${field} is not valid base64`, { cause });
  }
}

const chunk = 0x8000;

/** The base64 text of bytes. */
export function base64FromBytes(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += chunk) {
    binary += String.fromCharCode(...bytes.subarray(start, start + chunk));
  }
  return btoa(binary);
}

/** `sha256` of bytes or text, in hexadecimal. */
export async function sha256(data: Uint8Array | string): Promise<string> {
  const quick = nodeCrypto()?.createHash("sha256").update(data).digest("hex");
  if (quick !== undefined) return quick;
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

interface NodeHash {
  update(data: Uint8Array | string): NodeHash;
  digest(encoding: "hex"): string;
}

/** Node's own hash answers at once, where the web's takes a turn through the thread pool: a tenth of a call. */
function nodeCrypto(): { createHash(name: "sha256"): NodeHash } | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  return process?.getBuiltinModule?.("node:crypto") as ReturnType<typeof nodeCrypto>;
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  return `an object with ${Object.keys(value).slice(0, 5).join(", ") || "no keys"}`;
}
