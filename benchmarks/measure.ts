import { spawnSync } from "node:child_process";

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** Runs a piece of a module in a Node of its own, from this folder, and returns what it printed. */
export function inOwnProcess(code: string): string {
  const run = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: import.meta.dirname,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout.trim();
}

/** Whole-process wall time of a piece of a module, in milliseconds. */
export function wallTime(code: string): number {
  const started = performance.now();
  inOwnProcess(code);
  return performance.now() - started;
}

export interface Row {
  readonly measure: string;
  readonly value: string;
  readonly budget: string;
  readonly met: boolean;
}

export function row(measure: string, value: string, budget: string, met: boolean): Row {
  return { measure, value, budget, met };
}
