import type { MediaForm } from "./field-mapper.ts";
import { type KnownMedia, sha256 } from "./media.ts";

/** A place in the parameters that media will take, in whichever form the vendor reads. */
export class MediaSlot {
  readonly known: KnownMedia;
  /** The caller's name of it. */
  readonly field: string;
  readonly accepts: readonly MediaForm[];
  /** Sent as an object with the medium under this key. */
  readonly wrap: string | undefined;

  constructor(
    known: KnownMedia,
    field: string,
    accepts: readonly MediaForm[],
    wrap: string | undefined,
  ) {
    this.known = known;
    this.field = field;
    this.accepts = accepts;
    this.wrap = wrap;
  }
}

/** A slot in a few words. */
export function describeSlot({ known }: MediaSlot): string {
  if (known.form === "url") return known.url;
  const size = known.form === "blob" ? known.blob.size : known.content.byteLength;
  return `${known.contentType}, ${size} bytes`;
}

/** The bytes behind a slot that holds some. */
export async function slotBytes(known: Exclude<KnownMedia, { form: "url" }>): Promise<Uint8Array> {
  return known.form === "bytes" ? known.content : new Uint8Array(await known.blob.arrayBuffer());
}

/** A copy of the parameters in which `replace` has put something in the place of each slot. */
export async function replaceSlots(
  value: unknown,
  replace: (slot: MediaSlot) => Promise<unknown>,
): Promise<unknown> {
  if (value instanceof MediaSlot) {
    const filled = await replace(value);
    return value.wrap === undefined ? filled : { [value.wrap]: filled };
  }
  if (Array.isArray(value)) return Promise.all(value.map((entry) => replaceSlots(entry, replace)));
  if (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype
  ) {
    const entries = await Promise.all(
      Object.entries(value).map(
        async ([name, entry]) => [name, await replaceSlots(entry, replace)] as const,
      ),
    );
    return Object.fromEntries(entries);
  }
  return value;
}

/** Parameters as a preview shows them: media that go as a URL stay, the others are named with size and digest. */
export async function previewSlots(
  parameters: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  return (await replaceSlots(parameters, async ({ known, field, accepts }) => {
    if (known.form === "url" && accepts.includes("url")) return known.url;
    if (known.form === "url") return { download: known.url };
    const bytes = await slotBytes(known);
    return { upload: field, bytes: bytes.byteLength, sha256: await sha256(bytes) };
  })) as Record<string, unknown>;
}

/** sha256 over the parameters with media by their content, the same on every machine and for every key order. */
export async function digestOf(value: unknown): Promise<string> {
  const plain = await replaceSlots(value, async ({ known }) =>
    known.form === "url" ? { url: known.url } : { sha256: await sha256(await slotBytes(known)) },
  );
  return sha256(stableJson(plain));
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => {
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return entry;
    return Object.fromEntries(
      Object.entries(entry).toSorted(([left], [right]) => (left < right ? -1 : 1)),
    );
  });
}
