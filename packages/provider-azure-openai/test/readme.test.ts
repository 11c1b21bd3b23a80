import { testReadme } from "@tarash/testing/kit";
import { columns } from "../../provider-openai/scripts/model-table.ts";
import { azureOpenai } from "../src/index.ts";

testReadme({
  folder: new URL("..", import.meta.url),
  provider: azureOpenai,
  columns,
  example: {
    path: "examples/image.ts",
    prints: ['size: "1536x864"'],
    writes: ["fox.image"],
    takesFile: true,
  },
});
