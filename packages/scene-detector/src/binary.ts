import { accessSync, chmodSync, constants, statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { FfmpegError } from "./errors.ts";
import { run } from "./process.ts";

/** Where ffmpeg and ffprobe are. */
export interface BinaryOptions {
  /** @default the environment's FFMPEG_PATH, else the installed package's, else `ffmpeg` on the PATH */
  ffmpegPath?: string | undefined;
  /** @default the environment's FFPROBE_PATH, else the installed package's, else `ffprobe` on the PATH */
  ffprobePath?: string | undefined;
}

/** An ffmpeg that has what the detector needs. */
export interface Ffmpeg {
  path: string;
  /** The option that keeps every frame as it is: `-vsync` was renamed in 5.1 and is gone in later versions. */
  everyFrame: readonly string[];
}

type Program = "ffmpeg" | "ffprobe";

const neededFilters = ["scale", "format", "settb", "select", "metadata", "setpts", "crop"];

/** Finds a program; throws `FfmpegError` `missing` with what was tried. */
export function findBinary(program: Program, options: BinaryOptions): string {
  const asked = program === "ffmpeg" ? options.ffmpegPath : options.ffprobePath;
  const variable = program === "ffmpeg" ? "FFMPEG_PATH" : "FFPROBE_PATH";
  for (const [path, from] of [
    [asked, `option ${program}Path`],
    [process.env[variable], `environment variable ${variable}`],
  ] as const) {
    if (path === undefined || path === "") continue;
    const found = executable(path) ? path : path.includes("/") ? undefined : onPath(path);
    if (found) return found;
    throw new FfmpegError("missing", `${from}: "${path}" is no program that can be run`);
  }
  const found = installed(program) ?? onPath(program);
  if (found) return found;
  throw new FfmpegError(
    "missing",
    `no ${program} found: not in @${program}-installer/${program} (is there a build for ${process.platform} ${process.arch}?), not on the PATH; ` +
      `install it, or give its path as ${program}Path or ${variable}`,
  );
}

const require = createRequire(import.meta.url);

/** Asked for when needed: the packages throw where they have no build for the platform. */
const packaged: Record<Program, () => unknown> = {
  ffmpeg: () => require("@ffmpeg-installer/ffmpeg"),
  ffprobe: () => require("@ffprobe-installer/ffprobe"),
};

function installed(program: Program): string | undefined {
  try {
    const { path } = packaged[program]() as { path: string };
    return makeExecutable(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Package managers that block install scripts leave a program without its run bit: sets it. */
export function makeExecutable(path: string): boolean {
  if (!executable(path)) chmodSync(path, 0o755);
  return executable(path);
}

function onPath(program: string): string | undefined {
  const endings = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    if (folder === "") continue;
    for (const ending of endings) {
      const path = join(folder, program + ending);
      if (executable(path)) return path;
    }
  }
  return undefined;
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const checked = new Map<string, Promise<Ffmpeg>>();

/** Finds ffmpeg and makes sure that it has the filters; the installer's build is known and not asked. */
export function findFfmpeg(options: BinaryOptions, signal?: AbortSignal): Promise<Ffmpeg> {
  const path = findBinary("ffmpeg", options);
  if (path === installed("ffmpeg"))
    return Promise.resolve({ path, everyFrame: ["-vsync", "passthrough"] });
  const key = `${path}\n${statSync(path).mtimeMs}`;
  let check = checked.get(key);
  if (!check) {
    check = checkFfmpeg(path, signal);
    checked.set(key, check);
    check.catch(() => checked.delete(key));
  }
  return check;
}

async function checkFfmpeg(path: string, signal: AbortSignal | undefined): Promise<Ffmpeg> {
  let output = "";
  let banner = "";
  const { exitCode } = await run(path, ["-nostdin", "-filters"], {
    signal,
    onOutput: (chunk) => {
      output += chunk.toString("utf8");
    },
    onErrorLine: (line) => {
      if (banner.length < 1000) banner += `${line}\n`;
    },
  }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error)
      throw new FfmpegError("missing", `${path} could not be started: ${error.message}`, {
        cause: error,
      });
    throw error;
  });
  const version = /ffmpeg version (\S+)/.exec(banner)?.[1];
  if (exitCode !== 0 || version === undefined)
    throw new FfmpegError("missing", `${path} does not answer like ffmpeg`, {
      stderr: banner,
      exitCode,
    });
  const present = new Set([...output.matchAll(/^ ?[A-Z.|]{2,3} +(\S+)/gm)].map(([, name]) => name));
  const missing = neededFilters.filter((filter) => !present.has(filter));
  if (missing.length > 0)
    throw new FfmpegError(
      "filters",
      `${path} (ffmpeg ${version}) lacks the filter ${missing.join(", ")}; use a full build`,
    );
  const [, major = "0", minor = "0"] = /^n?(\d+)\.(\d+)/.exec(version) ?? [];
  const renamed = Number(major) > 5 || (Number(major) === 5 && Number(minor) >= 1);
  return { path, everyFrame: [renamed ? "-fps_mode" : "-vsync", "passthrough"] };
}
