// Writes the table of models into README.md: node scripts/model-table.ts
import { readFileSync, writeFileSync } from "node:fs";
import { listModels, type ModelDescription } from "@tarash/core";
import { luma } from "../src/index.ts";

const marks = ["<!-- models: made by scripts/model-table.ts -->", "<!-- /models -->"] as const;

/** The README with the table that follows from the data. */
export function withTable(readme: string): string {
  const [start, end] = marks.map((mark) => readme.indexOf(mark)) as [number, number];
  if (start < 0 || end < start) throw new Error(`README.md lacks ${marks.join(" … ")}`);
  return readme.slice(0, start + marks[0].length) + `\n\n${modelTable()}\n\n` + readme.slice(end);
}

function modelTable(): string {
  const models = listModels({ provider: luma, includeRetired: true });
  const parts = (["video", "image"] as const).map((operation) => {
    const rows = models.filter((model) => model.operation === operation).map(row);
    const head = "| Model | API | Does | Images | Seconds |\n| --- | --- | --- | --- | --- |";
    return `### ${operation === "video" ? "Video" : "Images"}\n\n${head}\n${rows.join("\n")}`;
  });
  return parts.join("\n\n");
}

function row({ model, tasks, roles, variants }: ModelDescription): string {
  const agents = variants.some(({ endpoint }) => endpoint.startsWith("https://agents."));
  const seconds = variants
    .flatMap(({ parameters }) => parameters)
    .filter(({ from }) => from.includes("durationSeconds"))
    .flatMap(({ allowed = [] }) => allowed.map((value) => Number.parseFloat(String(value))));
  const cells = [
    `\`${model}\``,
    agents ? "Agents" : "Dream Machine",
    tasks.join(", "),
    roles.join(", "),
    [...new Set(seconds)].join(", "),
  ];
  return `| ${cells.join(" | ")} |`;
}

if (process.argv[1] === import.meta.filename) {
  const path = new URL("../README.md", import.meta.url);
  writeFileSync(path, withTable(readFileSync(path, "utf8")));
}
