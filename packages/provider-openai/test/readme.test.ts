import { testReadme } from "@tarash/testing/kit";
import { columns } from "../scripts/model-table.ts";
import { openai } from "../src/index.ts";

testReadme({
  folder: new URL("..", import.meta.url),
  provider: openai,
  columns,
  example: {
    path: "examples/image.ts",
    prints: ['size: "1536x864"'],
    writes: ["fox.image"],
    takesFile: true,
  },
});
