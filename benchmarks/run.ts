// Every figure of the budgets, as ratios against peers in the same run. Prints a table; writes nothing.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleSize } from "./bundle-size.ts";
import { importTime } from "./import-time.ts";
import { lateness } from "./lateness.ts";
import type { Row } from "./measure.ts";
import { overhead } from "./overhead.ts";
import { startQueue } from "./queue-server.ts";
import { thousandJobs } from "./thousand-jobs.ts";

const root = join(import.meta.dirname, "..");
execFileSync(
  "turbo",
  [
    "run",
    "build",
    "--filter=@tarash/core",
    "--filter=@tarash/provider-fal",
    "--output-logs=errors-only",
  ],
  {
    cwd: root,
    stdio: "inherit",
  },
);

const queue = await startQueue();
const doors = builtDoors();
const rows: Row[] = [
  ...importTime(doors),
  ...(await bundleSize()),
  ...(await overhead(queue)),
  ...(await lateness(queue)),
  ...(await thousandJobs(queue, doors)),
];
queue.close();

console.log("| measure | value | budget | met |\n|---|---|---|---|");
for (const { measure, value, budget, met } of rows) {
  console.log(`| ${measure} | ${value} | ${budget} | ${met ? "yes" : "NO"} |`);
}

/** Built packages point at each other's sources in the workspace, so they are measured installed: packed, in a folder of their own. */
function builtDoors(): { core: string; fal: string } {
  const script = join(root, "scripts", "install-packed.mjs");
  const folder = execFileSync(process.execPath, [script, "core", "provider-fal"], {
    encoding: "utf8",
  }).trim();
  const door = (name: string): string =>
    pathToFileURL(join(folder, "node_modules", "@tarash", name, "dist", "index.js")).href;
  return { core: door("core"), fal: door("provider-fal") };
}
