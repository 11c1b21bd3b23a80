import { readFileSync } from "node:fs";
import type { ModelVariant } from "@tarash/core/provider";
import type { ParameterSchema } from "@tarash/testing";
import * as z from "zod";

const file = new URL("fixtures/schemas.json", import.meta.url);
const { schemas } = JSON.parse(readFileSync(file, "utf8")) as {
  schemas: Record<string, ParameterSchema>;
};

/** The schema of the endpoint that a variant calls. The enumeration of models lacks one that the price list names. */
export function schemaOf(model: string, { endpoint }: ModelVariant): ParameterSchema | undefined {
  return model === "sd3.5-flash" ? undefined : schemas[endpoint ?? ""];
}

const validators = new Map<ParameterSchema, z.ZodType>();

/** What is wrong with a payload. */
export function problemsOf(schema: ParameterSchema, payload: unknown): readonly string[] {
  const known = validators.get(schema) ?? z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
  validators.set(schema, known);
  const { error } = known.safeParse(payload);
  return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
}
