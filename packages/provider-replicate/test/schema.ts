import { readFileSync } from "node:fs";
import type { ParameterSchema } from "@tarash/testing/pages";

/** A parameter as Replicate describes it: type, enumeration, range, whether it is required. */
interface Spec {
  readonly type?: "string" | "integer" | "number" | "boolean" | "array";
  readonly items?: "string" | "number";
  readonly enum?: readonly (string | number)[];
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  readonly required?: true;
}

interface Fixture {
  readonly notMedia: readonly string[];
  readonly models: Readonly<
    Record<string, { operation: "video" | "image"; parameters: Readonly<Record<string, Spec>> }>
  >;
}

const path = new URL("fixtures/schemas.json", import.meta.url);
const fixture = JSON.parse(readFileSync(path, "utf8")) as Fixture;

/** Models of the same snapshot that make text, embeddings, weights or music. */
export const { notMedia } = fixture;

/** The schema of every model that makes videos or images. */
export const schemas: ReadonlyMap<string, ParameterSchema> = new Map(
  Object.entries(fixture.models).map(([id, { parameters }]) => [id, schemaFor(parameters)]),
);

function schemaFor(parameters: Readonly<Record<string, Spec>>): ParameterSchema {
  const entries = Object.entries(parameters);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(([name, spec]) => [name, propertyFor(spec)])),
    required: entries.flatMap(([name, { required }]) => (required ? [name] : [])),
    additionalProperties: false,
  };
}

function propertyFor({ type, items, enum: values, min, max, maxLength }: Spec): ParameterSchema {
  return {
    ...(type ? { type } : {}),
    ...(items ? { items: { type: items } } : {}),
    ...(values ? { enum: values } : {}),
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
}
