import { previewImage, previewVideo } from "@tarash/core";
import { defineProvider, type ModelCatalogue, type ModelVariant } from "@tarash/core/provider";
import { sampleMedia } from "@tarash/testing";
import { openai } from "../src/index.ts";
import { problemsOf, type Schema, schemaOf } from "./schema.ts";

type Given = Record<string, unknown>;
type Operation = "image" | "video";

/** What was found out about the pages of many models. */
export interface Findings {
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<"models" | "variants" | "payloads" | "values", number>>;
}

/** What goes over the wire: media by their names. */
export async function bodyOf(
  operation: Operation,
  model: string,
  given: Given,
  models: ModelCatalogue = openai.definition.models,
  onInvalidValue: "error" | "nearest" = "error",
): Promise<{ endpoint: string; body: Record<string, unknown> }> {
  const provider = defineProvider({ ...openai.definition, models });
  const preview = operation === "video" ? previewVideo : previewImage;
  const config = { provider, model, apiKey: "key", allowRetired: true, onInvalidValue };
  const { endpoint, parameters } = await preview(config, given);
  const body = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, named(value)]),
  );
  const created = operation === "image" || endpoint === "videos";
  return { endpoint, body: created ? { model, ...body } : body };
}

function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== "object" || value === null || !("sha256" in value)) return value;
  return String((value as { upload?: unknown }).upload);
}

/** Parameters that one format only takes. The others go with every format. */
const formats: Readonly<Record<string, readonly string[]>> = {
  output_compression: ["webp"],
  partial_images: ["webp"],
  frame_count: ["gif"],
  frame_duration_ms: ["gif"],
  svg: ["svg"],
};

/** Holds every model to its schemas: payloads, every property, every value. */
export async function checkModels(models: ModelCatalogue): Promise<Findings> {
  const problems: string[] = [];
  const counts = { models: 0, variants: 0, payloads: 0, values: 0 };
  for (const operation of ["image", "video"] as const) {
    for (const [model, { variants }] of Object.entries(models[operation] ?? {})) {
      counts.models++;
      for (const variant of variants) {
        counts.variants++;
        const found = await checkVariant(operation, model, variant, models, counts);
        problems.push(...found.map((text) => `${model} ${variant.endpoint}: ${text}`));
      }
    }
  }
  return { problems, counts };
}

async function checkVariant(
  operation: Operation,
  model: string,
  variant: ModelVariant,
  models: ModelCatalogue,
  counts: { payloads: number; values: number },
): Promise<readonly string[]> {
  const { endpoint = "" } = variant;
  const schema = schemaOf(model, endpoint);
  if (!schema) return ["there is no schema for it"];
  const problems: string[] = [];
  const reached = new Set<string>();
  const attempt = async (what: string, given: Given): Promise<Record<string, unknown>> => {
    counts.payloads++;
    try {
      const sent = await bodyOf(operation, model, given, models);
      if (sent.endpoint !== endpoint) problems.push(`${what}: ${sent.endpoint} would be called`);
      problems.push(...problemsOf(schema, sent.body).map((text) => `${what}: ${text}`));
      for (const name of Object.keys(sent.body)) reached.add(name);
      return sent.body;
    } catch (error) {
      problems.push(`${what}: ${String(error)}`);
      return {};
    }
  };
  await attempt("minimal", requestFor(variant, schema, "minimal"));
  for (const format of schema.properties?.["output_format"]?.enum ?? [undefined]) {
    await attempt(`full ${format}`, requestFor(variant, schema, "full", format));
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    for (const value of valuesOf(property)) {
      counts.values++;
      const format = formats[name]?.[0];
      const given = requestFor(variant, schema, "minimal", format);
      const body = await attempt(`${name} ${value}`, withValue(given, variant, name, value));
      if (body[name] !== value) problems.push(`${name} cannot be ${JSON.stringify(value)}`);
    }
    if (!reached.has(name)) problems.push(`${name} is never sent`);
  }
  return problems;
}

/** The values of an enumeration and the ends of a range. */
function valuesOf({ enum: values, minimum, maximum, anyOf }: Schema): readonly unknown[] {
  if (values) return values;
  if (minimum !== undefined) return [minimum, maximum];
  return anyOf?.flatMap(valuesOf) ?? [];
}

/** The request that fills the parameters of a variant: the required ones, or all that a format takes. */
export function requestFor(
  variant: ModelVariant,
  schema: Schema,
  which: "minimal" | "full",
  format?: string,
): Given {
  let given: Given = { task: variant.task ?? "generate" };
  if (format !== undefined) given["outputFormat"] = format;
  const own = Object.keys(schema.properties ?? {}).filter((name) => !(name in variant.fields));
  for (const name of [...Object.keys(variant.fields), ...(which === "full" ? own : [])]) {
    const mapper = variant.fields[name];
    if (which === "minimal" && !mapper?.required) continue;
    if (which === "full" && format !== undefined && formats[name]?.includes(format) === false)
      continue;
    if (name !== "model" && name !== "output_format" && !name.includes("video"))
      given = withValue(
        given,
        variant,
        name,
        sampleFor(name, schema.properties?.[name] ?? {}, format),
      );
    if (mapper?.sources[0] === "sourceJob") given["sourceJob"] = "video_1";
    if (mapper?.sources[0] === "video") given["video"] = sampleMedia("video", "clip").content;
  }
  return given;
}

function sampleFor(name: string, schema: Schema, format?: string): unknown {
  if (name === "svg") return { model: "author" };
  if (name === "background") return format === "webp" ? "transparent" : "opaque";
  if (name === "markup") return sampleMedia("image", "markup").content;
  return valuesOf(schema)[0] ?? "a fox";
}

const picture = sampleMedia("image", "picture").content;

/** Sets what a parameter is made from. */
function withValue(given: Given, { fields }: ModelVariant, name: string, value: unknown): Given {
  const mapper = fields[name];
  const [source = "extraParams"] = mapper?.sources ?? [];
  if (mapper?.media?.roles) {
    const type = mapper.media.roles[0];
    return { ...given, imageList: [{ image: picture, type }] };
  }
  if (mapper?.media) return { ...given, [source]: picture };
  if (source === "extraParams" || name === "model") {
    return { ...given, extraParams: { ...(given["extraParams"] as object), [name]: value } };
  }
  if (source === "durationSeconds") return { ...given, durationSeconds: Number(value) };
  if (source !== "resolution") return { ...given, [source === "size" ? "size" : source]: value };
  const [width, height] = String(value).split("x").map(Number) as [number, number];
  const tall = Math.min(width, height) > 720;
  const sides = tall ? ["7:4", "4:7"] : ["16:9", "9:16"];
  return { ...given, aspectRatio: sides[width > height ? 0 : 1] };
}
