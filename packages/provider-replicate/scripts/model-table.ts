// Writes the table of models into README.md: node scripts/model-table.ts
import { knownOf, type ModelColumns, writeModelTable } from "@tarash/testing";
import { replicate } from "../src/index.ts";

export const columns: ModelColumns = { Known: knownOf };

if (process.argv[1] === import.meta.filename) {
  writeModelTable(new URL("..", import.meta.url), replicate, columns);
}
