import { testReadme } from "@tarash/testing/kit";
import { columns } from "../scripts/model-table.ts";
import { replicate } from "../src/index.ts";

testReadme({
  folder: new URL("..", import.meta.url),
  provider: replicate,
  columns,
  example: {
    path: "examples/images.ts",
    prints: ["n → num_outputs: 2"],
    writes: ["fox-1.png", "fox-2.png"],
  },
});
