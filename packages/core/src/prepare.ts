import { download, readAll } from "./download.ts";
import { ValidationError } from "./errors.ts";
import type { MediaForm } from "./field-mapper.ts";
import { type KnownMedia, base64FromBytes, unknownType } from "./media.ts";
import { type MediaSlot, replaceSlots, slotBytes } from "./media-slot.ts";
import { contentTypeOf, extensionOf } from "./sniff.ts";

/** What preparing media needs from the link that will send them. */
export interface PreparationContext {
  readonly provider: string;
  readonly model: string;
  readonly upload:
    | ((content: Blob, contentType: string, fileName: string) => Promise<string>)
    | undefined;
  /** Largest medium that is sent inline, in bytes. */
  readonly maximumInlineBytes: number | undefined;
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
  /** A mocked job downloads nothing: URLs stay what they are. */
  readonly offline: boolean;
  /** Origins that the caller himself named, and that may be private. */
  readonly trustedOrigins: readonly string[];
}

/** Longest input that is downloaded to be sent on, in bytes, and the longest time for it, in milliseconds. */
const inputLimits = { maxBytes: 200 * 1024 * 1024, timeoutMs: 120_000 };

/** Bytes with their type, for vendors that take files. */
export interface MediaFile {
  readonly content: Uint8Array;
  readonly contentType: string;
  readonly fileName: string;
}

/**
 * Brings media into the form that each parameter takes: left as they are where that fits, else uploaded or converted.
 * The same medium is uploaded once.
 */
export async function prepareParameters(
  parameters: Readonly<Record<string, unknown>>,
  context: PreparationContext,
): Promise<Record<string, unknown>> {
  const done = new Map<unknown, Map<string, Promise<unknown>>>();
  const fill = (slot: MediaSlot): Promise<unknown> => {
    const source = sourceOf(slot.known);
    const forms = done.get(source) ?? new Map<string, Promise<unknown>>();
    done.set(source, forms);
    const key = slot.accepts.join();
    const filled = forms.get(key) ?? place(slot, context);
    forms.set(key, filled);
    return filled;
  };
  return (await replaceSlots(parameters, fill)) as Record<string, unknown>;
}

function sourceOf(known: KnownMedia): unknown {
  if (known.form === "url") return known.url;
  return known.form === "bytes" ? known.content : known.blob;
}

async function place(slot: MediaSlot, context: PreparationContext): Promise<unknown> {
  const { known, accepts } = slot;
  if (known.form === "url") {
    if (accepts.includes("url") || context.offline) return known.url;
    if (!/^https?:/i.test(known.url))
      throw cannot(slot, context, `${known.url.split(":")[0]}: URLs`);
    return place({ ...slot, known: await fetched(known.url, slot, context) }, context);
  }
  const media = known.form === "blob" ? await lookInside(known.blob, slot, context) : known;
  for (const form of accepts) {
    const sent = await send(form, slot.field, media, context);
    if (sent !== undefined) return sent;
  }
  throw cannot(slot, context, `${known.contentType} as bytes`);
}

/** What a blob says of its type is a guess from a file name; its first bytes know better. */
async function lookInside(
  blob: Blob,
  { field, known }: MediaSlot,
  context: PreparationContext,
): Promise<Extract<KnownMedia, { form: "blob" }>> {
  const declared = known.form === "blob" ? known.contentType : unknownType;
  const head = new Uint8Array(await blob.slice(0, 256).arrayBuffer());
  const contentType = contentTypeOf(head) ?? declared;
  const mayBeText = isText(declared) || field.startsWith("extraParams.");
  if (isText(contentType) && !mayBeText) {
    throw new ValidationError(
      `${context.provider} ${context.model}: ${field} holds no media (got ${contentType}, ${blob.size} bytes)`,
      { provider: context.provider, model: context.model },
    );
  }
  return { form: "blob", blob, contentType };
}

function isText(contentType: string): boolean {
  return /^(text\/html|application\/json)/.test(contentType);
}

async function send(
  form: MediaForm,
  field: string,
  known: Exclude<KnownMedia, { form: "url" }>,
  context: PreparationContext,
): Promise<unknown> {
  const fileName = `${field.replace(/\W+/g, "-").replace(/-$/, "")}.${extensionOf(known.contentType)}`;
  if (form === "upload") {
    if (!context.upload) return undefined;
    const blob =
      known.form === "blob" ? known.blob : new Blob([known.content as Uint8Array<ArrayBuffer>]);
    return context.upload(blob, known.contentType, fileName);
  }
  if (form === "url") return undefined;
  const content = await slotBytes(known);
  if (form === "bytes")
    return { content, contentType: known.contentType, fileName } satisfies MediaFile;
  const { maximumInlineBytes: most } = context;
  if (most !== undefined && content.byteLength > most) {
    throw new ValidationError(
      `${context.provider} ${context.model}: ${field} has ${content.byteLength} bytes, more than the ${most} that may be sent inline; give a URL`,
      { provider: context.provider, model: context.model },
    );
  }
  const base64 = base64FromBytes(content);
  return form === "base64" ? base64 : `data:${known.contentType};base64,${base64}`;
}

async function fetched(
  url: string,
  slot: MediaSlot,
  context: PreparationContext,
): Promise<KnownMedia> {
  const { body, contentType: declared } = await download(url, {
    ...inputLimits,
    signal: context.signal,
    fetch: context.fetch,
    trustedOrigins: context.trustedOrigins,
  });
  const content = await readAll(body);
  const contentType = contentTypeOf(content) ?? declared ?? unknownType;
  if (content.byteLength === 0 || isText(contentType)) {
    throw new ValidationError(
      `${slot.field}: ${url.split("?")[0]} holds no media (got ${contentType}, ${content.byteLength} bytes)`,
    );
  }
  return { form: "bytes", content, contentType };
}

function cannot(slot: MediaSlot, context: PreparationContext, given: string): ValidationError {
  return new ValidationError(
    `${context.provider} ${context.model}: ${slot.field} must be given as ${slot.accepts.join(" or ")} (got ${given})`,
    { provider: context.provider, model: context.model },
  );
}
