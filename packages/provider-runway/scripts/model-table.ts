// Writes the table of models into README.md: node scripts/model-table.ts
import { readFileSync, writeFileSync } from "node:fs";
import { withModelTable } from "@tarash/testing";
import { runway } from "../src/index.ts";

const path = new URL("../README.md", import.meta.url);
writeFileSync(path, withModelTable(readFileSync(path, "utf8"), runway));
