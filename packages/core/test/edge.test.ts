import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const source = fileURLToPath(new URL("../src", import.meta.url));
const imported = /(?:from\s+|import\s+|import\()\s*["']([\w@./:-]+)["']/g;

/** Every file that an entry brings in, at once or later, and every package. */
async function graphOf(
  entries: readonly string[],
): Promise<{ files: string[]; packages: string[] }> {
  const files = new Set(entries.map((entry) => resolve(source, entry)));
  const packages = new Set<string>();
  for (const file of files) {
    const text = await readFile(file, "utf8");
    for (const [, specifier = ""] of text.matchAll(imported)) {
      if (specifier.startsWith(".")) files.add(resolve(dirname(file), specifier));
      else packages.add(specifier);
    }
  }
  return { files: [...files], packages: [...packages] };
}

/** A file without comments and texts. */
function codeOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "$1")
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""');
}

test("core brings in zod and nothing of Node", async () => {
  const { files, packages } = await graphOf(["index.ts", "authoring.ts"]);
  expect(packages).toEqual(["zod/mini"]);
  expect(files.length).toBeGreaterThan(50);
  expect(files.map((file) => relative(source, file))).not.toContain("media-file.ts");
  expect(files.map((file) => relative(source, file))).not.toContain("file-job-store.ts");
});

test("what needs a file system stands behind the door of Node, which this test would notice", async () => {
  const { packages } = await graphOf(["node.ts"]);
  expect(packages.filter((name) => name.startsWith("node:")).length).toBeGreaterThan(2);
});

test("core takes Node's globals only from globalThis, where they may be missing", async () => {
  const { files } = await graphOf(["index.ts", "authoring.ts"]);
  const bare: string[] = [];
  for (const file of files) {
    const code = codeOf(await readFile(file, "utf8"));
    const guarded = /\{\s*process\s*\}\s*=\s*globalThis/.test(code);
    const name = relative(source, file);
    if (/\b(Buffer|__dirname|__filename|require|setImmediate)\b/.test(code)) bare.push(name);
    if (/(?<!\.)\bprocess\b/.test(code) && !guarded) bare.push(name);
  }
  expect(bare).toEqual([]);
});

test("a video is generated in an edge runtime", async () => {
  const program = fileURLToPath(new URL("edge-runtime.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--no-warnings", "--experimental-vm-modules", program],
    { env: { ...process.env, VENDOR_KEY: "" } },
  );
  expect(JSON.parse(stdout)).toEqual({
    asked: [
      ["POST", "https://api.vendor.test/jobs", "Key edge-key-1"],
      ["GET", "https://api.vendor.test/jobs/j1", "Key edge-key-1"],
    ],
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    url: "https://cdn.vendor.test/v.mp4",
    error: ["ValidationError", true],
    bytes: 6,
    names: ["undefined", "undefined", "undefined"],
  });
}, 20_000);
