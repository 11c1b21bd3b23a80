import type { ModelCatalogue, ModelVariant } from "@tarash/core/provider";
import { type Given, preview, requestFor, valueFor } from "./requests.ts";
import { type Page, problemsOf, type Spec } from "./schema.ts";

/** What was found out about Runway's models. */
export interface Findings {
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Holds the ways to call each model to what the types say of the endpoint. */
export async function checkPages(
  pages: readonly Page[],
  models: ModelCatalogue,
): Promise<Findings> {
  const problems: string[] = [];
  const counts = { models: 0, pages: 0, payloads: 0, values: 0, byField: 0, byExtraParams: 0 };
  counts.models = new Set(pages.map(({ model }) => model)).size;
  for (const page of pages) {
    const variants = (models[page.operation]?.[page.model]?.variants ?? []).filter(
      ({ endpoint }) => endpoint === page.endpoint,
    );
    counts.pages++;
    const found = [
      ...pageProblems(variants, page.parameters),
      ...(await payloadProblems(page, variants, models, counts)),
      ...(await valueProblems(page, variants, models, counts)),
    ];
    problems.push(...found.map((problem) => `${page.endpoint} ${page.model}: ${problem}`));
  }
  return { problems, counts };
}

function pageProblems(
  variants: readonly ModelVariant[],
  specs: Readonly<Record<string, Spec>>,
): readonly string[] {
  if (variants.length === 0) return ["has a schema and no page"];
  const absent = Object.keys(specs).filter((name) => variants.every(({ fields }) => !fields[name]));
  return [
    ...absent.map((name) => `${name} is on no page`),
    ...variants.flatMap(({ fields, fixed = {}, task }) => [
      ...Object.keys(fields)
        .filter((name) => !(name in specs))
        .map((name) => `${name} is not in the schema`),
      ...Object.keys(specs)
        .filter((name) => specs[name]?.r && !fields[name]?.required && fixed[name] === undefined)
        .map((name) => `${name} is required by the schema`),
      ...Object.keys(fields)
        .filter((name) => fields[name]?.required && !specs[name]?.r && task === undefined)
        .map((name) => `${name} is not required by the schema`),
    ]),
  ];
}

type Counts = Record<"payloads" | "values" | "byField" | "byExtraParams", number>;

async function payloadProblems(
  page: Page,
  variants: readonly ModelVariant[],
  models: ModelCatalogue,
  counts: Counts,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const specs = { ...page.parameters };
  for (const variant of variants) {
    for (const which of ["minimal", "full"] as const) {
      try {
        const sent = await preview(page, requestFor(variant, specs, which), models);
        counts.payloads++;
        const missing = Object.keys(variant.fields).filter((name) => !(name in sent.parameters));
        problems.push(
          ...(sent.endpoint === page.endpoint ? [] : [`${which}: ${sent.endpoint} is called`]),
          ...problemsOf(sent.parameters, specs).map((text) => `${which}: ${text}`),
          ...(which === "full" ? missing.map((name) => `full: ${name} is not sent`) : []),
        );
      } catch (error) {
        problems.push(`${which}: ${String(error)}`);
      }
    }
  }
  return problems;
}

/** Whether every value of every enumeration can be sent, through a field of the request where there is one. */
async function valueProblems(
  page: Page,
  variants: readonly ModelVariant[],
  models: ModelCatalogue,
  counts: Counts,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [name, spec] of Object.entries(page.parameters)) {
    const given = spec.e ?? spec.anyOf?.flatMap(({ e }) => e ?? []) ?? [];
    for (const value of given.length > 0 ? given : [valueFor(spec)]) {
      counts.values++;
      const ways = variants.filter(({ fields }) => fields[name]);
      const sentAs = async (request: (base: Given, source: string) => Given): Promise<boolean> => {
        for (const variant of ways) {
          const [source = name] = variant.fields[name]?.sources ?? [];
          const asked = request(requestFor(variant, page.parameters, "minimal"), source);
          const sent = await preview(page, asked, models).catch(() => undefined);
          if (JSON.stringify(sent?.parameters[name]) === JSON.stringify(value)) return true;
        }
        return false;
      };
      const asField = await sentAs((base, source) => fieldFor(base, source, name, value));
      if (asField) counts.byField++;
      else if (
        await sentAs((base) => ({
          ...base,
          extraParams: { ...(base["extraParams"] as object), [name]: value },
        }))
      )
        counts.byExtraParams++;
      else problems.push(`${name} cannot be ${JSON.stringify(value)}`);
    }
  }
  return problems;
}

/** What a caller writes to get a wire value: shapes by name, rates as numbers. */
function fieldFor(base: Given, source: string, name: string, value: unknown): Given {
  if (source === "extraParams") return base;
  if (name === "ratio" && typeof value === "string") {
    const [width, height] = value.split(":");
    if (source === "size" && height !== undefined) return { ...base, size: `${width}x${height}` };
    return { ...base, aspectRatio: value };
  }
  if (source === "fps") return { ...base, fps: Number.parseFloat(String(value).replace("_", ".")) };
  return { ...base, [source]: value };
}
