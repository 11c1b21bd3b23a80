import { readFileSync } from "node:fs";

/** A JSON Schema, as far as Luma's types need it. `open`: any text, beside the known ones. */
export interface Schema {
  readonly type?: "object" | "array" | "string" | "number" | "integer" | "boolean";
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly open?: boolean;
}

const path = new URL("fixtures/schemas.json", import.meta.url);

/** By path in the Dream Machine API, by `type` in the Agents API. */
const schemas = (
  JSON.parse(readFileSync(path, "utf8")) as { schemas: Readonly<Record<string, Schema>> }
).schemas;

/** Which schema a call must fit. */
export function schemaOf(endpoint: string, body: Readonly<Record<string, unknown>>): Schema {
  const name = endpoint.startsWith("https:") ? String(body["type"]) : endpoint;
  const schema = schemas[name];
  if (!schema) throw new Error(`no schema for ${name}`);
  return schema;
}

/** What is wrong with a value: unknown names, wrong types, values outside an enumeration, missing ones. */
export function problemsOf(value: unknown, schema: Schema, place = "body"): readonly string[] {
  const { type, anyOf, properties } = schema;
  if (anyOf) {
    const fits = anyOf.some((option) => problemsOf(value, option, place).length === 0);
    return fits ? [] : [`${place} fits none of its types`];
  }
  if (schema.enum && !schema.enum.includes(value as string)) {
    return [`${place} is none of ${schema.enum.join()}`];
  }
  if (type === "array") {
    if (!Array.isArray(value)) return [`${place} is no list`];
    return value.flatMap((entry, index) =>
      problemsOf(entry, schema.items ?? {}, `${place}[${index}]`),
    );
  }
  if (type === "object") {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return [`${place} is no object`];
    }
    if (!properties) return [];
    const missing = (schema.required ?? []).filter((name) => !(name in value));
    return [
      ...missing.map((name) => `${place}.${name} is missing`),
      ...Object.entries(value).flatMap(([name, entry]) => {
        const inner = properties[name];
        return inner
          ? problemsOf(entry, inner, `${place}.${name}`)
          : [`${place}.${name} is no parameter`];
      }),
    ];
  }
  if (type === "integer" || type === "number") {
    const right = type === "integer" ? Number.isInteger(value) : Number.isFinite(value);
    if (!right) return [`${place} is no ${type}`];
    return (value as number) < (schema.minimum ?? -Infinity) ? [`${place} is too small`] : [];
  }
  return type && typeof value !== type ? [`${place} is no ${type}`] : [];
}

/** The schema of a parameter by its dotted name. */
export function at(schema: Schema, name: string): Schema {
  return name.split(".").reduce<Schema>((inner, part) => inner.properties?.[part] ?? {}, schema);
}

/** The known values of a parameter. */
export function valuesOf(schema: Schema): readonly string[] {
  return schema.enum ?? schema.anyOf?.flatMap(valuesOf) ?? [];
}

/** The names of all parameters that are no groups of others, with dots. */
export function leaves(schema: Schema, place = ""): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const isMedium = inner.properties && "url" in inner.properties;
    const group = inner.properties && !isMedium && !("x_norm" in inner.properties);
    return group && name !== "controls" ? leaves(inner, `${place}${name}.`) : [`${place}${name}`];
  });
}
