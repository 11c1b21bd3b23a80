// Packs the named packages as they would be published, installs them with npm into an empty folder,
// and prints that folder. Plain JavaScript, so that older versions of Node run it too.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const names = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "tarash-packed-"));
for (const name of names) {
  const cwd = join(root, "packages", name);
  execFileSync("npx", ["-y", "pnpm@12.21.0", "pack", "--pack-destination", folder], {
    cwd,
    stdio: "pipe",
  });
}
const tarballs = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
execFileSync(
  "npm",
  ["install", "--no-audit", "--no-fund", ...tarballs.map((name) => `./${name}`)],
  {
    cwd: folder,
    stdio: "pipe",
  },
);
process.stdout.write(`${folder}\n`);
