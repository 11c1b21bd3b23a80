import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

interface Manifest {
  readonly name: string;
  readonly engines?: { readonly node?: string };
  readonly files?: readonly string[];
  readonly sideEffects?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly publishConfig?: { readonly access?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, "..");
const packages = globSync("packages/*/package.json", { cwd: root }).map((path) => {
  const manifest = JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest;
  return { folder: dirname(path), name: basename(dirname(path)), manifest };
});

/** Which packages of this repository each may need at run time. A provider may need core alone. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  testing: ["core"],
  toolkit: ["core"],
  captions: ["core"],
  "scene-detector": ["core"],
  cli: ["core", "toolkit", "captions", "scene-detector"],
  "provider-azure-openai": ["core", "provider-openai"],
};

function needed({ dependencies, peerDependencies }: Manifest): string[] {
  return Object.keys({ ...dependencies, ...peerDependencies });
}

describe.each(packages)("$name", ({ folder, name, manifest }) => {
  test("needs only the neighbours that it may", () => {
    const own = needed(manifest).flatMap((dependency) =>
      dependency.startsWith("@tarash/") ? [dependency.slice("@tarash/".length)] : [],
    );
    const may = allowed[name] ?? ["core"];
    expect(own.filter((neighbour) => !may.includes(neighbour))).toEqual([]);
  });

  test("imports nobody's inside, and not its own door", () => {
    const faults = globSync("src/**/*.ts", { cwd: join(root, folder) }).flatMap((file) => {
      const text = readFileSync(join(root, folder, file), "utf8");
      const imported = [...text.matchAll(/from "([^"]+)"|import\("([^"]+)"\)/g)].map(
        ([, plain, lazy]) => plain ?? lazy ?? "",
      );
      return imported
        .filter(
          (path) =>
            /(^|\/)index\.ts$/.test(path) ||
            path.startsWith("../..") ||
            /^@tarash\/[^/]+\/(src|dist)/.test(path),
        )
        .map((path) => `${file} imports ${path}`);
    });
    expect(faults).toEqual([]);
  });

  test("can be published: files, engines, access, no side effects", () => {
    expect(manifest.files).toEqual(expect.arrayContaining(["dist", "src"]));
    expect(manifest.engines?.node).toBe(">=22.12");
    expect(manifest.publishConfig?.access).toBe("public");
    expect(manifest.sideEffects).toBe(false);
    expect(Object.keys(manifest.scripts ?? {})).toEqual(
      expect.arrayContaining(["build", "package-check"]),
    );
  });

  test("runs no script when it is installed", () => {
    const scripts = Object.keys(manifest.scripts ?? {});
    expect(scripts.filter((script) => /^(pre|post)?install$|^prepare$/.test(script))).toEqual([]);
  });
});

test("core needs zod and nothing else", () => {
  const core = packages.find(({ name }) => name === "core");
  expect(core && needed(core.manifest)).toEqual(["zod"]);
});
