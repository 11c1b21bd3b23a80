import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { CancelledError, TarashError, TimeoutError } from "@tarash/core";

/** How a process is run and listened to. */
export interface RunOptions {
  signal?: AbortSignal | undefined;
  /** Variables beside those of this process. */
  environment?: Record<string, string>;
  /** Called with each piece of standard output; the process waits while it works. */
  onOutput?: (chunk: Buffer) => void | Promise<void>;
  /** Called with each line of standard error. */
  onErrorLine?: (line: string) => void;
}

export interface Ended {
  exitCode: number | undefined;
  killedBy: NodeJS.Signals | undefined;
}

/**
 * Runs a program without a shell and waits for its end. An abort ends it and everything that it started,
 * and rejects with the signal's reason.
 */
export async function run(
  program: string,
  parameters: readonly string[],
  options: RunOptions = {},
): Promise<Ended> {
  const { signal, onOutput, onErrorLine, environment } = options;
  throwIfAborted(signal);
  const child = spawn(program, parameters, {
    // Its own process group, so that a wrapper script and its children end together.
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    ...(environment ? { env: { ...process.env, ...environment } } : {}),
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, killedBy) =>
      resolve({ exitCode: code ?? undefined, killedBy: killedBy ?? undefined }),
    );
  });
  ended.catch(() => undefined);
  const stop = (): void => killTree(child);
  remember(child);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    if (onErrorLine) readLines(child.stderr, onErrorLine);
    else child.stderr.resume();
    if (onOutput) {
      for await (const chunk of child.stdout) {
        await onOutput(chunk as Buffer);
        if (signal?.aborted) break;
      }
    } else child.stdout.resume();
    const result = await ended;
    throwIfAborted(signal);
    return result;
  } catch (error) {
    killTree(child);
    await ended.catch(() => undefined);
    throwIfAborted(signal);
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
    forget(child);
  }
}

function readLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    const lines = (rest + text).split(/[\r\n]+/);
    rest = lines.pop()!.slice(-10_000);
    for (const line of lines) if (line !== "") onLine(line);
  });
  stream.on("end", () => {
    if (rest !== "") onLine(rest);
  });
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { windowsHide: true });
  } else {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      child.kill("SIGKILL");
    }
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
}

const running = new Set<ChildProcess>();
const killAll = (): void => running.forEach(killTree);

/** A process group of its own outlives its parent's end, so that must end it. */
function remember(child: ChildProcess): void {
  if (running.size === 0) process.on("exit", killAll);
  running.add(child);
}

function forget(child: ChildProcess): void {
  running.delete(child);
  if (running.size === 0) process.off("exit", killAll);
}

/** A signal that fires when the caller aborts or the time is over; `undefined` where neither is asked for. */
export function deadline(options: {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}): AbortSignal | undefined {
  const { signal, timeoutMs } = options;
  if (timeoutMs === undefined) return signal;
  const over = new AbortController();
  const late = (): void =>
    over.abort(
      new TimeoutError(`not finished after ${timeoutMs} ms; ffmpeg was ended`, { timeoutMs }),
    );
  // A timer that waits for nothing else must not keep the program alive.
  setTimeout(late, timeoutMs).unref();
  return signal ? AbortSignal.any([signal, over.signal]) : over.signal;
}

/** Throws `TimeoutError` or `CancelledError` once the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  const { reason } = signal as { reason: unknown };
  if (reason instanceof TarashError) throw reason;
  if (reason instanceof DOMException && reason.name === "TimeoutError")
    throw new TimeoutError("the caller's time is over; ffmpeg was ended", { cause: reason });
  throw new CancelledError("the caller aborted; ffmpeg was ended", { cause: reason });
}
