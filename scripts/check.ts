// Every check of the repository, one after the other; all of them run even when one fails.
// The last line is the test runner's own count.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const folder = mkdtempSync(join(tmpdir(), "tarash-check-"));
const report = join(folder, "tests.json");

const steps: readonly (readonly [name: string, command: string, ...rest: string[]])[] = [
  ["lint", "oxlint", "--deny-warnings"],
  ["format", "oxfmt", "--check"],
  ["types", "tsc"],
  [
    "tests",
    "vitest",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ],
  ["unused code", "knip"],
  ["packages", "turbo", "run", "build", "package-check", "--output-logs=errors-only"],
  ["sizes", "size-limit"],
];

const only = process.argv.slice(2);
const failed: string[] = [];
for (const [name, command, ...rest] of steps) {
  if (only.length > 0 && !only.includes(name)) continue;
  const started = performance.now();
  const { status, error } = spawnSync(command, rest, {
    stdio: "inherit",
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
    shell: process.platform === "win32",
  });
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  if (status === 0) console.log(`✓ ${name} (${seconds} s)`);
  else failed.push(name);
  if (status !== 0) console.log(`✗ ${name} (${seconds} s)${error ? `: ${error.message}` : ""}`);
}

const tests = readReport();
if (failed.length > 0) console.log(`failed checks: ${failed.join(", ")}`);
if (tests) {
  const all = tests.testResults.flatMap(({ assertionResults }) => assertionResults);
  for (const { fullName, status } of all) {
    if (status === "pending" || status === "skipped" || status === "todo")
      console.log(`skipped: ${fullName}`);
  }
  const broken = tests.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((one) => one.status !== "failed"),
  );
  for (const { name, message } of broken) console.log(`could not run ${name}: ${message ?? ""}`);
  const skipped = tests.numPendingTests > 0 ? `, ${tests.numPendingTests} skipped` : "";
  console.log(
    `${tests.numPassedTests} passed, ${tests.numFailedTests + broken.length} failed${skipped}`,
  );
}
rmSync(folder, { recursive: true });
process.exitCode = failed.length > 0 ? 1 : 0;

function readReport(): TestReport | undefined {
  try {
    return JSON.parse(readFileSync(report, "utf8")) as TestReport;
  } catch {
    return undefined;
  }
}
