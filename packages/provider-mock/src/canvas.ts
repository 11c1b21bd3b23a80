import type { Color } from "./palette.ts";

/** A picture in memory: red, green, blue and opacity of each pixel, rows from the top. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray;
  /** What stands in front of the sky (0-255 a pixel): things that move in the sky pass behind it. */
  readonly cover: Uint8Array;
}

/** A shape without colour: how much of each pixel it covers, 0 to 255. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly coverage: Uint8Array;
}

/** An opaque black canvas. */
export function createCanvas(width: number, height: number): Canvas {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let index = 3; index < pixels.length; index += 4) pixels[index] = 255;
  return { width, height, pixels, cover: new Uint8Array(width * height) };
}

/** A mask of the size, filled by a function of the pixel's centre that answers 0 to 1. */
export function createMask(
  width: number,
  height: number,
  coverageAt: (x: number, y: number) => number,
): Mask {
  const coverage = new Uint8Array(width * height);
  for (let y = 0, index = 0; y < height; y++) {
    for (let x = 0; x < width; x++, index++) {
      coverage[index] = Math.round(255 * Math.min(1, Math.max(0, coverageAt(x + 0.5, y + 0.5))));
    }
  }
  return { width, height, coverage };
}

/** A disc with a smooth edge. */
export function discMask(radius: number): Mask {
  const size = 2 * Math.ceil(radius + 1);
  const centre = size / 2;
  return createMask(
    size,
    size,
    (x, y) => radius + 0.5 - Math.sqrt((x - centre) ** 2 + (y - centre) ** 2),
  );
}

/** A rectangle with smooth round corners. */
export function roundedMask(width: number, height: number, radius: number): Mask {
  return createMask(width, height, (x, y) => {
    const beyondX = Math.max(radius - x, x - (width - radius), 0);
    const beyondY = Math.max(radius - y, y - (height - radius), 0);
    if (beyondX === 0 && beyondY === 0) return 1;
    return radius + 0.5 - Math.sqrt(beyondX ** 2 + beyondY ** 2);
  });
}

/** How a mask is laid on a canvas. */
interface Laying {
  /** 0 to 1; 1 unless given. */
  readonly opacity?: number;
  /** Behind what covers the sky, or in front of it (then it covers the sky itself). */
  readonly behind?: boolean;
}

/** Lays a mask on the canvas with its top left corner at `left`, `top`; parts outside are cut off. */
export function layMask(
  canvas: Canvas,
  mask: Mask,
  left: number,
  top: number,
  color: Color,
  { opacity = 1, behind = false }: Laying = {},
): void {
  const [red, green, blue] = color;
  const { width, height, pixels, cover } = canvas;
  const firstX = Math.max(0, -left);
  const lastX = Math.min(mask.width, width - left);
  for (let y = Math.max(0, -top); y < Math.min(mask.height, height - top); y++) {
    for (let x = firstX; x < lastX; x++) {
      const covered = mask.coverage[y * mask.width + x]!;
      if (covered === 0) continue;
      const at = (top + y) * width + left + x;
      if (!behind && covered > cover[at]!) cover[at] = covered;
      const hidden = behind ? cover[at]! / 255 : 0;
      const share = (covered / 255) * opacity * (1 - hidden);
      const pixel = at * 4;
      pixels[pixel] = pixels[pixel]! + (red - pixels[pixel]!) * share;
      pixels[pixel + 1] = pixels[pixel + 1]! + (green - pixels[pixel + 1]!) * share;
      pixels[pixel + 2] = pixels[pixel + 2]! + (blue - pixels[pixel + 2]!) * share;
    }
  }
}

/** Fills the canvas from the colour at the top to the colour at the bottom. */
export function fillGradient(canvas: Canvas, top: Color, bottom: Color): void {
  const { width, height, pixels } = canvas;
  for (let y = 0; y < height; y++) {
    const share = height === 1 ? 0 : y / (height - 1);
    const row = y * width * 4;
    pixels[row] = top[0] + (bottom[0] - top[0]) * share;
    pixels[row + 1] = top[1] + (bottom[1] - top[1]) * share;
    pixels[row + 2] = top[2] + (bottom[2] - top[2]) * share;
    for (let filled = 4; filled < width * 4;) {
      const count = Math.min(filled, width * 4 - filled);
      pixels.copyWithin(row + filled, row, row + count);
      filled += count;
    }
  }
}

/** Makes the canvas transparent outside the mask, which must have the canvas's size. */
export function clipTo(canvas: Canvas, mask: Mask): void {
  for (let index = 0; index < mask.coverage.length; index++) {
    canvas.pixels[index * 4 + 3] = mask.coverage[index]!;
  }
}
