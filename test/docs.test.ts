import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { providerTable } from "../scripts/provider-table.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const pages = globSync(["*.md", "docs/*.md", "decisions/*.md", "packages/*/README.md"], {
  cwd: root,
});
const shown = /^```ts file=(\S+)\n([\s\S]*?)^```$/gm;
const links = /\]\((?!https?:|#|mailto:)([^)#\s]+)/g;

describe.each(pages)("%s", (page) => {
  const text = read(page);

  test("shows example files as they are", () => {
    for (const [, file = "", block] of text.matchAll(shown)) {
      expect(block, file).toBe(read(file));
    }
  });

  test("links to pages that exist", () => {
    const missing = [...text.matchAll(links)]
      .map(([, target = ""]) => target)
      .filter((target) => !existsSync(join(root, dirname(page), target)));
    expect(missing).toEqual([]);
  });
});

test("the README's table of providers is the one that the code gives", () => {
  const between = /<!-- providers: [^>]* -->\n([\s\S]*?)<!-- \/providers -->/.exec(
    read("README.md"),
  )?.[1];
  expect(between?.trim()).toBe(providerTable().trim());
});

const runnable = globSync("examples/*/index.ts", { cwd: root }).filter(
  (file) => !file.includes("live"),
);

test.each(runnable)("%s runs and prints what it promises", { timeout: 60_000 }, (file) => {
  const printed = execFileSync(process.execPath, [join(root, file)], {
    cwd: root,
    encoding: "utf8",
  });
  // Encoders differ by platform; that the bytes are the same each time is the mock's own test.
  expect(printed.replaceAll(`${root}/`, "").replaceAll(/\d+ bytes/g, "N bytes")).toMatchSnapshot();
});

test("the live tests say which keys they miss, and call nothing", () => {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/KEY|TOKEN|SECRET/.test(name)),
  );
  const printed = execFileSync(process.execPath, [join(root, "examples/live/index.ts")], {
    encoding: "utf8",
    env: environment,
  });
  expect(printed).toMatch(/skipped: fal .*FAL_KEY is not set/);
  expect(printed).toMatch(/0 passed, 0 failed, \d+ skipped/);
});
