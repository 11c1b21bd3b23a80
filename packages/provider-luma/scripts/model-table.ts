// Writes the table of models into README.md: node scripts/model-table.ts
import { type ModelColumns, secondsOf, writeModelTable } from "@tarash/testing";
import { luma } from "../src/index.ts";

export const columns: ModelColumns = {
  Seconds: secondsOf,
  API: ({ variants }) =>
    variants.some(({ endpoint }) => endpoint.startsWith("https://agents."))
      ? "Agents"
      : "Dream Machine",
};

if (process.argv[1] === import.meta.filename) {
  writeModelTable(new URL("..", import.meta.url), luma, columns);
}
