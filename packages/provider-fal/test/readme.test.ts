import { readFileSync } from "node:fs";
import { testReadme } from "@tarash/testing/kit";
import { expect, test } from "vitest";
import { columns } from "../scripts/model-table.ts";
import { fal, type FalModel } from "../src/index.ts";

testReadme({
  folder: new URL("..", import.meta.url),
  provider: fal,
  columns,
  example: {
    path: "examples/veo.ts",
    prints: ['durationSeconds → duration: "8s"'],
    writes: ["fox.mp4"],
    takesFile: true,
  },
});

test("the ids that editors offer are the families and endpoints of the data", () => {
  const families = Object.values(fal.definition.models).flatMap((models) => Object.entries(models));
  const ids = families.flatMap(([key, { variants }]) =>
    variants.flatMap(({ endpoint }) => endpoint ?? []).concat(key),
  );
  const source = readFileSync(new URL("../src/model-id.ts", import.meta.url), "utf8");
  const offered = [...source.matchAll(/"([^"]+)"/g)].map(([, id]) => id);
  expect(offered).toEqual([...new Set(ids)].toSorted());
  expect("fal-ai/veo3.1/fast" satisfies FalModel).toBe("fal-ai/veo3.1/fast");
});
