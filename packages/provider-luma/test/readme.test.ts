import { testReadme } from "@tarash/testing/kit";
import { columns } from "../scripts/model-table.ts";
import { luma } from "../src/index.ts";

testReadme({
  folder: new URL("..", import.meta.url),
  provider: luma,
  columns,
  example: {
    path: "examples/extend.ts",
    prints: ["sourceJob → keyframes.frame0"],
    writes: ["fox-1.mp4", "fox-2.mp4"],
  },
});
