import { readFileSync } from "node:fs";
import type { ModelVariant } from "@tarash/core/provider";
import type { ParameterSchema } from "@tarash/testing/pages";

const file = new URL("fixtures/schemas.json", import.meta.url);
const { shared, types } = JSON.parse(readFileSync(file, "utf8")) as {
  shared: Record<string, unknown>;
  types: Record<string, unknown>;
};

/** The schemas with what several share put in its places. */
function whole(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(whole);
  if (typeof schema !== "object" || schema === null) return schema;
  if ("share" in schema) return whole(shared[String(schema.share)]);
  return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, whole(value)]));
}

const schemas = whole(types) as Record<string, ParameterSchema>;

/** Avatar V takes what an avatar takes, but for how expressive it is. */
function withoutExpressiveness(schema: ParameterSchema): ParameterSchema {
  const { expressiveness: _gone, ...properties } = schema.properties ?? {};
  return { ...schema, properties };
}

const avatarV = withoutExpressiveness(schemas["avatar"] ?? {});

/** The schema of the kind of video that a variant asks for. */
export function schemaOf(model: string, { fixed }: ModelVariant): ParameterSchema | undefined {
  return model === "avatar_v" ? avatarV : schemas[String(fixed?.["type"])];
}
