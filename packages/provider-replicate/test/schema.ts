import { readFileSync } from "node:fs";

/** A parameter as Replicate describes it: type, enumeration, range, whether it is required. */
export interface Spec {
  readonly type?: "string" | "integer" | "number" | "boolean" | "array";
  readonly items?: "string" | "number";
  readonly enum?: readonly (string | number)[];
  /** An enumeration exists, and its values are not known. */
  readonly enumUnknown?: true;
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  readonly required?: true;
}

export type Parameters = Readonly<Record<string, Spec>>;

/** A model with its parameters. */
export interface Schema {
  readonly id: string;
  readonly operation: "video" | "image";
  readonly parameters: Parameters;
}

interface Fixture {
  readonly notMedia: readonly string[];
  readonly models: Readonly<Record<string, Omit<Schema, "id">>>;
}

const path = new URL("fixtures/schemas.json", import.meta.url);
const fixture = JSON.parse(readFileSync(path, "utf8")) as Fixture;

/** Every model of the snapshot that makes videos or images. */
export const schemas: readonly Schema[] = Object.entries(fixture.models).map(
  ([id, { operation, parameters }]) => ({ id, operation, parameters }),
);

/** Models of the same snapshot that make text, embeddings, weights or music. */
export const { notMedia } = fixture;

/** What is wrong with a payload: unknown names, wrong types, values outside enumeration or range, missing ones. */
export function problemsOf(
  payload: Readonly<Record<string, unknown>>,
  specs: Parameters,
): readonly string[] {
  const unknown = Object.keys(payload).filter((name) => !(name in specs));
  const missing = Object.keys(specs).filter(
    (name) => specs[name]?.required && payload[name] === undefined,
  );
  const wrong = Object.entries(payload).flatMap(([name, value]) => {
    const said = specs[name] && wrongIn(value, specs[name]);
    return said === undefined ? [] : [`${name} ${said}`];
  });
  return [
    ...unknown.map((name) => `${name} is no parameter`),
    ...missing.map((name) => `${name} is missing`),
    ...wrong,
  ];
}

function wrongIn(value: unknown, spec: Spec): string | undefined {
  if (spec.enum) return spec.enum.includes(value as string) ? undefined : `is none of ${spec.enum}`;
  const { type, items, min = -Infinity, max = Infinity, maxLength = Infinity } = spec;
  switch (type) {
    case "string":
      if (typeof value !== "string") return "is no text";
      return value.length > maxLength ? `is longer than ${maxLength}` : undefined;
    case "boolean":
      return typeof value === "boolean" ? undefined : "is no boolean";
    case "integer":
    case "number":
      if (type === "integer" ? !Number.isInteger(value) : !Number.isFinite(value)) {
        return `is no ${type}`;
      }
      return (value as number) < min || (value as number) > max
        ? `is not from ${min} to ${max}`
        : undefined;
    case "array":
      if (!Array.isArray(value)) return "is no list";
      return value.every((entry) => typeof entry === items) ? undefined : `holds no ${items}s`;
    default:
      return undefined;
  }
}
