import { readFileSync } from "node:fs";
import type { ModelVariant } from "@tarash/core/provider";
import type { ParameterSchema } from "@tarash/testing/pages";

const path = new URL("fixtures/schemas.json", import.meta.url);
const { schemas } = JSON.parse(readFileSync(path, "utf8")) as {
  schemas: Readonly<Record<string, ParameterSchema>>;
};

/** By path in the Dream Machine API, by `type` in the Agents API. */
const closedSchemas = new Map(
  Object.entries(schemas).map(([name, schema]) => [
    name,
    closed(name.includes("{id}") ? withId(schema) : withoutKind(schema)),
  ]),
);

/** The path says what is made: its kind is sent only where the API insists. */
function withoutKind(schema: ParameterSchema): ParameterSchema {
  if (schema.required?.includes("generation_type")) return schema;
  const { generation_type: _kind, ...properties } = schema.properties ?? {};
  return { ...schema, properties };
}

/** The id in the path of a call stands among the parameters until the call is made. */
function withId(schema: ParameterSchema): ParameterSchema {
  const { properties, required = [] } = schema;
  return {
    ...schema,
    properties: { ...properties, id: { type: "string" } },
    required: [...required, "id"],
  };
}

/** Luma's types with no other names in an object than those that they have. */
function closed(schema: ParameterSchema): ParameterSchema {
  const { properties, items, anyOf } = schema;
  return {
    ...schema,
    ...(items ? { items: closed(items) } : {}),
    ...(anyOf ? { anyOf: anyOf.map(closed) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, inner]) => [name, closed(inner)]),
          ),
          additionalProperties: false,
        }
      : {}),
  };
}

/** Which schema a way to call a model must fit. */
export function schemaOf(family: string, variant: ModelVariant): ParameterSchema {
  const { endpoint = family, fixed = {} } = variant;
  const name = endpoint.startsWith("https:") ? String(fixed["type"]) : endpoint;
  const schema = closedSchemas.get(name);
  if (!schema) throw new Error(`no schema for ${name}`);
  return schema;
}
