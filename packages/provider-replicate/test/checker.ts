import { isDeepStrictEqual } from "node:util";
import type { ModelCatalogue, ModelVariant } from "@tarash/core/provider";
import { preview } from "./preview.ts";
import { type Given, requestFor, valueFor } from "./requests.ts";
import { type Parameters, problemsOf, type Schema } from "./schema.ts";

/** What was found out about the pages of many models. */
export interface Findings {
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Holds the pages of models to their schemas. */
export async function checkPages(
  schemas: readonly Schema[],
  models: ModelCatalogue,
): Promise<Findings> {
  const problems: string[] = [];
  const counts = {
    models: 0,
    variants: 0,
    payloads: 0,
    parameters: 0,
    byField: 0,
    byExtraParams: 0,
  };
  for (const schema of schemas) {
    const model = models[schema.operation]?.[schema.id];
    if (!model) {
      problems.push(`${schema.id}: has a schema and no page`);
      continue;
    }
    counts.models++;
    const { variants } = model;
    const found = [...pageProblems(variants, schema.parameters)];
    for (const variant of variants) {
      counts.variants++;
      found.push(...(await payloadProblems(schema, variant, models, counts)));
    }
    found.push(...(await valueProblems(schema, variants, models, counts)));
    problems.push(...found.map((problem) => `${schema.id}: ${problem}`));
  }
  return { problems, counts };
}

type Counts = Record<"payloads" | "parameters" | "byField" | "byExtraParams", number>;

function pageProblems(variants: readonly ModelVariant[], specs: Parameters): readonly string[] {
  const absent = Object.keys(specs).filter((name) =>
    variants.every(({ fields }) => !(name in fields)),
  );
  const perVariant = variants.flatMap(({ fields, task = "generate" }) => {
    const invented = Object.keys(fields).filter((name) => !(name in specs));
    const lax = Object.keys(specs).filter(
      (name) => specs[name]?.required && !fields[name]?.required,
    );
    // An edit, an inpainting or a reframing without its medium is none, though the schema would take it.
    const strict = Object.keys(fields).filter(
      (name) =>
        fields[name]?.required &&
        !specs[name]?.required &&
        !(task !== "generate" && fields[name]?.media),
    );
    const foreign = Object.entries(fields).flatMap(([name, { shape }]) =>
      (shape.allowed ?? [])
        .filter((value) => specs[name]?.enum && !specs[name].enum.includes(value as string))
        .map((value) => `${name} allows ${value}, which the schema does not know`),
    );
    const wide = Object.entries(fields).flatMap(([name, { shape }]) => {
      const { min = -Infinity, max = Infinity, type } = specs[name] ?? {};
      const { minimum = min, maximum = max } = shape;
      const inside = minimum >= min && maximum <= max;
      return inside || !type
        ? []
        : [`${name} allows ${minimum} to ${maximum}, the schema ${min} to ${max}`];
    });
    return [
      ...foreign,
      ...wide,
      ...invented.map((name) => `${name} is not in the schema`),
      ...lax.map((name) => `${name} is required by the schema`),
      ...strict.map((name) => `${name} is not required by the schema`),
    ];
  });
  return [...absent.map((name) => `${name} is not on the page`), ...perVariant];
}

async function payloadProblems(
  { id, operation, parameters }: Schema,
  variant: ModelVariant,
  models: ModelCatalogue,
  counts: Counts,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const reached = new Set<string>();
  const withPixels = "width" in variant.fields;
  for (const which of ["minimal", "full", ...(withPixels ? (["pixels"] as const) : [])] as const) {
    try {
      const request = requestFor(variant, parameters, which);
      const sent = await preview(operation, id, request, models);
      counts.payloads++;
      if (sent.endpoint !== id) problems.push(`${which}: ${sent.endpoint} would be called`);
      problems.push(...problemsOf(sent.parameters, parameters).map((text) => `${which}: ${text}`));
      for (const name of Object.keys(sent.parameters)) reached.add(name);
    } catch (error) {
      problems.push(`${which}: ${String(error)}`);
    }
  }
  const missing = Object.keys(variant.fields).filter((name) => !reached.has(name));
  return [...problems, ...missing.map((name) => `full: ${name} is not sent`)];
}

/** Whether every value of every enumeration can be sent, through a field of the request where there is one. */
async function valueProblems(
  { id, operation, parameters }: Schema,
  variants: readonly ModelVariant[],
  models: ModelCatalogue,
  counts: Counts,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [name, spec] of Object.entries(parameters)) {
    counts.parameters++;
    const variant = variants.find(({ fields }) => name in fields);
    const mapper = variant?.fields[name];
    if (!variant || !mapper) continue;
    if (mapper.media) continue;
    const own = mapper.sources[0] === "extraParams";
    for (const value of spec.enum ?? (own ? [valueFor(spec)] : [])) {
      const base = requestFor(variant, parameters, "minimal");
      const sentAs = async (given: Given): Promise<boolean> => {
        const sent = await preview(operation, id, given, models).catch(() => undefined);
        return isDeepStrictEqual(sent?.parameters[name], value);
      };
      const asField = async (): Promise<boolean> => {
        for (const source of mapper.sources) {
          for (const spelling of spellings(source, value)) {
            if (await sentAs({ ...base, ...spelling })) return true;
          }
        }
        return false;
      };
      const extraParams = { ...(base["extraParams"] as object), [name]: value };
      if (!own && !onlyExtra.has(`${name} ${value}`)) {
        counts.byField++;
        if (!(await asField())) problems.push(`${name} cannot be ${JSON.stringify(value)}`);
      } else {
        counts.byExtraParams++;
        if (!(await sentAs({ ...base, extraParams }))) {
          problems.push(`${name} cannot be ${JSON.stringify(value)} in extraParams`);
        }
      }
    }
  }
  return problems;
}

/** Values of mapped parameters that only their own name can say: what the model does when nothing is sent. */
const onlyExtra = new Set(["thinking_type auto"]);

/** What a caller may write to get a wire value. */
function spellings(source: string, value: unknown): readonly Given[] {
  const [, width, height] = /^(\d+)\*(\d+)$/.exec(String(value)) ?? [];
  if (width !== undefined && height !== undefined) {
    const resolution = `${Math.min(Number(width), Number(height))}p`;
    return [{ resolution, aspectRatio: Number(width) > Number(height) ? "16:9" : "9:16" }];
  }
  const words: Record<string, unknown> = {
    portrait: "9:16",
    landscape: "16:9",
    standard: "720p",
    high: "1024p",
    enabled: true,
    disabled: false,
  };
  return [
    { [source]: value },
    { [source]: words[String(value)] },
    ...(value === "custom" ? [{ size: "1024x1024" }] : []),
  ];
}
