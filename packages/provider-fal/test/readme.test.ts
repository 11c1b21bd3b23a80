import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fal, type FalModel } from "../src/index.ts";
import { withTable } from "../scripts/model-table.ts";

const folder = new URL("..", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), "utf8");

test("the README's table of models is what the data say: node scripts/model-table.ts writes it", () => {
  const readme = read("README.md");
  expect(unpadded(withTable(readme))).toBe(unpadded(readme));
});

/** The formatter pads the cells of tables. */
function unpadded(text: string): string {
  return text.replace(/ +/g, " ").replace(/-{3,}/g, "---");
}

test("the README shows the example as it is", () => {
  expect(read("README.md")).toContain(`\`\`\`ts\n${read("examples/veo.ts")}\`\`\``);
});

test("the example runs without a key, and says what was sent", () => {
  const temporary = mkdtempSync(join(tmpdir(), "tarash-fal-"));
  const path = join(temporary, "fox.mp4");
  const { FAL_KEY: _key, ...env } = process.env;
  const output = execFileSync(process.execPath, ["examples/veo.ts", path], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  expect(output).toContain('durationSeconds → duration: "8s"');
  expect(readFileSync(path).byteLength).toBeGreaterThan(100);
  rmSync(temporary, { recursive: true });
});

test("the ids that editors offer are the families and endpoints of the data", () => {
  const families = Object.values(fal.definition.models).flatMap((models) => Object.entries(models));
  const ids = families.flatMap(([key, { variants }]) =>
    variants.flatMap(({ endpoint }) => endpoint ?? []).concat(key),
  );
  const offered = [...read("src/model-id.ts").matchAll(/"([^"]+)"/g)].map(([, id]) => id);
  expect(offered).toEqual([...new Set(ids)].toSorted());
  expect("fal-ai/veo3.1/fast" satisfies FalModel).toBe("fal-ai/veo3.1/fast");
});
