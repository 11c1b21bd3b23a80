import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { locateFfmpeg } from "../src/ffmpeg.ts";

export interface Probe {
  readonly durationSeconds: number;
  readonly video: string;
  readonly audio: string;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** Lets ffmpeg read a file with these arguments after it; answers what it said and what it wrote. */
export async function readWithFfmpeg(
  bytes: Uint8Array,
  ...after: string[]
): Promise<{ words: string; output: Buffer; code: number }> {
  const folder = await mkdtemp(join(tmpdir(), "tarash-probe-"));
  try {
    await writeFile(join(folder, "media"), bytes);
    const child = spawn(await locateFfmpeg(), ["-hide_banner", "-i", "media", ...after], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: Buffer[] = [];
    let words = "";
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => (words += chunk.toString()));
    const [code] = await once(child, "close");
    return { words, output: Buffer.concat(output), code: Number(code) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What ffmpeg finds in a file. */
export async function probe(bytes: Uint8Array): Promise<Probe> {
  const { words } = await readWithFfmpeg(bytes, "-f", "null", "-");
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d+):([\d.]+)/.exec(words) ?? [];
  const video = /Stream .*Video: (.*)/.exec(words)?.[1] ?? "";
  const [, width, height] = /, (\d+)x(\d+)/.exec(video) ?? [];
  return {
    durationSeconds: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
    video,
    audio: /Stream .*Audio: (.*)/.exec(words)?.[1] ?? "",
    width: Number(width),
    height: Number(height),
    framesPerSecond: Number(/([\d.]+) fps/.exec(video)?.[1]),
  };
}

/** The seconds at which the picture changes abruptly. */
export async function cutsOf(bytes: Uint8Array, threshold: number): Promise<number[]> {
  const filter = `select='gt(scene,${threshold})',showinfo`;
  const { words } = await readWithFfmpeg(bytes, "-vf", filter, "-f", "null", "-");
  return Array.from(words.matchAll(/pts_time:([\d.]+)/g), ([, time]) => Number(time));
}

/** Every frame as red, green and blue bytes. */
export async function pixelsOf(bytes: Uint8Array, format = "rgb24"): Promise<Buffer> {
  const { output } = await readWithFfmpeg(bytes, "-f", "rawvideo", "-pix_fmt", format, "-");
  return output;
}
