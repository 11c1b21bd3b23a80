import { readFileSync } from "node:fs";
import type { ModelVariant } from "@tarash/core/provider";
import type { ParameterSchema } from "@tarash/testing/pages";

const file = new URL("fixtures/schemas.json", import.meta.url);
const { schemas } = JSON.parse(readFileSync(file, "utf8")) as {
  schemas: Record<string, ParameterSchema>;
};

const kept = new Map<string, ParameterSchema>();

/** What one variant of a model takes: the endpoint's schema without what is for other models or other inputs. */
export function schemaOf(model: string, variant: ModelVariant): ParameterSchema | undefined {
  const { endpoint = "", fields } = variant;
  const whole = schemas[endpoint];
  if (!whole) return undefined;
  const without = [
    ...(model.endsWith("-2.0") ? [] : ["quality"]),
    ...["image", "images", "reference_images"].filter((name) => !(name in fields)),
  ];
  const low = model !== "grok-imagine-video-1.5" || "reference_images" in fields;
  const key = `${endpoint} ${without.join()} ${low}`;
  const known = kept.get(key);
  if (known) return known;
  const properties = Object.fromEntries(
    Object.entries(whole.properties ?? {}).filter(([name]) => !without.includes(name)),
  );
  const { resolution } = properties;
  const narrow = low && resolution?.enum?.includes("1080p");
  const schema: ParameterSchema = {
    ...whole,
    properties: {
      ...properties,
      ...(narrow ? { resolution: { ...resolution, enum: ["480p", "720p"] } } : {}),
    },
  };
  kept.set(key, schema);
  return schema;
}
