import { readFileSync } from "node:fs";
import { testReadme } from "@tarash/testing/kit";
import { expect, test } from "vitest";
import { runway } from "../src/index.ts";

testReadme({
  folder: new URL("..", import.meta.url),
  provider: runway,
  example: {
    path: "examples/video.ts",
    prints: ["RUNWAYML_API_SECRET is missing", 'aspectRatio → ratio: "1280:720"'],
    writes: ["made.mp4"],
    takesFile: true,
  },
});

test("the names that editors offer are models that are still served", () => {
  const source = readFileSync(new URL("../src/model-id.ts", import.meta.url), "utf8");
  const offered = [...source.matchAll(/"([^"]+)"/g)].map(([, id]) => id);
  const served = Object.values(runway.definition.models).flatMap((models) =>
    Object.entries(models).flatMap(([id, { retired }]) =>
      retired?.evidence === "vendor" ? [] : [id],
    ),
  );
  expect(served).toEqual(expect.arrayContaining(offered));
});
