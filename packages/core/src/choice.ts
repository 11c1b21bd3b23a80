import type { Converted, FieldShape } from "./field-mapper.ts";
import {
  type AllowedValues,
  type FieldContext,
  closest,
  findAllowed,
  invalidValue,
} from "./values.ts";

/** Whether a model refuses a request without the field. */
export interface Required {
  /** @default false */
  required?: boolean;
}

/** Which values a parameter takes. */
export interface Choice extends Required {
  /** Allowed values as the wire spells them (letter case is forgiven), or unified value → wire value. */
  allowed?: AllowedValues;
  minimum?: number;
  maximum?: number;
  integer?: boolean;
}

/** What a choice looks like from outside. */
export function shapeOf(options: Choice): FieldShape {
  const { allowed, minimum, maximum, integer } = options;
  const values = allowed && (Array.isArray(allowed) ? allowed : Object.values(allowed));
  return {
    ...(values ? { allowed: values as (string | number | boolean)[] } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(integer === undefined ? {} : { integer }),
  };
}

/** Holds a value to what is allowed; the nearest allowed one when the config asks for that. */
export function choose(value: unknown, options: Choice, context: FieldContext): Converted {
  const { allowed, minimum, maximum, integer } = options;
  if (allowed) {
    const found = findAllowed(value, allowed);
    if (found) return { value: found.value, kind: found.exact ? "exact" : "converted" };
    const names = Array.isArray(allowed) ? allowed : Object.keys(allowed);
    const nearest = context.nearest ? closest(value, names) : undefined;
    if (nearest === undefined) throw invalidValue(context, value, `one of ${names.join(", ")}`);
    const sent = findAllowed(nearest, allowed)?.value ?? nearest;
    return { value: sent, kind: "nearest", reason: `the closest of ${names.join(", ")}` };
  }
  if (minimum === undefined && maximum === undefined && !integer) return { value, kind: "exact" };
  return hold(value, { minimum, maximum, integer }, context);
}

function hold(
  value: unknown,
  {
    minimum,
    maximum,
    integer,
  }: { minimum: number | undefined; maximum: number | undefined; integer: boolean | undefined },
  context: FieldContext,
): Converted {
  const range = `${integer ? "a whole number" : "a number"}${rangeText(minimum, maximum)}`;
  if (typeof value !== "number" || !Number.isFinite(value))
    throw invalidValue(context, value, range);
  const rounded = integer ? Math.round(value) : value;
  const held = Math.min(
    Math.max(rounded, minimum ?? Number.NEGATIVE_INFINITY),
    maximum ?? Number.POSITIVE_INFINITY,
  );
  if (held === value) return { value, kind: "exact" };
  if (!context.nearest) throw invalidValue(context, value, range);
  return { value: held, kind: "nearest", reason: `the closest to ${value} that is ${range}` };
}

function rangeText(minimum: number | undefined, maximum: number | undefined): string {
  if (minimum === undefined) return maximum === undefined ? "" : ` of at most ${maximum}`;
  return maximum === undefined ? ` of at least ${minimum}` : ` from ${minimum} to ${maximum}`;
}

/** The least that a changed spelling makes of a value. */
export function weaker(kind: Converted["kind"]): Converted["kind"] {
  return kind === "exact" ? "converted" : kind;
}
