import type { ModelCatalogue, ModelVariant } from "@tarash/core/provider";
import { preview } from "./preview.ts";
import { requestFor } from "./requests.ts";
import { at, leaves, problemsOf, type Schema, schemaOf, valuesOf } from "./schema.ts";

type Counts = Record<"models" | "variants" | "payloads" | "parameters" | "values", number>;

/** What was found out about the pages of all models. */
export interface Findings {
  readonly problems: readonly string[];
  readonly counts: Counts;
}

/** Parameters that the caller of Tarash has no use for, or that Tarash sends by itself. */
const notForCallers = new Set(["model", "type", "generation_type"]);

/** Holds the pages of all models to their schemas. */
export async function checkPages(models: ModelCatalogue): Promise<Findings> {
  const problems: string[] = [];
  const counts = { models: 0, variants: 0, payloads: 0, parameters: 0, values: 0 };
  for (const operation of ["video", "image"] as const) {
    for (const [id, model] of Object.entries(models[operation] ?? {})) {
      counts.models++;
      const reached = new Map<Schema, Set<string>>();
      for (const variant of model.variants) {
        counts.variants++;
        const schema = schemaOf(variant.endpoint ?? id, variant.fixed ?? {});
        const names = reached.get(schema) ?? new Set();
        reached.set(schema, names);
        const where = `${id} ${variant.task ?? "generate"}`;
        const found = [
          ...(await payloadProblems(operation, id, variant, schema, models, names, counts)),
          ...(await valueProblems(operation, id, variant, schema, models, counts)),
        ];
        problems.push(...found.map((problem) => `${where}: ${problem}`));
      }
      for (const [schema, names] of reached) {
        counts.parameters += names.size;
        const absent = leaves(schema).filter((name) => !names.has(name));
        problems.push(
          ...absent
            .filter((name) => !notForCallers.has(name))
            .map((name) => `${id}: ${name} is on no page`),
        );
      }
    }
  }
  return { problems, counts };
}

async function payloadProblems(
  operation: "video" | "image",
  id: string,
  variant: ModelVariant,
  schema: Schema,
  models: ModelCatalogue,
  reached: Set<string>,
  counts: Counts,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const which of ["minimal", "full"] as const) {
    try {
      const request = requestFor(variant, schema, which);
      const sent = await preview(operation, id, request, models);
      counts.payloads++;
      if (sent.endpoint !== variant.endpoint) problems.push(`${which}: ${sent.endpoint} is called`);
      if (variant.endpoint?.includes("{id}") && typeof sent.id !== "string") {
        problems.push(`${which}: no id for the path`);
      }
      problems.push(...problemsOf(sent.body, schema).map((problem) => `${which}: ${problem}`));
      for (const name of leaves(schema)) if (read(sent.body, name) !== undefined) reached.add(name);
    } catch (error) {
      problems.push(`${which}: ${String(error)}`);
    }
  }
  return problems;
}

/** Whether every value of every enumeration can be sent by a field of the request, or by its own name. */
async function valueProblems(
  operation: "video" | "image",
  id: string,
  variant: ModelVariant,
  schema: Schema,
  models: ModelCatalogue,
  counts: Counts,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [parameter, mapper] of Object.entries(variant.fields)) {
    // Some ways to call a model allow less than the model as a whole.
    const narrowed = parameter === "video.duration";
    const values = narrowed ? (mapper.shape.allowed ?? []) : valuesOf(at(schema, parameter));
    for (const value of parameter === "generation_type" ? [] : values) {
      counts.values++;
      const [source = "extraParams"] = mapper.sources;
      const base = requestFor(variant, schema, "minimal");
      const seconds = Number.parseFloat(String(value));
      const given =
        source === "extraParams"
          ? { extraParams: { ...(base["extraParams"] as object), [mapper.name ?? ""]: value } }
          : { [source]: source === "durationSeconds" ? seconds : value };
      const sent = await preview(operation, id, { ...base, ...given }, models).catch(String);
      if (typeof sent === "string" || read(sent.body, parameter) !== value) {
        problems.push(`${parameter} cannot be ${String(value)}`);
      }
    }
  }
  return problems;
}

function read(body: unknown, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], body);
}
