// Writes the table of models into README.md: node scripts/model-table.ts
import { readFileSync, writeFileSync } from "node:fs";
import { withTable } from "../../provider-openai/scripts/model-table.ts";
import { azureOpenai } from "../src/index.ts";

const path = new URL("../README.md", import.meta.url);
writeFileSync(path, withTable(readFileSync(path, "utf8"), azureOpenai));
