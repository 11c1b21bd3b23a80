import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withTable } from "../../provider-openai/scripts/model-table.ts";
import { azureOpenai } from "../src/index.ts";

const folder = new URL("..", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), "utf8");

/** The formatter pads the cells of tables. */
function unpadded(text: string): string {
  return text.replace(/ +/g, " ").replace(/-{3,}/g, "---");
}

test("the README's table of models is what the data say: node scripts/model-table.ts writes it", () => {
  const readme = read("README.md");
  expect(unpadded(withTable(readme, azureOpenai))).toBe(unpadded(readme));
});

test("the README shows the example as it is", () => {
  expect(read("README.md")).toContain(`\`\`\`ts\n${read("examples/image.ts")}\`\`\``);
});

test("the example runs without a key, and says what was sent", () => {
  const temporary = mkdtempSync(join(tmpdir(), "tarash-openai-"));
  const path = join(temporary, "fox.image");
  const { AZURE_OPENAI_API_KEY: _key, ...env } = process.env;
  const output = execFileSync(process.execPath, ["examples/image.ts", path], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  expect(output).toContain('size: "1536x864"');
  expect(readFileSync(path).byteLength).toBeGreaterThan(100);
  rmSync(temporary, { recursive: true });
});
