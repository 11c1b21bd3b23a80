// Writes the table of models into README.md: node scripts/model-table.ts
import type { ModelDescription } from "@tarash/core";
import { knownOf, type ModelColumns, writeModelTable } from "@tarash/testing";
import { openai } from "../src/index.ts";

export const columns: ModelColumns = {
  Sizes: (model) => valuesOf(model, "size") || "free",
  Qualities: (model) => valuesOf(model, "quality"),
  Formats: (model) => valuesOf(model, "output_format"),
  Known: knownOf,
};

function valuesOf({ variants }: ModelDescription, name: string): string {
  const { allowed = [] } =
    variants[0]?.parameters.find(({ parameter }) => parameter === name) ?? {};
  return [...new Set(allowed)].join(", ");
}

if (process.argv[1] === import.meta.filename) {
  writeModelTable(new URL("..", import.meta.url), openai, columns);
}
