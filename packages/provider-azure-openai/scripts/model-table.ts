// Writes the table of models into README.md: node scripts/model-table.ts
import { writeModelTable } from "@tarash/testing";
import { columns } from "../../provider-openai/scripts/model-table.ts";
import { azureOpenai } from "../src/index.ts";

writeModelTable(new URL("..", import.meta.url), azureOpenai, columns);
