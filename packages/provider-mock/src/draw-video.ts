import { chime } from "./chime.ts";
import { discMask } from "./canvas.ts";
import { requireSide } from "./draw-image.ts";
import { runFfmpeg } from "./ffmpeg.ts";
import type { Frame } from "./frame.ts";
import { frameOf, layOnFrame } from "./frame.ts";
import { scenePalette } from "./palette.ts";
import { layProgress, paintTrack, progressOf } from "./progress.ts";
import type { Random } from "./random.ts";
import { createRandom } from "./random.ts";
import { layoutOf, orbPosition, paintScene } from "./scenery.ts";
import { sentences } from "./sentences.ts";
import { encodeWav } from "./wav.ts";

/** What to draw. */
export interface VideoDrawing {
  /** Written on the picture, sentence by sentence. */
  readonly prompt: string;
  /** More than 0, at most 600; rounded to whole frames, at least one. */
  readonly durationSeconds: number;
  /** Pixels, 16 to 8192; an odd width becomes the next even one, since H.264 halves the colour planes. */
  readonly width: number;
  /** Pixels, 16 to 8192; an odd height becomes the next even one. */
  readonly height: number;
  /** 1 to 120. The broadcast rates 23.976, 29.97 and 59.94 are taken as 24, 30 and 60 times 1000/1001. */
  readonly framesPerSecond: number;
  /** The same seed and prompt give the same bytes. */
  readonly seed: number | string;
  /** Adds a quiet melody as AAC. */
  readonly withAudio: boolean;
  /** Ends ffmpeg and rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

interface Scene {
  readonly text: string;
  readonly firstFrame: number;
  /** The first frame of what follows. */
  readonly endFrame: number;
}

interface Timing {
  readonly rate: readonly [numerator: number, denominator: number];
  readonly frameSeconds: number;
  readonly frameCount: number;
  readonly seconds: number;
}

const shortestSceneSeconds = 0.25;
const audioRate = 48_000;
/** The AAC encoder puts one frame of silence in front, which must not make the file longer. */
const aacFrame = 1024;
/** One thread and no dates, versions or other metadata: the same frames give the same bytes. */
const encoding =
  "-c:v libx264 -preset superfast -crf 20 -threads 1 -bf 0 " +
  "-color_range tv -colorspace bt709 -color_primaries bt709 -color_trc bt709 " +
  "-map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -movflags +faststart";
const longestSeconds = 600;

/**
 * Draws an MP4 (H.264 in yuv420p) that shows the prompt, a moving sun or moon, and the time. Each
 * sentence of the prompt has a scene of its own, all equally long, with a hard cut between two; where
 * that would make scenes shorter than a quarter of a second, neighbouring sentences share one. The
 * same arguments give the same bytes. Throws when an argument is out of range, when ffmpeg fails (with
 * its own words), and when aborted.
 */
export async function drawVideo(drawing: VideoDrawing): Promise<Uint8Array> {
  const { durationSeconds, framesPerSecond, withAudio, signal } = drawing;
  const width = evenSide("width", drawing.width);
  const height = evenSide("height", drawing.height);
  requireRange("durationSeconds", durationSeconds, Number.MIN_VALUE, longestSeconds);
  requireRange("framesPerSecond", framesPerSecond, 1, 120);
  const timing = timingOf(durationSeconds, framesPerSecond);
  const scenes = scenesOf(drawing.prompt, timing);
  const rate = timing.rate.join("/");
  return runFfmpeg({
    arguments: [
      ...`-f rawvideo -pix_fmt yuv420p -s ${width}x${height} -r ${rate} -i pipe:0`.split(" "),
      ...(withAudio ? "-i sound.wav -c:a aac -b:a 96k".split(" ") : []),
      ...`-g ${Math.ceil(framesPerSecond * 2)} ${encoding}`.split(" "),
    ],
    input: frames(drawing, width, height, scenes, timing),
    files: () => (withAudio ? { "sound.wav": melody(drawing, scenes, timing) } : {}),
    output: "video.mp4",
    signal,
  });
}

function evenSide(name: string, pixels: number): number {
  requireSide(name, pixels);
  requireRange(name, pixels, 16, 8192);
  return pixels + (pixels % 2);
}

function requireRange(name: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  const allowed = least === Number.MIN_VALUE ? "more than 0" : `at least ${least}`;
  throw new Error(`${name} must be ${allowed} and at most ${most} (got ${value}).`);
}

