import { testReadme } from "@tarash/testing/kit";
import { xai } from "../src/index.ts";

testReadme({
  folder: new URL("..", import.meta.url),
  provider: xai,
  example: {
    path: "examples/video.ts",
    prints: ["XAI_API_KEY is missing", 'aspectRatio → aspect_ratio: "16:9"'],
    writes: ["made.mp4"],
    takesFile: true,
  },
});
