import { testReadme } from "@tarash/testing/kit";
import { stability } from "../src/index.ts";

testReadme({
  folder: new URL("..", import.meta.url),
  provider: stability,
  example: {
    path: "examples/image.ts",
    prints: ["STABILITY_API_KEY is missing", 'aspectRatio → aspect_ratio: "16:9"'],
    writes: ["made.png"],
    takesFile: true,
  },
});
