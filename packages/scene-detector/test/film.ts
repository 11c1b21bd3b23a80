import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { once } from "node:events";
import { extname, join } from "node:path";
import { vi } from "vitest";
import { findBinary } from "../src/binary.ts";

// Drawing a film in a slow codec on a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

export const ffmpegPath: string = findBinary("ffmpeg", {});
export const ffprobePath: string = findBinary("ffprobe", {});

/** A shot of a drawn film: blobs of its own colours over a gradient, all decided by the seed. */
export interface Shot {
  seed: number;
  frames: number;
  /** Pixels a frame that the whole picture moves. @default 0 */
  pan?: number;
  /** Strength of fresh noise in each frame, in levels. @default 2 */
  noise?: number;
  /** Brightness, 1 is full. @default 1 */
  light?: number;
  /** Frames of the shot that are white. */
  flashes?: number[];
  /** How often each picture is repeated, as in animation. @default 1 */
  hold?: number;
  /** How it ends; the frames are its last and, in a dissolve, also the next shot's first. @default a cut */
  into?: { kind: "dissolve" | "fade"; frames: number; colour?: number };
}

const width = 192;
const height = 108;

/** A generator of whole numbers below 2^31, the same for the same seed. */
function random(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

type Blob = [x: number, y: number, radius: number, r: number, g: number, b: number, drift: number];

function picture(shot: Shot, frame: number, target: Uint8Array): void {
  const next = random(shot.seed);
  for (let skip = 0; skip < 8; skip++) next();
  const level = (): number => Math.floor(next() * 230) + 12;
  const top = [level(), level(), level()];
  const bottom = [level(), level(), level()];
  const blobs: Blob[] = Array.from({ length: 9 }, () => [
    next() * width,
    next() * height,
    8 + next() * 26,
    level(),
    level(),
    level(),
    next() - 0.5,
  ]);
  const { pan = 0, noise = 2, light = 1, hold = 1 } = shot;
  const moment = Math.floor(frame / hold) * hold;
  const grain = random(shot.seed * 977 + frame);
  const white = shot.flashes?.includes(frame);
  for (let y = 0, offset = 0; y < height; y++) {
    for (let x = 0; x < width; x++, offset += 3) {
      const mix = y / height;
      const px = x + pan * moment;
      let pixel = top.map((value, index) => value * (1 - mix) + bottom[index]! * mix);
      for (const [cx, cy, radius, r, g, b, drift] of blobs) {
        const dx = ((px + drift * moment - cx + 5 * width) % width) - width / 2;
        const dy = y - cy;
        if (dx * dx + dy * dy < radius * radius) pixel = [r, g, b];
      }
      const speck = (grain() - 0.5) * 2 * noise;
      for (let channel = 0; channel < 3; channel++)
        target[offset + channel] = white
          ? 250
          : Math.max(0, Math.min(255, pixel[channel]! * light + speck));
    }
  }
}

/** The pictures of a film, one after another; each is only valid until the next. */
function* pictures(shots: readonly Shot[]): Generator<Uint8Array> {
  const now = new Uint8Array(width * height * 3);
  const other = new Uint8Array(width * height * 3);
  for (const [index, shot] of shots.entries()) {
    const before = shots[index - 1]?.into;
    const after = shot.into;
    const skip = before?.kind === "dissolve" ? before.frames : 0;
    for (let frame = skip; frame < shot.frames; frame++) {
      picture(shot, frame, now);
      const left = shot.frames - frame;
      if (after && left <= after.frames) {
        const passed = after.frames - left + 1;
        if (after.kind === "dissolve") picture(shots[index + 1]!, after.frames - left, other);
        else other.fill(after.colour ?? 0);
        // A fade stays blank for its last three frames.
        const whole = after.kind === "fade" ? after.frames - 2 : after.frames + 1;
        blend(now, other, Math.min(1, passed / whole));
      }
      if (before?.kind === "fade" && frame < before.frames) {
        other.fill(before.colour ?? 0);
        blend(now, other, 1 - (frame + 1) / (before.frames + 1));
      }
      yield now;
    }
  }
}

function blend(target: Uint8Array, other: Uint8Array, share: number): void {
  for (let index = 0; index < target.length; index++)
    target[index] = target[index]! * (1 - share) + other[index]! * share;
}

/** Where the film's boundaries lie: first frame of the new shot, or the stretch of a gradual change. */
export function truth(shots: readonly Shot[]): { kind: string; from: number; to: number }[] {
  const boundaries: { kind: string; from: number; to: number }[] = [];
  let frame = 0;
  for (const [index, shot] of shots.slice(0, -1).entries()) {
    const before = shots[index - 1]?.into;
    frame += shot.frames - (before?.kind === "dissolve" ? before.frames : 0);
    if (!shot.into) boundaries.push({ kind: "cut", from: frame, to: frame });
    else {
      const { kind, frames } = shot.into;
      const to = kind === "fade" ? frame + frames : frame;
      boundaries.push({ kind, from: frame - frames, to });
    }
  }
  return boundaries;
}

export interface Encoding {
  /** Options of the encoder. @default fast H.264 */
  options?: readonly string[];
  /** More inputs, and options before them. */
  inputs?: readonly string[];
  framesPerSecond?: number;
  /** How the file ends, such as `.mkv`. @default ".mp4" */
  ending?: string;
}

const cache = join(import.meta.dirname, "..", "node_modules", ".cache", "drawn-videos");
/** Changes when the drawing changes, so that nobody tests old pictures. */
const drawing = 4;

/** Draws a film with the installed ffmpeg; the same recipe is drawn once. */
export async function draw(shots: readonly Shot[], encoding: Encoding = {}): Promise<string> {
  const { options = h264, inputs = [], framesPerSecond = 25, ending = ".mp4" } = encoding;
  const recipe = JSON.stringify([drawing, ffmpegPath, shots, options, inputs, framesPerSecond]);
  const name = createHash("sha256").update(recipe).digest("hex").slice(0, 20);
  const path = join(cache, name + ending);
  if (existsSync(path)) return path;
  mkdirSync(cache, { recursive: true });
  const partial = join(cache, `${name}-${process.pid}${ending}`);
  await pipeToFfmpeg(
    ["-f rawvideo -pix_fmt rgb24 -s", `${width}x${height} -r ${framesPerSecond} -i pipe:0`]
      .join(" ")
      .split(" ")
      .concat(inputs, options, partial),
    pictures(shots),
  );
  renameSync(partial, path);
  return path;
}

const h264: readonly string[] =
  "-c:v libx264 -preset ultrafast -crf 20 -g 100 -pix_fmt yuv420p -movflags +faststart".split(" ");

async function pipeToFfmpeg(
  options: readonly string[],
  frames: Iterable<Uint8Array>,
): Promise<void> {
  const child = spawn(ffmpegPath, ["-v", "error", "-y", ...options], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  let told = "";
  child.stderr.on("data", (chunk: Buffer) => {
    told += chunk.toString();
  });
  const ended = once(child, "close") as Promise<[number | null]>;
  child.stdin.on("error", () => undefined);
  for (const frame of frames) {
    if (!child.stdin.write(Buffer.from(frame)))
      await Promise.race([once(child.stdin, "drain"), ended]);
    if (child.exitCode !== null) break;
  }
  child.stdin.end();
  const [code] = await ended;
  if (code !== 0) {
    rmSync(options.at(-1)!, { force: true });
    throw new Error(`drawing with ${extname(options.at(-1)!)} failed: ${told}`);
  }
}

/** Runs the installed ffmpeg on files and returns the path of what it wrote; the same command runs once. */
export async function make(name: string, options: readonly string[]): Promise<string> {
  const key = createHash("sha256")
    .update(JSON.stringify([drawing, options]))
    .digest("hex");
  const folder = join(cache, key.slice(0, 20));
  const path = join(folder, name);
  if (existsSync(path)) return path;
  const partial = `${folder}-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  await pipeToFfmpeg([...options, join(partial, name)], []);
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return path;
}

/** Three plain shots with cuts at the frames 40 and 75: what most tests look at. */
export const threeShots: readonly Shot[] = [
  { seed: 1, frames: 40 },
  { seed: 2, frames: 35 },
  { seed: 3, frames: 45 },
];
