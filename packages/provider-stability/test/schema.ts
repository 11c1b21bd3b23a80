import { readFileSync } from "node:fs";
import type { ModelVariant } from "@tarash/core/provider";
import type { ParameterSchema } from "@tarash/testing/pages";

const file = new URL("fixtures/schemas.json", import.meta.url);
const { schemas } = JSON.parse(readFileSync(file, "utf8")) as {
  schemas: Record<string, ParameterSchema>;
};

/** The schema of the endpoint that a variant calls. The enumeration of models lacks one that the price list names. */
export function schemaOf(model: string, { endpoint }: ModelVariant): ParameterSchema | undefined {
  return model === "sd3.5-flash" ? undefined : schemas[endpoint ?? ""];
}
