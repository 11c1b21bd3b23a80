import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unpadded, withModelTable } from "@tarash/testing";
import { expect, test } from "vitest";
import { runway } from "../src/index.ts";

const folder = new URL("..", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), "utf8");

test("the README's table of models is what the data say: node scripts/model-table.ts writes it", () => {
  const readme = read("README.md");
  expect(unpadded(withModelTable(readme, runway))).toBe(unpadded(readme));
});

test("the README shows the example as it is", () => {
  expect(read("README.md")).toContain(`\`\`\`ts\n${read("examples/video.ts")}\`\`\``);
});

test("the example runs without a key, says so, and tells what was sent", () => {
  const temporary = mkdtempSync(join(tmpdir(), "tarash-runway-"));
  const path = join(temporary, "made.mp4");
  const { RUNWAYML_API_SECRET: _key, ...env } = process.env;
  const output = execFileSync(process.execPath, ["examples/video.ts", path], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  expect(output).toContain("RUNWAYML_API_SECRET is missing");
  expect(output).toContain('aspectRatio → ratio: "1280:720"');
  expect(readFileSync(path).byteLength).toBeGreaterThan(50);
  rmSync(temporary, { recursive: true });
});

test("the names that editors offer are models that are still served", () => {
  const offered = [...read("src/model-id.ts").matchAll(/"([^"]+)"/g)].map(([, id]) => id);
  const served = Object.values(runway.definition.models).flatMap((models) =>
    Object.entries(models).flatMap(([id, { retired }]) =>
      retired?.evidence === "vendor" ? [] : [id],
    ),
  );
  expect(served).toEqual(expect.arrayContaining(offered));
});
