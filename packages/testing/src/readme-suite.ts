import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Provider, ProviderDefinition } from "@tarash/core/provider";
import { expect, test } from "vitest";
import { type ModelColumns, unpadded, withModelTable } from "./model-table.ts";

/** A provider package and what its README promises. */
export interface ReadmeSubject {
  /** The package's folder, with `README.md`. */
  readonly folder: URL;
  readonly provider: Provider & { readonly definition: ProviderDefinition };
  /** Columns of the table of models that only this provider has. */
  readonly columns?: ModelColumns;
  readonly example: {
    /** Its file, as `examples/video.ts`. */
    readonly path: string;
    /** What it prints when there is no key, among other things. */
    readonly prints: readonly string[];
    /** The files that it writes into the folder that it is given. */
    readonly writes: readonly string[];
    /** Whether it is given the path of its one file in place of a folder. @default false */
    readonly takesFile?: boolean;
  };
}

/** Registers tests: the table of models is what the data say, and the example is shown as it is and runs without a key. */
export function testReadme({ folder, provider, columns = {}, example }: ReadmeSubject): void {
  const read = (path: string): string => readFileSync(new URL(path, folder), "utf8");

  test("the README's table of models is what the data say: node scripts/model-table.ts writes it", () => {
    const readme = read("README.md");
    expect(unpadded(withModelTable(readme, provider, columns))).toBe(unpadded(readme));
  });

  test("the README shows the example as it is", () => {
    expect(read("README.md")).toContain(`\`\`\`ts\n${read(example.path)}\`\`\``);
  });

  test("the example runs without a key, and says what was sent", () => {
    const temporary = mkdtempSync(join(tmpdir(), `tarash-${provider.definition.name}-`));
    const target = example.takesFile ? join(temporary, example.writes[0] ?? "") : temporary;
    const keys = new Set(provider.definition.env);
    const output = execFileSync(process.execPath, [example.path, target], {
      cwd: folder,
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !keys.has(name))),
      encoding: "utf8",
    });
    for (const text of example.prints) expect(output).toContain(text);
    for (const file of example.writes) {
      expect(readFileSync(join(temporary, file)).byteLength).toBeGreaterThan(50);
    }
    rmSync(temporary, { recursive: true });
  });
}
