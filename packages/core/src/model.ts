import type { FieldMapping } from "./field-mapper.ts";
import type { Operation, Task } from "./operation.ts";

/** One way to call a model: an endpoint, what it does, and its parameters. */
export interface ModelVariant {
  /** What is called, where it is not the model id itself: an endpoint id, a path, the name of a method. */
  readonly endpoint?: string;
  /** @default "generate" */
  readonly task?: Task;
  readonly fields: FieldMapping;
  /** Parameters that are always sent, unless the caller sets them. */
  readonly fixed?: Readonly<Record<string, unknown>>;
}

/** When and why a model ended or will end. */
export interface Retirement {
  /** ISO 8601 day on which it stops or stopped. */
  readonly date: string;
  readonly replacement?: string;
  /**
   * `vendor`: the vendor's own word, refused from that day unless `allowRetired`; `reported`: others say so,
   * or it vanished from the vendor's lists, which is only warned about.
   */
  readonly evidence: "vendor" | "reported";
  readonly source: string;
}

/** What a model costs. An estimate: vendors change prices, and the caller may know better. */
export interface Price {
  readonly currency: "USD";
  /** What is counted. `video-token` and `token` cannot be known before the call. */
  readonly unit: "second" | "video" | "image" | "megapixel" | "character" | "token" | "credit";
  readonly amount: number;
  /** The highest amount, where settings move it and `by` does not say how. */
  readonly maximum?: number;
  /** Amounts that hold for certain parameter values, first match wins: `{ resolution: "1080p", generate_audio: true }`. */
  readonly by?: readonly {
    readonly when: Readonly<Record<string, unknown>>;
    readonly amount: number;
  }[];
  /** ISO 8601 day of the figure. */
  readonly asOf: string;
  readonly source: string;
}

/** A model as data. */
export interface Model {
  readonly operation: Operation;
  /** At least one. The first whose parameters take all inputs of the request, and that has all it needs, is called. */
  readonly variants: readonly ModelVariant[];
  readonly retired?: Retirement;
  readonly price?: Price;
  /** False where no schema of the vendor backs the parameters. @default true */
  readonly verified?: boolean;
  /** Where the parameters come from, and as of which day. */
  readonly source?: string;
  /** Whether it answers at once although the provider has jobs too: nothing can be taken up again. @default false */
  readonly answersAtOnce?: boolean;
  /** The usual length of a job, in seconds, for progress displays. */
  readonly typicalSeconds?: number;
}

type ModelOptions = Omit<Model, "operation" | "variants">;

/** A video model with one way to call it, or several. */
export function video(
  fields: FieldMapping | readonly ModelVariant[],
  options?: ModelOptions,
): Model {
  return define("video", fields, options);
}

/** An image model with one way to call it, or several. */
export function image(
  fields: FieldMapping | readonly ModelVariant[],
  options?: ModelOptions,
): Model {
  return define("image", fields, options);
}

/** A text-to-speech model. */
export function tts(fields: FieldMapping | readonly ModelVariant[], options?: ModelOptions): Model {
  return define("tts", fields, options);
}

/** A speech-to-speech model. */
export function sts(fields: FieldMapping | readonly ModelVariant[], options?: ModelOptions): Model {
  return define("sts", fields, options);
}

function define(
  operation: Operation,
  fields: FieldMapping | readonly ModelVariant[],
  options: ModelOptions = {},
): Model {
  const variants = Array.isArray(fields)
    ? (fields as readonly ModelVariant[])
    : [{ fields: fields as FieldMapping }];
  return { operation, variants, ...options };
}

/** The models of a provider: several entries may share an id when it serves several operations. */
export type ModelCatalogue = Readonly<Partial<Record<Operation, Readonly<Record<string, Model>>>>>;

/** A model that was looked up, and how surely. */
export interface FoundModel {
  /** The id under which it was asked for. */
  readonly id: string;
  /** The entry that matched; nothing for the provider's generic mapping. */
  readonly key?: string;
  readonly match: "exact" | "endpoint" | "prefix" | "generic";
  readonly model: Model;
}

/**
 * Finds a model: its exact id, then an endpoint of one of its variants, then the longest id that is a prefix ending
 * at `/`, `:` or the end, then `generic`.
 */
export function findModel(
  models: Readonly<Record<string, Model>>,
  id: string,
  generic: Model | undefined,
): FoundModel | undefined {
  const exact = Object.hasOwn(models, id) ? models[id] : undefined;
  if (exact) return { id, key: id, match: "exact", model: exact };
  const named = findEndpoint(models, id);
  if (named) return named;
  const key = longestPrefix(Object.keys(models), id);
  const model = key === undefined ? undefined : models[key];
  if (key !== undefined && model) {
    return { id, key, match: "prefix", model: withEndpoint(model, key, id) };
  }
  return generic && { id, match: "generic", model: withEndpoint(generic, id, id) };
}

/** A caller who names a full endpoint gets that endpoint, whatever the inputs. */
function findEndpoint(models: Readonly<Record<string, Model>>, id: string): FoundModel | undefined {
  for (const [key, model] of Object.entries(models)) {
    const variants = model.variants.filter((variant) => variant.endpoint === id);
    if (variants.length > 0) return { id, key, match: "endpoint", model: { ...model, variants } };
  }
  return undefined;
}

/** Endpoints that are spelled like the model follow the caller's longer id; paths such as `image_to_video` stay. */
function withEndpoint(model: Model, key: string, id: string): Model {
  const variants = model.variants.map((variant) => {
    const follows = variant.endpoint === undefined || variant.endpoint.startsWith(key);
    return follows ? { ...variant, endpoint: id } : variant;
  });
  return { ...model, variants };
}

/** The longest of `keys` that `id` begins with, up to a `/`, a `:` or its end. */
export function longestPrefix(keys: readonly string[], id: string): string | undefined {
  let longest: string | undefined;
  for (const key of keys) {
    if (!id.startsWith(key)) continue;
    const next = id[key.length];
    const ends = next === undefined || next === "/" || next === ":" || /[/:]$/.test(key);
    if (ends && (longest === undefined || key.length > longest.length)) longest = key;
  }
  return longest;
}
