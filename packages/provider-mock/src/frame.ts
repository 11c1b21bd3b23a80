import type { Canvas, Mask } from "./canvas.ts";
import type { Color } from "./palette.ts";

/**
 * One video frame as H.264 wants it: a plane of brightness (Y) and two planes of colour (U, V) of half
 * the width and height, one after the other in `bytes`. Width and height are even.
 */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** A colour in the limited range of BT.709. */
function toYuv([red, green, blue]: Color): [y: number, u: number, v: number] {
  return [
    16 + 0.1826 * red + 0.6142 * green + 0.062 * blue,
    128 - 0.1006 * red - 0.3386 * green + 0.4392 * blue,
    128 + 0.4392 * red - 0.3989 * green - 0.0403 * blue,
  ];
}

/** The picture on the canvas as a frame; the colour planes take the mean of four pixels. */
export function frameOf({ width, height, pixels }: Canvas): Frame {
  const bytes = new Uint8Array((width * height * 3) / 2);
  const uStart = width * height;
  const vStart = uStart + uStart / 4;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let corner = 0; corner < 4; corner++) {
        const at = (y + (corner >> 1)) * width + x + (corner & 1);
        const r = pixels[at * 4]!;
        const g = pixels[at * 4 + 1]!;
        const b = pixels[at * 4 + 2]!;
        bytes[at] = Math.round(16 + 0.1826 * r + 0.6142 * g + 0.062 * b);
        red += r / 4;
        green += g / 4;
        blue += b / 4;
      }
      const [, u, v] = toYuv([red, green, blue]);
      const half = (y / 2) * (width / 2) + x / 2;
      bytes[uStart + half] = Math.round(u);
      bytes[vStart + half] = Math.round(v);
    }
  }
  return { width, height, bytes };
}

/**
 * Lays a mask on the frame with its top left corner at the point, rounded to even pixels so that
 * brightness and colour stay together; parts outside are cut off. Where `cover`, a mask of the frame's
 * size, covers, the new shape does not show.
 */
export function layOnFrame(
  frame: Frame,
  mask: Mask,
  point: { readonly x: number; readonly y: number },
  color: Color,
  cover?: Uint8Array,
): void {
  const { width, height, bytes } = frame;
  const left = 2 * Math.round(point.x / 2);
  const top = 2 * Math.round(point.y / 2);
  const [luma, u, v] = toYuv(color);
  const uStart = width * height;
  const vStart = uStart + uStart / 4;
  const lastY = Math.min(mask.height, height - top);
  const firstX = Math.max(0, -left);
  const lastX = Math.min(mask.width, width - left);
  for (let y = Math.max(0, -top); y < lastY; y++) {
    for (let x = firstX; x < lastX; x++) {
      const covered = mask.coverage[y * mask.width + x]!;
      if (covered === 0) continue;
      const at = (top + y) * width + left + x;
      const seen = cover === undefined ? 1 : 1 - cover[at]! / 255;
      const share = (covered / 255) * seen;
      bytes[at] = bytes[at]! + Math.round((luma - bytes[at]!) * share);
      if (y % 2 === 1 || x % 2 === 1) continue;
      const half = ((top + y) / 2) * (width / 2) + (left + x) / 2;
      bytes[uStart + half] =
        bytes[uStart + half]! + Math.round((u - bytes[uStart + half]!) * share);
      bytes[vStart + half] =
        bytes[vStart + half]! + Math.round((v - bytes[vStart + half]!) * share);
    }
  }
}
