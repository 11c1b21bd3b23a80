import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
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
  expect(read("README.md")).toContain(`\`\`\`ts\n${read("examples/extend.ts")}\`\`\``);
});

test("the example runs without a key, and says what was sent", () => {
  const temporary = mkdtempSync(join(tmpdir(), "tarash-luma-"));
  const { LUMAAI_API_KEY: _key, ...env } = process.env;
  const options = { cwd: folder, env, encoding: "utf8" } as const;
  const output = execFileSync(process.execPath, ["examples/extend.ts", temporary], options);
  expect(output).toContain("sourceJob → keyframes.frame0");
  expect(readdirSync(temporary)).toEqual(["fox-1.mp4", "fox-2.mp4"]);
  rmSync(temporary, { recursive: true });
});
