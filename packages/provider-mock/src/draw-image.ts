import type { Canvas } from "./canvas.ts";
import { clipTo, discMask, layMask, roundedMask } from "./canvas.ts";
import { runFfmpeg } from "./ffmpeg.ts";
import { scenePalette } from "./palette.ts";
import { encodePng } from "./png.ts";
import { createRandom } from "./random.ts";
import { layoutOf, orbPosition, paintScene } from "./scenery.ts";

/** The image formats that can be drawn. */
export type ImageFormat = "png" | "jpeg" | "webp";

/** What to draw. */
export interface ImageDrawing {
  /** Written on the picture. */
  readonly prompt: string;
  /** Pixels, 1 to 8192. */
  readonly width: number;
  /** Pixels, 1 to 8192. */
  readonly height: number;
  readonly format: ImageFormat;
  /** The same seed and prompt give the same bytes. */
  readonly seed: number | string;
  /** Rounds the corners off and leaves them empty. Not for `jpeg`, which cannot. False unless given. */
  readonly transparent?: boolean;
  readonly signal?: AbortSignal | undefined;
}

const largestSide = 8192;
const encoders: Readonly<Record<Exclude<ImageFormat, "png">, string>> = {
  jpeg: "-pix_fmt yuvj420p -c:v mjpeg -q:v 3 -f image2 -update 1",
  webp: "-pix_fmt yuva420p -c:v libwebp -quality 85 -f webp",
};

/**
 * Draws a landscape with the prompt on it. PNG is written here and needs no ffmpeg; JPEG and WebP are
 * converted by it. Throws when a side is not a whole number from 1 to 8192, or for a transparent JPEG.
 */
export async function drawImage(drawing: ImageDrawing): Promise<Uint8Array> {
  const { width, height, format, transparent = false, signal } = drawing;
  requireSide("width", width);
  requireSide("height", height);
  if (transparent && format === "jpeg") {
    throw new Error("A JPEG cannot be transparent: ask for png or webp.");
  }
  signal?.throwIfAborted();
  const canvas = paint(drawing);
  if (format === "png") return encodePng(canvas, transparent);
  return runFfmpeg({
    arguments: [
      ...`-f rawvideo -pix_fmt rgba -s ${width}x${height} -i pipe:0 -frames:v 1`.split(" "),
      ..."-threads 1 -flags:v +bitexact -fflags +bitexact".split(" "),
      ..."-sws_flags +bitexact+accurate_rnd".split(" "),
      ...encoders[format].split(" "),
      ...(format === "webp" && !transparent ? ["-pix_fmt", "yuv420p"] : []),
    ],
    input: [new Uint8Array(canvas.pixels.buffer)],
    output: `image.${format}`,
    signal,
  });
}

/** Throws unless a side has a length that can be drawn; `name` says which side in the message. */
export function requireSide(name: string, pixels: number): void {
  if (Number.isInteger(pixels) && pixels >= 1 && pixels <= largestSide) return;
  throw new Error(
    `${name} must be a whole number of pixels from 1 to ${largestSide} (got ${pixels}).`,
  );
}

function paint({ prompt, width, height, seed, transparent }: ImageDrawing): Canvas {
  const random = createRandom("image", seed, prompt);
  const palette = scenePalette(random, 0, random.next() < 0.5);
  const orb = orbPosition(width, height, random.between(0.2, 0.8));
  const text = { prompt, upperLeft: "Mock image", upperRight: `${width}x${height}` };
  const canvas = paintScene(width, height, palette, text, random);
  const mask = discMask(layoutOf(width, height).orbRadius);
  layMask(canvas, mask, orb.x - mask.width / 2, orb.y - mask.height / 2, palette.orb, {
    behind: true,
  });
  if (transparent) clipTo(canvas, roundedMask(width, height, Math.min(width, height) * 0.12));
  return canvas;
}
