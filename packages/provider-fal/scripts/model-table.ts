// Writes the table of models into README.md: node scripts/model-table.ts
import { type ModelColumns, secondsOf, writeModelTable } from "@tarash/testing";
import { fal } from "../src/index.ts";

export const columns: ModelColumns = {
  Seconds: secondsOf,
  Endpoints: ({ variants }) => String(variants.length),
};

if (process.argv[1] === import.meta.filename) {
  writeModelTable(new URL("..", import.meta.url), fal, columns);
}
