import { readFileSync } from "node:fs";
import { type ModelVariant, parseSize } from "@tarash/core/provider";
import type { ParameterSchema } from "@tarash/testing/pages";

const file = new URL("fixtures/schemas.json", import.meta.url);
const { models, schemas } = JSON.parse(readFileSync(file, "utf8")) as {
  models: Record<string, string>;
  schemas: Record<string, Record<string, ParameterSchema>>;
};

/** Every model that OpenAI's types name. */
export const namedModels: readonly string[] = Object.keys(models);

/** What a model takes at the endpoint of a variant. */
export function schemaOf(model: string, { endpoint = "" }: ModelVariant): ParameterSchema {
  const schema = schemas[models[model] ?? ""]?.[endpoint];
  if (!schema) throw new Error(`there is no schema for ${model} at ${endpoint}`);
  return schema;
}

/** What free sizes must be: a schema cannot say it. */
export function sizeProblems(
  schema: ParameterSchema,
  body: Readonly<Record<string, unknown>>,
): readonly string[] {
  const pixels = schema.properties?.["size"]?.anyOf ? parseSize(String(body["size"])) : undefined;
  if (!pixels) return [];
  const [short, long] = pixels.toSorted((left, right) => left - right) as [number, number];
  const fits = short % 16 === 0 && long % 16 === 0 && long <= 3 * short && long <= 3840;
  return fits && short * long <= 3840 * 2160 ? [] : [`size: ${String(body["size"])}`];
}
