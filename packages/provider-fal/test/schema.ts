import { readFileSync } from "node:fs";
import type { Operation } from "@tarash/core/provider";
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

/** What is wrong with a payload: unknown names, wrong types, values outside an enumeration, missing ones. */
export function problemsOf(
  payload: Readonly<Record<string, unknown>>,
  specs: Readonly<Record<string, Spec>>,
  place = "",
): readonly string[] {
  const unknown = Object.keys(payload)
    .filter((name) => !(name in specs))
    .map((name) => `${place}${name} is no parameter`);
  const missing = Object.entries(specs)
    .filter(([name, spec]) => spec.r && payload[name] === undefined)
    .map(([name]) => `${place}${name} is missing`);
  const wrong = Object.entries(payload).flatMap(([name, value]) => {
    const spec = specs[name];
    return spec ? wrongIn(value, spec, `${place}${name}`) : [];
  });
  return [...unknown, ...missing, ...wrong];
}

function wrongIn(value: unknown, spec: Spec, place: string): readonly string[] {
  if (spec.anyOf) {
    const fits = spec.anyOf.some((option) => wrongIn(value, option, place).length === 0);
    return fits ? [] : [`${place} fits none of its types`];
  }
  if (spec.e)
    return spec.e.includes(value as string) ? [] : [`${place} is none of ${spec.e.join()}`];
  switch (spec.t) {
    case "s":
      return typeof value === "string" ? [] : [`${place} is no text`];
    case "n":
      return Number.isFinite(value) ? [] : [`${place} is no number`];
    case "b":
      return typeof value === "boolean" ? [] : [`${place} is no boolean`];
    case "a":
      if (!Array.isArray(value)) return [`${place} is no list`];
      return value.flatMap((entry, index) => wrongIn(entry, spec.i ?? {}, `${place}[${index}]`));
    case "o":
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return [`${place} is no object`];
      }
      return spec.p ? problemsOf(value as Record<string, unknown>, spec.p, `${place}.`) : [];
    default:
      return [];
  }
}
