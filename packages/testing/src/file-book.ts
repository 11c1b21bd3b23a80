import { createHash } from "node:crypto";

/** A file that a fake vendor holds. */
export interface FakeFile {
  readonly content: Uint8Array;
  readonly contentType: string;
  /** Whether it is given only to those who show the key. */
  readonly needsKey: boolean;
}

/** Under this path the base serves the files of every vendor. */
export const filesPath = "/files/";

const endings: Readonly<Record<string, string>> = {
  "image/png": "png",
  "video/mp4": "mp4",
  "audio/wav": "wav",
};

/** What a fake vendor made, or was given. Everything in it can be downloaded. */
export class FileBook {
  readonly #url: () => string;
  readonly #files = new Map<string, FakeFile>();

  constructor(url: () => string) {
    this.#url = url;
  }

  /** Keeps bytes and says where they are downloaded. */
  keep(content: Uint8Array, contentType: string, options: { needsKey?: boolean } = {}): string {
    const name = `${this.#files.size + 1}.${endings[contentType] ?? "bin"}`;
    this.#files.set(name, { content, contentType, needsKey: options.needsKey ?? false });
    return `${this.#url()}${filesPath}${name}`;
  }

  /** A small medium whose bytes follow from `of` alone, kept under an address that does, too. */
  sample(sort: "image" | "video" | "audio", of: string): string {
    const { content, contentType } = sampleMedia(sort, of);
    const digest = createHash("sha256").update(of).digest("hex").slice(0, 16);
    const name = `${digest}.${endings[contentType] ?? "bin"}`;
    this.#files.set(name, { content, contentType, needsKey: false });
    return `${this.#url()}${filesPath}${name}`;
  }

  /** Puts a file under a name that `keep` gave. */
  put(name: string, file: FakeFile): void {
    this.#files.set(name, file);
  }

  get(name: string): FakeFile | undefined {
    return this.#files.get(name);
  }

  get size(): number {
    return this.#files.size;
  }
}

/** Bytes that every reader takes for a PNG, an MP4 or a WAV by their first bytes; `of` makes them different. */
export function sampleMedia(
  sort: "image" | "video" | "audio",
  of: string,
): { content: Uint8Array<ArrayBuffer>; contentType: string } {
  const text = new TextEncoder().encode(of);
  if (sort === "image") return { content: pngOf(text), contentType: "image/png" };
  if (sort === "audio") return { content: wavOf(text), contentType: "audio/wav" };
  return { content: join([ftyp, box("free", text), box("mdat", text)]), contentType: "video/mp4" };
}

const ftyp = box("ftyp", new TextEncoder().encode("isom\0\0\x02\0isomiso2mp41"));

function box(type: string, content: Uint8Array): Uint8Array {
  const head = new Uint8Array(8);
  new DataView(head.buffer).setUint32(0, 8 + content.byteLength);
  head.set(new TextEncoder().encode(type), 4);
  return join([head, content]);
}

/** One red pixel; what makes it different follows after the end of the picture. */
function pngOf(text: Uint8Array): Uint8Array<ArrayBuffer> {
  const pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";
  return join([Uint8Array.from(atob(pixel), (letter) => letter.charCodeAt(0)), text]);
}

/** 8 kHz, 8 bit, mono; the text as samples. */
function wavOf(text: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(44);
  const view = new DataView(head.buffer);
  const letters = new TextEncoder();
  head.set(letters.encode("RIFF"), 0);
  view.setUint32(4, 36 + text.byteLength, true);
  head.set(letters.encode("WAVEfmt "), 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8_000, true);
  view.setUint32(28, 8_000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  head.set(letters.encode("data"), 36);
  view.setUint32(40, text.byteLength, true);
  return join([head, text]);
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
