/** Leading bytes of a format; `undefined` stands for any byte. */
interface Signature {
  readonly contentType: string;
  readonly offset?: number;
  readonly text?: string;
  readonly bytes?: readonly number[];
  /** Text that must stand further on too, as in RIFF files. */
  readonly also?: { readonly offset: number; readonly text: string };
}

const signatures: readonly Signature[] = [
  { contentType: "image/png", bytes: [0x89, 0x50, 0x4e, 0x47] },
  { contentType: "image/jpeg", bytes: [0xff, 0xd8, 0xff] },
  { contentType: "image/gif", text: "GIF8" },
  { contentType: "image/webp", text: "RIFF", also: { offset: 8, text: "WEBP" } },
  { contentType: "audio/wav", text: "RIFF", also: { offset: 8, text: "WAVE" } },
  { contentType: "video/x-msvideo", text: "RIFF", also: { offset: 8, text: "AVI " } },
  { contentType: "image/avif", offset: 4, text: "ftypavif" },
  { contentType: "image/avif", offset: 4, text: "ftypavis" },
  { contentType: "image/heic", offset: 4, text: "ftyphei" },
  { contentType: "image/heif", offset: 4, text: "ftypmif1" },
  { contentType: "audio/mp4", offset: 4, text: "ftypM4A" },
  { contentType: "video/quicktime", offset: 4, text: "ftypqt" },
  { contentType: "video/mp4", offset: 4, text: "ftyp" },
  { contentType: "video/quicktime", offset: 4, text: "moov" },
  { contentType: "video/webm", bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { contentType: "video/mpeg", bytes: [0x00, 0x00, 0x01, 0xba] },
  { contentType: "audio/ogg", text: "OggS" },
  { contentType: "audio/flac", text: "fLaC" },
  { contentType: "audio/mpeg", text: "ID3" },
  { contentType: "audio/aac", bytes: [0xff, 0xf1] },
  { contentType: "audio/aac", bytes: [0xff, 0xf9] },
  { contentType: "audio/mpeg", bytes: [0xff, 0xfb] },
  { contentType: "audio/mpeg", bytes: [0xff, 0xf3] },
  { contentType: "audio/mpeg", bytes: [0xff, 0xf2] },
  { contentType: "image/bmp", text: "BM" },
  { contentType: "image/tiff", bytes: [0x49, 0x49, 0x2a, 0x00] },
  { contentType: "image/tiff", bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { contentType: "application/pdf", text: "%PDF" },
];

/** What bytes are, from their first bytes; nothing when they are of no known format. */
export function contentTypeOf(bytes: Uint8Array): string | undefined {
  const found = signatures.find((signature) => matches(bytes, signature));
  return found?.contentType ?? textType(bytes);
}

function matches(bytes: Uint8Array, signature: Signature): boolean {
  const expected = signature.bytes ?? codes(signature.text ?? "");
  const offset = signature.offset ?? 0;
  if (bytes.length < offset + expected.length) return false;
  if (!expected.every((code, index) => bytes[offset + index] === code)) return false;
  const { also } = signature;
  return !also || codes(also.text).every((code, index) => bytes[also.offset + index] === code);
}

function codes(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

/** An error page or JSON in place of media is worth naming; SVG is text and an image. */
function textType(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart().toLowerCase();
  if (start.startsWith("<svg") || (start.startsWith("<?xml") && start.includes("<svg"))) {
    return "image/svg+xml";
  }
  if (start.startsWith("<!doctype html") || start.startsWith("<html")) return "text/html";
  if (start.startsWith("{") || start.startsWith("[")) return "application/json";
  return undefined;
}

const byExtension: Readonly<Record<string, string>> = {
  mp4: "video/mp4",
  m4v: "video/mp4",
  mov: "video/quicktime",
  webm: "video/webm",
  gif: "image/gif",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  avif: "image/avif",
  heic: "image/heic",
  heif: "image/heif",
  svg: "image/svg+xml",
  mp3: "audio/mpeg",
  wav: "audio/wav",
  ogg: "audio/ogg",
  opus: "audio/ogg",
  flac: "audio/flac",
  aac: "audio/aac",
  m4a: "audio/mp4",
  pcm: "audio/pcm",
};

/** What a URL or file name ends in, as a content type. */
export function contentTypeOfName(name: string): string | undefined {
  const path = name.split(/[?#]/)[0] ?? "";
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase();
  return extension === undefined ? undefined : byExtension[extension];
}

/** The usual file ending of a content type, without the dot; `bin` when there is none. */
export function extensionOf(contentType: string): string {
  const plain = contentType.split(";")[0]?.trim().toLowerCase();
  return Object.entries(byExtension).find(([, type]) => type === plain)?.[0] ?? "bin";
}
