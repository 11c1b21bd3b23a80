import { readFileSync } from "node:fs";
import type { Operation } from "@tarash/core/provider";
import type { ParameterSchema } from "@tarash/testing/pages";
import { catalogueEndpoint, catalogueEndpoints } from "../src/catalogue.ts";
import type { Spec } from "../src/catalogue-data.ts";

/** An endpoint with its parameters. */
export interface Endpoint {
  readonly id: string;
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, Spec>>;
  /** Whether fal's newest types list it no more; its schema is the last one that they held. */
  readonly gone?: boolean;
}

interface Fixture {
  readonly pool: readonly Spec[];
  readonly endpoints: Readonly<
    Record<string, Omit<Endpoint, "id" | "parameters"> & { parameters: Record<string, number> }>
  >;
}

/** Every endpoint that has a page in this package. */
export function readSchemas(): readonly Endpoint[] {
  const path = new URL("fixtures/schemas.json", import.meta.url);
  const { pool, endpoints } = JSON.parse(readFileSync(path, "utf8")) as Fixture;
  return Object.entries(endpoints).map(([id, { operation, gone, parameters }]) => ({
    id,
    operation,
    gone: gone === true,
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, index]) => [name, pool[index] ?? {}]),
    ),
  }));
}

const operations = { v: "video", i: "image", t: "tts", s: "sts" } as const;

/** Every endpoint of the catalogue that makes video, images or sound. */
export function catalogueSchemas(): readonly Endpoint[] {
  return catalogueEndpoints().flatMap((id): Endpoint[] => {
    const endpoint = catalogueEndpoint(id);
    if (!endpoint || endpoint.makes === "o") return [];
    return [{ id, operation: operations[endpoint.makes], parameters: endpoint.parameters }];
  });
}

const types = { s: "string", n: "number", b: "boolean", a: "array", o: "object" } as const;

const kept = new Map<Endpoint["parameters"], ParameterSchema>();

/** What an endpoint takes, as a JSON Schema. */
export function schemaFor(parameters: Endpoint["parameters"]): ParameterSchema {
  const known = kept.get(parameters) ?? objectFor(parameters);
  kept.set(parameters, known);
  return known;
}

function objectFor(parameters: Endpoint["parameters"]): ParameterSchema {
  const entries = Object.entries(parameters);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(([name, spec]) => [name, propertyFor(spec)])),
    required: entries.flatMap(([name, { r }]) => (r ? [name] : [])),
    additionalProperties: false,
  };
}

function propertyFor({ t, e, i, p, anyOf }: Spec): ParameterSchema {
  if (anyOf) return { anyOf: anyOf.map(propertyFor) };
  if (e) return { enum: e };
  if (p) return objectFor(p);
  return { ...(t ? { type: types[t] } : {}), ...(i ? { items: propertyFor(i) } : {}) };
}
