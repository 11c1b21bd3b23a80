import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findBinary } from "../src/binary.ts";

const ffmpeg = findBinary("ffmpeg", {});
const built = join(import.meta.dirname, "../dist/bin.js");
/** The built command where it is there, else its source, which Node must strip of types first. */
export const command: string = existsSync(built)
  ? built
  : join(import.meta.dirname, "../src/bin.ts");

/** Wall time of a process in milliseconds, the fastest of some rounds. */
function fastest(rounds: number, program: string, parameters: readonly string[]): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const { status } = spawnSync(program, parameters, { stdio: "ignore" });
    if (status !== 0) throw new Error(`${program} ended with ${status}`);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

/** Wall times of ffmpeg's plain decode and of the whole command in each mode, in milliseconds. */
export function times(path: string, rounds: number): Record<string, number> {
  const whole = (...more: string[]): number =>
    fastest(rounds, process.execPath, [command, path, "--json", ...more]);
  return {
    decode: fastest(rounds, ffmpeg, [
      "-v",
      "error",
      "-i",
      path,
      "-map",
      "0:V:0",
      "-f",
      "null",
      "-",
    ]),
    accurate: whole(),
    fast: whole("--mode", "fast"),
    preview: whole("--mode", "preview"),
  };
}

/** Largest resident memory of the command and its children together, in MB; Linux only. */
export async function peakMemory(path: string): Promise<number | undefined> {
  if (process.platform !== "linux") return undefined;
  const child = spawn(process.execPath, [command, path, "--json"], { stdio: "ignore" });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentTree(child.pid!));
  }, 20);
  await once(child, "exit");
  clearInterval(timer);
  return peak / 1024;
}

/** Resident kilobytes of a process and everything below it. */
function residentTree(root: number): number {
  const parents = new Map<number, number>();
  const resident = new Map<number, number>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const status = readFileSync(`/proc/${entry}/status`, "utf8");
      parents.set(Number(entry), Number(/PPid:\s+(\d+)/.exec(status)?.[1]));
      resident.set(Number(entry), Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // The process ended while it was looked at.
    }
  }
  const belongs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined; at = parents.get(at))
      if (at === root) return true;
    return false;
  };
  return [...resident].reduce((sum, [pid, size]) => (belongs(pid) ? sum + size : sum), 0);
}