function timingOf(durationSeconds: number, framesPerSecond: number): Timing {
  const nominal = Math.ceil(framesPerSecond);
  const isBroadcast = Math.abs(framesPerSecond - (nominal * 1000) / 1001) < 0.005;
  const rate: [number, number] = isBroadcast
    ? [nominal * 1000, 1001]
    : [Math.round(framesPerSecond * 1000), 1000];
  const frameCount = Math.max(1, Math.round((durationSeconds * rate[0]) / rate[1]));
  return {
    rate,
    frameSeconds: rate[1] / rate[0],
    frameCount,
    seconds: (frameCount * rate[1]) / rate[0],
  };
}

/** Deals the sentences out to scenes of equal length. */
function scenesOf(prompt: string, { frameCount, seconds }: Timing): Scene[] {
  const texts = sentences(prompt);
  const most = Math.max(1, Math.min(frameCount, Math.floor(seconds / shortestSceneSeconds)));
  const count = Math.min(texts.length, most);
  return Array.from({ length: count }, (_, scene) => ({
    text: texts
      .slice(
        Math.round((scene * texts.length) / count),
        Math.round(((scene + 1) * texts.length) / count),
      )
      .join(" "),
    firstFrame: Math.round((scene * frameCount) / count),
    endFrame: Math.round(((scene + 1) * frameCount) / count),
  }));
}

function melody(
  { seed, prompt }: VideoDrawing,
  scenes: readonly Scene[],
  timing: Timing,
): Uint8Array {
  const starts = scenes.map((scene) => scene.firstFrame * timing.frameSeconds);
  const random = createRandom("melody", seed, prompt);
  const sampleCount = Math.max(1, Math.round(timing.seconds * audioRate) - aacFrame);
  return encodeWav(chime(sampleCount, audioRate, starts, random), audioRate);
}

/**
 * How far across the sky the orb stands after a share of its scene. It takes two and a half seconds
 * from side to side at least: faster, and a scene detector would take it for a cut.
 */
function journey(seconds: number, random: Random): (share: number) => number {
  const length = Math.min(0.76, 0.3 * seconds);
  const middle = 0.5 + random.between(-0.5, 0.5) * (0.76 - length);
  const direction = random.next() < 0.5 ? 1 : -1;
  return (share) => middle + direction * length * (share - 0.5);
}

/** Paints each scene once and then, frame by frame, only what moves: the orb and the progress. */
function* frames(
  { prompt, seed, framesPerSecond }: VideoDrawing,
  width: number,
  height: number,
  scenes: readonly Scene[],
  timing: Timing,
): Generator<Uint8Array> {
  const layout = layoutOf(width, height);
  const orb = discMask(layout.orbRadius);
  const firstIsDark = createRandom("video", seed, prompt).next() < 0.5;
  const moving: Frame = { width, height, bytes: new Uint8Array((width * height * 3) / 2) };
  const cuts = scenes.slice(1).map((scene) => scene.firstFrame / timing.frameCount);
  const progress = progressOf(width, height, timing.seconds);
  const upperRight = `${width}x${height}  ${Number(framesPerSecond.toFixed(3))} fps`;
  for (const [number, scene] of scenes.entries()) {
    const palette = scenePalette(createRandom("colours", seed, prompt), number, firstIsDark);
    const upperLeft =
      scenes.length === 1 ? "Mock video" : `Scene ${number + 1} of ${scenes.length}`;
    const text = { prompt: scene.text, upperLeft, upperRight };
    const random = createRandom("scene", number, seed, prompt);
    const canvas = paintScene(width, height, palette, text, random);
    paintTrack(canvas, progress, cuts, palette.footer);
    const still = frameOf(canvas);
    const acrossAt = journey((scene.endFrame - scene.firstFrame) * timing.frameSeconds, random);
    for (let index = scene.firstFrame; index < scene.endFrame; index++) {
      moving.bytes.set(still.bytes);
      const share = (index - scene.firstFrame) / (scene.endFrame - scene.firstFrame);
      const centre = orbPosition(width, height, acrossAt(share));
      const corner = { x: centre.x - orb.width / 2, y: centre.y - orb.height / 2 };
      layOnFrame(moving, orb, corner, palette.orb, canvas.cover);
      layProgress(moving, progress, (index + 1) * timing.frameSeconds, palette);
      yield moving.bytes;
    }
  }
}
