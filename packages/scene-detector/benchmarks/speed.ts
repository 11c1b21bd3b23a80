import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findBinary } from "../src/binary.ts";

const ffmpeg = findBinary("ffmpeg", {});
const built = process.env["TARASH_COMMAND"] ?? join(import.meta.dirname, "../dist/bin.js");
/** The built command (TARASH_COMMAND names an installed one), else its source, which Node must strip of types first. */
export const command: string = existsSync(built)
  ? built
  : join(import.meta.dirname, "../src/bin.ts");

/** What a process took, in seconds: time on the clock, and of the processors with its children (Linux only). */
export interface Cost {
  wall: number;
  processor: number | undefined;
}

/** The least that a process took in some rounds. */
function cheapest(rounds: number, program: string, parameters: readonly string[]): Cost {
  let wall = Infinity;
  let processor = Infinity;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const before = processorSeconds();
    const { status } = spawnSync(program, parameters, { stdio: "ignore" });
    if (status !== 0) throw new Error(`${program} ended with ${status}`);
    wall = Math.min(wall, (performance.now() - began) / 1000);
    processor = Math.min(processor, processorSeconds() - before);
  }
  return { wall, processor: Number.isFinite(processor) ? processor : undefined };
}

/** Processor time of all children that have ended, from Linux's /proc; NaN elsewhere. */
function processorSeconds(): number {
  if (process.platform !== "linux") return Number.NaN;
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]!.split(" ");
  const ticksPerSecond = 100;
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

/** What ffmpeg's plain decode costs, and the whole command in each mode. */
export function costs(path: string, rounds: number): Record<string, Cost> {
  const whole = (...more: string[]): Cost =>
    cheapest(rounds, process.execPath, [command, path, "--json", ...more]);
  const decode = ["-v", "error", "-i", path, "-map", "0:V:0", "-f", "null", "-"];
  return {
    decode: cheapest(rounds, ffmpeg, decode),
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
