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
