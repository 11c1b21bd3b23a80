// Writes the table of models into README.md: node scripts/model-table.ts
import type { ModelDescription } from "@tarash/core";
import { type ModelColumns, writeModelTable } from "@tarash/testing";
import { replicate } from "../src/index.ts";

export const columns: ModelColumns = { Known: knownOf };

/** How sure the page and its end are. */
function knownOf({ retired, verified }: ModelDescription): string {
  const end = retired && (retired.evidence === "vendor" ? "ends" : "said to end");
  return [verified ? "" : "not verified", end ? `${end} ${retired.date}` : ""]
    .filter(Boolean)
    .join(", ");
}

if (process.argv[1] === import.meta.filename) {
  writeModelTable(new URL("..", import.meta.url), replicate, columns);
}
