// Writes the table of models into README.md: node scripts/model-table.ts
import { readFileSync, writeFileSync } from "node:fs";
import { listModels, type ModelDescription } from "@tarash/core";
import type { Provider } from "@tarash/core/provider";
import { openai } from "../src/index.ts";

const marks = ["<!-- models: made by scripts/model-table.ts -->", "<!-- /models -->"] as const;

/** A README with the table that follows from the provider's data. */
export function withTable(readme: string, provider: Provider): string {
  const [start, end] = marks.map((mark) => readme.indexOf(mark)) as [number, number];
  if (start < 0 || end < start) throw new Error(`README.md lacks ${marks.join(" … ")}`);
  const table = `\n\n${tableOf(provider)}\n\n`;
  return readme.slice(0, start + marks[0].length) + table + readme.slice(end);
}

function tableOf(provider: Provider): string {
  const head = ["Model", "Makes", "Does", "Sizes", "Qualities", "Formats", "Life"];
  const models = listModels({ provider, includeRetired: true });
  return [head, head.map(() => "---"), ...models.map(cellsOf)]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function cellsOf(model: ModelDescription): readonly string[] {
  return [
    `\`${model.model}\``,
    model.operation,
    model.tasks.join(", "),
    valuesOf(model, "size") || "free",
    valuesOf(model, "quality"),
    valuesOf(model, "output_format"),
    lifeOf(model),
  ];
}

function valuesOf({ variants }: ModelDescription, name: string): string {
  const { allowed = [] } =
    variants[0]?.parameters.find(({ parameter }) => parameter === name) ?? {};
  return [...new Set(allowed)].join(", ");
}

/** Whether a day has passed is left to the reader: the table must not change by itself. */
function lifeOf({ retired, verified }: ModelDescription): string {
  if (!retired) return verified ? "" : "not verified";
  const weak = retired.evidence === "reported" ? ", as is reported" : "";
  return `until ${retired.date}${weak}`;
}

if (process.argv[1] === import.meta.filename) {
  const path = new URL("../README.md", import.meta.url);
  writeFileSync(path, withTable(readFileSync(path, "utf8"), openai));
}
