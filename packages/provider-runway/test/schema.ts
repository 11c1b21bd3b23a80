import { readFileSync } from "node:fs";
import type { ModelVariant } from "@tarash/core/provider";
import { type ParameterSchema, type ParameterSpec, schemaOfSpecs } from "@tarash/testing/pages";

/** What one endpoint takes for one model. */
export interface Endpoint {
  readonly operation: "video" | "image";
  readonly endpoint: string;
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterSpec>>;
}

const path = new URL("fixtures/schemas.json", import.meta.url);

/** What Runway's types say of each model at each endpoint. */
export const { endpoints } = JSON.parse(readFileSync(path, "utf8")) as {
  endpoints: readonly Endpoint[];
};

/** What a model takes at the endpoint of a variant. */
export function schemaOf(family: string, variant: ModelVariant): ParameterSchema | undefined {
  const found = endpoints.find(
    ({ endpoint, model }) => endpoint === variant.endpoint && model === family,
  );
  return found && schemaOfSpecs(found.parameters);
}
