import { ValidationError } from "./errors.ts";

/** Allowed values as the wire spells them, or unified value → wire value. */
export type AllowedValues =
  | readonly (string | number | boolean)[]
  | Readonly<Record<string, string | number | boolean>>;

/** What a mapper knows while it converts one value; enough to say who, what, with what. */
export interface FieldContext {
  readonly provider: string;
  readonly model: string;
  /** The caller's name of the field. */
  readonly field: string;
  /** The name on the wire. */
  readonly parameter: string;
  /** Whether an invalid value is replaced by the nearest allowed one (`onInvalidValue: "nearest"`). */
  readonly nearest: boolean;
}

/** `fal fal-ai/veo3.1: durationSeconds must be one of 4, 6, 8 (got 7)` */
export function invalidValue(
  context: FieldContext,
  value: unknown,
  allowed: string,
): ValidationError {
  const { provider, model, field } = context;
  return new ValidationError(
    `${provider} ${model}: ${field} must be ${allowed} (got ${show(value)})`,
    {
      provider,
      model,
    },
  );
}

/** A value as a reader of an error wants to see it: short, and never bytes. */
export function show(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === undefined || value === null) return String(value);
  if (typeof value === "string") {
    return value.length > 80 ? `${JSON.stringify(value.slice(0, 77))}…` : JSON.stringify(value);
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** The wire's spelling of a value; letter case is forgiven, and numbers may be given as digits. */
export function findAllowed(
  value: unknown,
  allowed: AllowedValues,
): { value: unknown; exact: boolean } | undefined {
  const pairs: [unknown, unknown][] = Array.isArray(allowed)
    ? allowed.map((entry) => [entry, entry])
    : Object.entries(allowed);
  const exact = pairs.find(([name]) => name === value);
  if (exact) return { value: exact[1], exact: exact[1] === value };
  const folded = fold(value);
  const similar = pairs.find(([name]) => fold(name) === folded);
  return similar && { value: similar[1], exact: false };
}

function fold(value: unknown): string {
  return String(value).toLowerCase();
}

/**
 * The allowed value nearest to one that is not: by number for numbers and texts such as `720p`, by proportion for
 * ratios and sizes. Nothing when the two cannot be compared.
 */
export function closest<Value>(value: unknown, allowed: readonly Value[]): Value | undefined {
  const wanted = measure(value);
  if (wanted === undefined) return undefined;
  const measured = allowed.flatMap((entry) => {
    const size = measure(entry);
    return size === undefined || size.length !== wanted.length
      ? []
      : [{ entry, distance: distance(size, wanted) }];
  });
  measured.sort((left, right) => left.distance - right.distance);
  return measured[0]?.entry;
}

/** A value as numbers that can be compared: a length, or the logarithms of ratio and area. */
function measure(value: unknown): readonly number[] | undefined {
  if (typeof value === "number") return [value];
  if (typeof value !== "string") return undefined;
  const size = parseSize(value);
  if (size) return [Math.log(size[0] / size[1]), Math.log(size[0] * size[1])];
  const ratio = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(value);
  if (ratio) return [0, Math.log(Number(ratio[1]) / Number(ratio[2])), 0];
  const amount = /^(\d+(?:\.\d+)?)\s*(p|k|s)?$/i.exec(value);
  if (!amount) return undefined;
  const number = Number(amount[1]);
  return [amount[2]?.toLowerCase() === "k" ? number * 540 : number];
}

function distance(left: readonly number[], right: readonly number[]): number {
  return Math.hypot(...left.map((entry, index) => entry - (right[index] ?? 0)));
}

/** The sides of `1280x720` (also `1280*720`, `1280×720`), in pixels. */
export function parseSize(text: string): readonly [number, number] | undefined {
  const found = /^\s*(\d{2,5})\s*[x*×]\s*(\d{2,5})\s*$/i.exec(text);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}
