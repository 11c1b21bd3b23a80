import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access, chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Writable } from "node:stream";

/** One run of ffmpeg. */
interface FfmpegRun {
  /**
   * The arguments between the global ones and the output file. Paths in them must not come from
   * outside; a file of `files` is named by its bare name, since ffmpeg runs in the folder of the run.
   */
  readonly arguments: readonly string[];
  /** What ffmpeg reads at `pipe:0`. A chunk may be reused as soon as the next one is asked for. */
  readonly input: Iterable<Uint8Array>;
  /** Further inputs by bare name, laid into the folder of the run; made when its turn has come. */
  readonly files?: () => Readonly<Record<string, Uint8Array>>;
  /** The bare name of the output; its ending chooses the container. */
  readonly output: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds the ffmpeg to run: the one that the environment variable `FFMPEG_PATH` names, else the one
 * that `@ffmpeg-installer/ffmpeg` brought along. Package managers that block install scripts leave
 * that one without its run bit; it is set here.
 */
export async function locateFfmpeg(): Promise<string> {
  const chosen = process.env["FFMPEG_PATH"];
  if (chosen !== undefined && chosen !== "") {
    if (await isRunnable(chosen)) return resolve(chosen);
    throw new Error(`FFMPEG_PATH must name a program that can be run (got ${chosen}).`);
  }
  const installed = await installedFfmpeg();
  if (await isRunnable(installed)) return installed;
  try {
    await chmod(installed, 0o755);
  } catch (cause) {
    throw new Error(
      `${installed} lacks its run bit and it could not be set: run "chmod +x" on it, or set FFMPEG_PATH to another ffmpeg.`,
      { cause },
    );
  }
  return installed;
}

async function installedFfmpeg(): Promise<string> {
  try {
    const installer = await import("@ffmpeg-installer/ffmpeg");
    return installer.default.path;
  } catch (cause) {
    throw new Error(
      "There is no ffmpeg to draw with: install @ffmpeg-installer/ffmpeg with its optional dependencies, or set FFMPEG_PATH to an ffmpeg of your own.",
      { cause },
    );
  }
}

async function isRunnable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs ffmpeg with bytes in and bytes out. Its output goes through a folder of its own below the
 * system's temporary folder (an MP4 cannot be written to a pipe whole), which is removed whatever
 * happens. Throws with ffmpeg's own words when it fails, and the signal's reason when it is aborted;
 * the process has ended by then. At most one run a processor core works at a time; others wait.
 */
export async function runFfmpeg(run: FfmpegRun): Promise<Uint8Array> {
  run.signal?.throwIfAborted();
  const ffmpeg = await locateFfmpeg();
  await takePlace(run.signal);
  try {
    return await runInFolder(ffmpeg, run);
  } finally {
    givePlace();
  }
}

async function runInFolder(ffmpeg: string, run: FfmpegRun): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "tarash-mock-"));
  try {
    for (const [name, bytes] of Object.entries(run.files?.() ?? {})) {
      await writeFile(join(folder, name), bytes);
    }
    await convert(ffmpeg, folder, run);
    return await readFile(join(folder, run.output));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const mostAtOnce = availableParallelism();
const waiting = new Set<() => void>();
let running = 0;

/** A test suite may ask for a hundred videos at once: no more programs run than there are cores. */
async function takePlace(signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  if (running < mostAtOnce) {
    running++;
    return;
  }
  await new Promise<void>((proceed, reject) => {
    const leave = (): void => {
      waiting.delete(enter);
      reject(signal?.reason);
    };
    const enter = (): void => {
      waiting.delete(enter);
      signal?.removeEventListener("abort", leave);
      proceed();
    };
    waiting.add(enter);
    signal?.addEventListener("abort", leave, { once: true });
  });
}

/** Hands the place to whoever has waited longest. */
function givePlace(): void {
  const [next] = waiting;
  if (next === undefined) running--;
  else next();
}

async function convert(ffmpeg: string, folder: string, run: FfmpegRun): Promise<void> {
  run.signal?.throwIfAborted();
  const child = spawn(
    ffmpeg,
    ["-hide_banner", "-loglevel", "error", "-y", ...run.arguments, run.output],
    { cwd: folder, stdio: ["pipe", "ignore", "pipe"], windowsHide: true },
  );
  const kill = (): void => {
    child.kill("SIGKILL");
  };
  run.signal?.addEventListener("abort", kill, { once: true });
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-4000);
  });
  const ended = new Promise<string>((settle) => {
    child.once("error", (error) => settle(error.message));
    child.once("close", (code, signal) =>
      settle(code === 0 ? "" : `it ended with ${signal ?? code}`),
    );
  });
  try {
    await feed(child.stdin, run.input);
    const failure = await ended;
    run.signal?.throwIfAborted();
    if (failure !== "") throw new Error(`ffmpeg failed: ${failure}. ${words.trim()}`);
  } finally {
    kill();
    await ended;
    run.signal?.removeEventListener("abort", kill);
  }
}

/** Writes chunk by chunk. When ffmpeg stops listening it stops too: ffmpeg itself says why. */
async function feed(stdin: Writable, chunks: Iterable<Uint8Array>): Promise<void> {
  stdin.on("error", () => undefined);
  for (const chunk of chunks) {
    const failure = await new Promise((written) => {
      stdin.write(chunk, written);
    });
    if (failure) return;
  }
  stdin.end();
}
