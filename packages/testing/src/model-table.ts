import { readFileSync, writeFileSync } from "node:fs";
import { listModels, type ModelDescription } from "@tarash/core";
import type { Provider, ProviderDefinition } from "@tarash/core/provider";

const marks = ["<!-- models -->", "<!-- /models -->"] as const;

/** The heads of columns, and what stands in them. */
export type ModelColumns = Readonly<Record<string, (model: ModelDescription) => string>>;

const usual: ModelColumns = {
  Model: ({ model, retired }) => `\`${model}\`${retired ? ` (gone by ${retired.date})` : ""}`,
  Makes: ({ operation }) => operation,
  Tasks: ({ tasks }) => tasks.join(", "),
  Images: ({ roles }) => roles.join(", "),
  US$: ({ price }) => (price ? priceOf(price) : "unknown"),
};

/**
 * A README whose table of models, between its two marks, follows from the provider's data. `more` are columns that only
 * this provider has.
 */
export function withModelTable(
  readme: string,
  provider: Provider & { readonly definition: ProviderDefinition },
  more: ModelColumns = {},
): string {
  const [start, end] = marks.map((mark) => readme.indexOf(mark)) as [number, number];
  if (start < 0 || end < start) throw new Error(`the README lacks ${marks.join(" … ")}`);
  const columns = { ...usual, ...more };
  const heads = Object.keys(columns);
  const rows = listModels({ provider, includeRetired: true }).map((model) =>
    Object.values(columns).map((cell) => cell(model)),
  );
  const table = [heads, heads.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
  return `${readme.slice(0, start + marks[0].length)}\n\n${table}\n\n${readme.slice(end)}`;
}

/** Brings the table of models in `README.md` of a package's folder up to date. */
export function writeModelTable(
  folder: URL,
  provider: Provider & { readonly definition: ProviderDefinition },
  more: ModelColumns = {},
): void {
  const path = new URL("README.md", folder);
  writeFileSync(path, withModelTable(readFileSync(path, "utf8"), provider, more));
}

function priceOf({
  amount,
  maximum,
  by = [],
  unit,
}: NonNullable<ModelDescription["price"]>): string {
  const amounts = [amount, maximum ?? amount, ...by.map((entry) => entry.amount)];
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  return `${least === most ? least : `${least}–${most}`} per ${unit}`;
}

/** How sure a model's page and its end are; empty when nothing speaks against them. */
export function knownOf({ retired, verified }: ModelDescription): string {
  const end = retired && (retired.evidence === "vendor" ? "ends" : "said to end");
  return [verified ? "" : "not verified", end ? `${end} ${retired.date}` : ""]
    .filter(Boolean)
    .join(", ");
}

/** The lengths in seconds that any way to call a model makes: all of a few, or the shortest and the longest. */
export function secondsOf({ variants }: ModelDescription): string {
  const lengths = variants
    .flatMap(({ parameters }) => parameters)
    .filter(({ from }) => from.includes("durationSeconds"));
  const allowed = lengths
    .flatMap(({ allowed = [] }) => allowed)
    .map((value) => Number.parseFloat(String(value)));
  const ranges = lengths.flatMap(({ minimum, maximum, from }) =>
    from.length === 1 && minimum !== undefined && maximum !== undefined ? [minimum, maximum] : [],
  );
  const known = [...new Set([...allowed, ...ranges])].toSorted((left, right) => left - right);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return lengths.length > 0 ? "free" : "";
  const whole = known.length > 4 || ranges.length > 0;
  return whole ? `${first}–${last}` : known.join(", ");
}

/** A README as its formatter would leave it: the cells of tables are padded. */
export function unpadded(readme: string): string {
  return readme.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---");
}
