import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { models } from "../src/models.ts";
import type { RunwayModel } from "../src/index.ts";
import { modelTable } from "./model-table.ts";

/** A table without what the formatter does to its columns. */
function plain(table: string): string {
  return table.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---");
}

test("the table of the README is the one that the data gives", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const [, table] = /<!-- models -->\n\n([^]*?)\n\n<!-- \/models -->/.exec(readme) ?? [];
  expect(plain(table ?? "")).toBe(plain(modelTable(models)));
});

test("the example of the README is the example file", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = readFileSync(new URL("../examples/video.ts", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test("the names that editors offer are models", () => {
  const offered: readonly RunwayModel[] = ["gen4.5", "aleph2", "gpt_image_2"];
  const all = { ...models.video, ...models.image };
  expect(offered.every((id) => all[id])).toBe(true);
});
