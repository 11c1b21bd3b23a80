// Writes the table of models into README.md: node scripts/model-table.ts
import { readFileSync, writeFileSync } from "node:fs";
import { listModels, type ModelDescription } from "@tarash/core";
import { fal } from "../src/index.ts";

const marks = ["<!-- models: made by scripts/model-table.ts -->", "<!-- /models -->"] as const;

/** The README with the table that follows from the data. */
export function withTable(readme: string): string {
  const [start, end] = marks.map((mark) => readme.indexOf(mark)) as [number, number];
  if (start < 0 || end < start) throw new Error(`README.md lacks ${marks.join(" … ")}`);
  return readme.slice(0, start + marks[0].length) + `\n\n${modelTable()}\n\n` + readme.slice(end);
}

function modelTable(): string {
  const models = listModels({ provider: fal, includeRetired: true });
  const parts = (["video", "image"] as const).map((operation) => {
    const rows = models
      .filter((model) => model.operation === operation)
      .toSorted(
        (left, right) => Number(left.status === "retired") - Number(right.status === "retired"),
      )
      .map(row);
    const head =
      "| Model | Endpoints | Does | Images | Seconds | US$ |\n| --- | --- | --- | --- | --- | --- |";
    return `### ${operation === "video" ? "Video" : "Images"}\n\n${head}\n${rows.join("\n")}`;
  });
  return parts.join("\n\n");
}

function row(model: ModelDescription): string {
  const { retired, price } = model;
  const name = `\`${model.model}\`${retired ? ` (gone by ${retired.date})` : ""}`;
  const cells = [
    name,
    String(model.variants.length),
    model.tasks.join(", "),
    model.roles.join(", "),
    secondsOf(model),
    price ? `${price.amount} a ${price.unit}` : "",
  ];
  return `| ${cells.join(" | ")} |`;
}

/** The lengths that any of the endpoints makes. */
function secondsOf({ variants }: ModelDescription): string {
  const lengths = variants
    .flatMap(({ parameters }) => parameters)
    .filter(({ from }) => from.includes("durationSeconds"));
  const allowed = lengths
    .flatMap(({ allowed = [] }) => allowed)
    .map((value) => Number.parseFloat(String(value)));
  const ranges = lengths.flatMap(({ minimum, maximum, parameter }) =>
    parameter === "duration" && minimum !== undefined && maximum !== undefined
      ? [minimum, maximum]
      : [],
  );
  const known = [...new Set([...allowed, ...ranges])].toSorted((left, right) => left - right);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return lengths.length > 0 ? "free" : "";
  const whole = known.length > 4 || ranges.length > 0;
  return whole ? `${first}–${last}` : known.join(", ");
}

if (process.argv[1] === import.meta.filename) {
  const path = new URL("../README.md", import.meta.url);
  writeFileSync(path, withTable(readFileSync(path, "utf8")));
}
