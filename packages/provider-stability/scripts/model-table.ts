// Writes the table of models into README.md: node scripts/model-table.ts
import { writeModelTable } from "@tarash/testing";
import { stability } from "../src/index.ts";

writeModelTable(new URL("..", import.meta.url), stability);
