import type { Trace } from "./accounting.ts";
import { ValidationError } from "./errors.ts";
import type { FieldMapping } from "./field-mapper.ts";
import type { MappingPolicy } from "./mapping-policy.ts";
import { type MediaContent, lookAtMedia } from "./media.ts";
import { MediaSlot } from "./media-slot.ts";
import { nearMiss } from "./near-miss.ts";
import { isPlain, setParameter } from "./parameter.ts";
import type { NormalRequest } from "./request.ts";

/** The one merge rule for `extraParams`: what no mapper reads is added last, under its own name, and wins. */
export function addExtras(
  parameters: Record<string, unknown>,
  fields: FieldMapping,
  request: NormalRequest,
  traces: Map<string, Trace[]>,
  policy: MappingPolicy,
): { overridden: ReadonlyMap<string, string>; warnings: readonly string[] } {
  const overridden = new Map<string, string>();
  const warnings: string[] = [];
  const known = Object.keys(fields);
  const mapped = [...traces.values()].flat().map(({ parameter }) => parameter);
  for (const [name, value] of Object.entries(request.extraParams)) {
    const field = `extraParams.${name}`;
    if (traces.has(field) || value === undefined) continue;
    const lost = mapped.filter((parameter) => covers(name, parameter));
    for (const parameter of lost) overridden.set(parameter, field);
    const similar = known.includes(name) ? undefined : nearMiss(name, known);
    if (similar !== undefined) warnings.push(`${field} is sent as it is; did you mean ${similar}?`);
    setParameter(parameters, name, withSlots(value, field, policy));
    const reason = lost.length > 0 ? "sent as given; it wins over the mapped value" : undefined;
    traces.set(field, [{ parameter: name, sent: value, kind: "exact", reason }]);
  }
  return { overridden, warnings };
}

/** Whether a parameter lies where an extra one is put: the same, inside it, or around it. */
function covers(extra: string, parameter: string): boolean {
  return (
    extra === parameter || parameter.startsWith(`${extra}.`) || extra.startsWith(`${parameter}.`)
  );
}

/** Nesting of one extra parameter; a circle has no end. */
const deepest = 50;

/** Bytes inside `extraParams` are media too; JSON would turn them into a list of numbers. */
export function withSlots(
  value: unknown,
  field: string,
  policy: MappingPolicy,
  depth = 0,
): unknown {
  if (depth > deepest) throw new ValidationError(`${field.slice(0, 80)}… is nested too deeply`);
  if (isBytes(value)) {
    const known = lookAtMedia(value, field, "image", { anySort: true });
    return new MediaSlot(known, field, policy.accepts, undefined);
  }
  if (Array.isArray(value)) return value.map((entry) => withSlots(entry, field, policy, depth + 1));
  if (isPlain(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [
        name,
        withSlots(entry, `${field}.${name}`, policy, depth + 1),
      ]),
    );
  }
  return value;
}

function isBytes(value: unknown): value is Uint8Array | ArrayBuffer | Blob | MediaContent {
  if (value instanceof Uint8Array || value instanceof ArrayBuffer || value instanceof Blob) {
    return true;
  }
  return isPlain(value) && "content" in value && value["content"] instanceof Uint8Array;
}
