import type { FieldMapper, ModelVariant } from "@tarash/core/provider";
import { at, type Schema, valuesOf } from "./schema.ts";

/** A request as a caller writes it. */
export type Given = Record<string, unknown>;

const media = { image: "https://media.test/in.png", video: "https://media.test/in.mp4" };

/** The request that fills the parameters of one variant: the required ones, or all. */
export function requestFor(
  { fields, task }: ModelVariant,
  schema: Schema,
  which: "minimal" | "full",
): Given {
  const given: Given = { task: task ?? "generate" };
  for (const [parameter, mapper] of Object.entries(fields)) {
    if (which === "full" || mapper.required) fill(given, parameter, mapper, at(schema, parameter));
  }
  return given;
}

function fill(given: Given, parameter: string, mapper: FieldMapper, schema: Schema): void {
  const [source] = mapper.sources;
  if (source === undefined) return;
  if (source === "extraParams") {
    const extra = given[source] as object | undefined;
    given[source] = { ...extra, [mapper.name ?? parameter]: valueFor(schema) };
    return;
  }
  const { roles, list } = mapper.media ?? {};
  if (roles) {
    const images = (given["imageList"] ?? []) as readonly { type: string }[];
    const free = roles.find((role) => !images.some(({ type }) => type === role)) ?? roles[0];
    const added = { image: media.image, type: free };
    given["imageList"] = [...images, ...(list ? [added, added] : [added])];
    return;
  }
  given[source] ??= plainValue(source, mapper, schema);
}

/** A value that the schema allows. */
function valueFor(schema: Schema): unknown {
  const [first] = valuesOf(schema);
  if (first !== undefined) return first;
  if (schema.type === "boolean") return true;
  if (schema.type === "number" || schema.type === "integer") return 1;
  if (schema.type === "array") return [valueFor(schema.items ?? {})];
  if (schema.type !== "object") return "any";
  const names = schema.required ?? Object.keys(schema.properties ?? {});
  return Object.fromEntries(names.map((name) => [name, valueFor(schema.properties?.[name] ?? {})]));
}

function plainValue(source: string, mapper: FieldMapper, schema: Schema): unknown {
  if (mapper.media) return media.video;
  const [first] = mapper.shape.allowed ?? [];
  switch (source) {
    case "durationSeconds":
      return Number.parseFloat(String(first));
    case "generateAudio":
      return true;
    case "sourceJob":
      return "generation-1";
    case "prompt":
    case "negativePrompt":
      return "a fox in the snow";
    default:
      return valuesOf(schema)[0] ?? first;
  }
}
