// Writes the table of models into README.md: node scripts/model-table.ts
import { writeModelTable } from "@tarash/testing";
import { xai } from "../src/index.ts";

writeModelTable(new URL("..", import.meta.url), xai);
