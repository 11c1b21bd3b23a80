import type { ParameterSchema } from "./schema.ts";

/**
 * A parameter as a snapshot of a TypeScript SDK's types writes it: `t`ype (text, number, boolean, list, object),
 * `e`numeration, `i`tems of a list, `p`roperties of an object, whether it is `r`equired.
 */
export interface ParameterSpec {
  readonly t?: string;
  readonly e?: readonly (string | number)[];
  readonly i?: ParameterSpec;
  readonly p?: Readonly<Record<string, ParameterSpec>>;
  readonly r?: 1 | boolean;
  readonly anyOf?: readonly ParameterSpec[];
}

const types: Readonly<Record<string, string>> = {
  s: "string",
  n: "number",
  b: "boolean",
  a: "array",
  o: "object",
};

const kept = new WeakMap<object, ParameterSchema>();

/** An object with these parameters and no others as a JSON Schema; the same one each time. */
export function schemaOfSpecs(specs: Readonly<Record<string, ParameterSpec>>): ParameterSchema {
  const known = kept.get(specs) ?? objectOf(specs);
  kept.set(specs, known);
  return known;
}

function objectOf(specs: Readonly<Record<string, ParameterSpec>>): ParameterSchema {
  const entries = Object.entries(specs);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(([name, spec]) => [name, schemaOfSpec(spec)])),
    required: entries.flatMap(([name, { r }]) => (r ? [name] : [])),
    additionalProperties: false,
  };
}

function schemaOfSpec({ t = "", e, i, p, anyOf }: ParameterSpec): ParameterSchema {
  if (anyOf) return { anyOf: anyOf.map(schemaOfSpec) };
  if (e) return { enum: e };
  if (p) return objectOf(p);
  return { ...(t in types ? { type: types[t]! } : {}), ...(i ? { items: schemaOfSpec(i) } : {}) };
}
