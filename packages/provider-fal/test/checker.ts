import type { ModelCatalogue, ModelVariant } from "@tarash/core/provider";
import { preview } from "./preview.ts";
import { requestFor, valueFor, variantsByEndpoint } from "./requests.ts";
import type { Spec } from "../src/catalogue-data.ts";
import { type Endpoint, problemsOf } from "./schema.ts";

/** What was found out about the pages of many endpoints. */
export interface Findings {
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Holds the pages of endpoints to their schemas. */
export async function checkPages(
  endpoints: readonly Endpoint[],
  models: ModelCatalogue,
): Promise<Findings> {
  const variants = {
    video: variantsByEndpoint(models.video),
    image: variantsByEndpoint(models.image),
    tts: variantsByEndpoint(models.tts),
    sts: variantsByEndpoint(models.sts),
  };
  const problems: string[] = [];
  const counts = { endpoints: 0, payloads: 0, parameters: 0, byField: 0, byExtraParams: 0 };
  for (const endpoint of endpoints) {
    const { id, operation, parameters } = endpoint;
    const variant = variants[operation].get(id);
    if (!variant) {
      problems.push(`${id}: has a schema and no page`);
      continue;
    }
    counts.endpoints++;
    const found = [
      ...pageProblems(variant, parameters),
      ...(await payloadProblems(endpoint, variant, models, counts)),
      ...(await valueProblems(endpoint, variant, models, counts)),
    ];
    problems.push(...found.map((problem) => `${id}: ${problem}`));
  }
  return { problems, counts };
}

function pageProblems(
  { fields, task }: ModelVariant,
  specs: Readonly<Record<string, Spec>>,
): readonly string[] {
  const absent = Object.keys(specs).filter((name) => !(name in fields));
  const invented = Object.keys(fields).filter((name) => !(name in specs));
  const lax = Object.keys(specs).filter((name) => specs[name]?.r && !fields[name]?.required);
  const strict = Object.keys(fields)
    .filter((name) => fields[name]?.required && !specs[name]?.r)
    // An edit without a picture is none, though the schema would take it.
    .filter((name) => !(task === "edit" && name === "image_urls"));
  return [
    ...absent.map((name) => `${name} is not on the page`),
    ...invented.map((name) => `${name} is not in the schema`),
    ...lax.map((name) => `${name} is required by the schema`),
    ...strict.map((name) => `${name} is not required by the schema`),
  ];
}

type Counts = Record<"payloads" | "parameters" | "byField" | "byExtraParams", number>;

async function payloadProblems(
  { id, operation, parameters }: Endpoint,
  variant: ModelVariant,
  models: ModelCatalogue,
  counts: Counts,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const which of ["minimal", "full"] as const) {
    try {
      const sent = await preview(
        operation,
        id,
        requestFor(operation, variant, parameters, which),
        models,
      );
      counts.payloads++;
      if (sent.endpoint !== id) problems.push(`${which}: ${sent.endpoint} would be called`);
      problems.push(...problemsOf(sent.parameters, parameters).map((text) => `${which}: ${text}`));
      const missing = Object.keys(parameters).filter((name) => !(name in sent.parameters));
      if (which === "full") problems.push(...missing.map((name) => `full: ${name} is not sent`));
    } catch (error) {
      problems.push(`${which}: ${String(error)}`);
    }
  }
  return problems;
}

/** Whether every value of every enumeration can be sent, through a field of the request where there is one. */
async function valueProblems(
  { id, operation, parameters }: Endpoint,
  variant: ModelVariant,
  models: ModelCatalogue,
  counts: Counts,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [name, spec] of Object.entries(parameters)) {
    counts.parameters++;
    const [source] = variant.fields[name]?.sources ?? [];
    const own = source === "extraParams" || variant.fields[name]?.media !== undefined;
    const values = spec.e ?? spec.anyOf?.flatMap(({ e }) => e ?? []) ?? [];
    for (const value of values.length > 0 ? values : own ? [] : [valueFor(spec)]) {
      const base = requestFor(operation, variant, parameters, "minimal");
      const asField = { ...base, [source ?? name]: fieldValue(source, value) };
      const asExtra = {
        ...base,
        extraParams: { ...(base["extraParams"] as object), [name]: value },
      };
      const sentAs = async (given: object): Promise<boolean> => {
        const sent = await preview(
          operation,
          id,
          { ...(["video", "image"].includes(operation) ? { task: "generate" } : {}), ...given },
          models,
        ).catch(() => undefined);
        return sent?.parameters[name] === value;
      };
      if (!own && (await sentAs(asField))) counts.byField++;
      else if (await sentAs(asExtra)) counts.byExtraParams++;
      else problems.push(`${name} cannot be ${JSON.stringify(value)}`);
    }
  }
  return problems;
}

/** What a caller writes to get a wire value: seconds and rates are numbers, switches are booleans. */
function fieldValue(source: string | undefined, value: unknown): unknown {
  if (source === "durationSeconds" || source === "fps") return Number.parseFloat(String(value));
  if (source === "enhancePrompt" && typeof value === "string") return value === "enabled";
  return value;
}
