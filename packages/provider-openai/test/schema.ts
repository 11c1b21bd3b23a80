import { readFileSync } from "node:fs";
import { parseSize } from "@tarash/core/provider";
import * as z from "zod";

/** The parts of a schema that the checker reads itself. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
}

const file = new URL("fixtures/schemas.json", import.meta.url);
const { models, schemas } = JSON.parse(readFileSync(file, "utf8")) as {
  models: Record<string, string>;
  schemas: Record<string, Record<string, Schema>>;
};

/** Every model that OpenAI's types name. */
export const namedModels: readonly string[] = Object.keys(models);

/** What a model takes at an endpoint. */
export function schemaOf(model: string, endpoint: string): Schema | undefined {
  return schemas[models[model] ?? ""]?.[endpoint];
}

const validators = new Map<Schema, z.ZodType>();

/** What is wrong with a body. A schema cannot say what free sizes must be. */
export function problemsOf(schema: Schema, body: Readonly<Record<string, unknown>>): string[] {
  const known = validators.get(schema) ?? z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
  validators.set(schema, known);
  const { error } = known.safeParse(body);
  const problems = error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
  const pixels = schema.properties?.["size"]?.anyOf ? parseSize(String(body["size"])) : undefined;
  if (!pixels) return problems;
  const [short, long] = pixels.toSorted((left, right) => left - right) as [number, number];
  const fits = short % 16 === 0 && long % 16 === 0 && long <= 3 * short && long <= 3840;
  return fits && short * long <= 3840 * 2160
    ? problems
    : [...problems, `size: ${String(body["size"])}`];
}
