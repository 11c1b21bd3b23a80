import type { Canvas, Mask } from "./canvas.ts";
import { createCanvas, createMask, discMask, fillGradient, layMask } from "./canvas.ts";
import type { Color, Palette } from "./palette.ts";
import type { Random } from "./random.ts";
import { fitText, lineColumns, textMask, writable } from "./text.ts";
import { capHeight } from "./font.ts";

/** What a scene shows besides its landscape. */
interface SceneText {
  /** The prompt, or the sentence of this scene. */
  readonly prompt: string;
  /** Small print in the upper corners; left out where the picture is too narrow for it. */
  readonly upperLeft: string;
  readonly upperRight: string;
}

/** Measures that everything in a picture is placed by, in pixels. */
interface Layout {
  readonly margin: number;
  /** One row of the alphabet in small print. */
  readonly printUnit: number;
  /** Where the footer starts: the progress bar and the times. */
  readonly footerTop: number;
  readonly orbRadius: number;
}

/** The measures of a picture of this size. */
export function layoutOf(width: number, height: number): Layout {
  const shorter = Math.min(width, height);
  const margin = Math.round(shorter * 0.07);
  const printUnit = Math.max(1, shorter / 300);
  return {
    margin,
    printUnit,
    footerTop: height - margin - Math.round(capHeight * printUnit),
    orbRadius: Math.max(2, shorter * 0.13),
  };
}

/** Paints sky, stars or clouds, hills and text. The orb is not part of it: it moves. */
export function paintScene(
  width: number,
  height: number,
  palette: Palette,
  text: SceneText,
  random: Random,
): Canvas {
  const canvas = createCanvas(width, height);
  const layout = layoutOf(width, height);
  fillGradient(canvas, palette.skyTop, palette.skyBottom);
  if (palette.dark) paintStars(canvas, palette, random);
  else paintClouds(canvas, random);
  paintHills(canvas, palette, random);
  paintText(canvas, layout, palette, text);
  return canvas;
}

/** The arc of the orb's centre through the sky; `across` runs from 0 (left edge) to 1 (right edge). */
export function orbPosition(
  width: number,
  height: number,
  across: number,
): { x: number; y: number } {
  return {
    x: Math.round(width * across),
    y: Math.round(height * (0.62 - 0.36 * Math.sin(Math.PI * across))),
  };
}

function paintStars(canvas: Canvas, palette: Palette, random: Random): void {
  const shorter = Math.min(canvas.width, canvas.height);
  for (let star = 0; star < Math.min(70, shorter / 6); star++) {
    const mask = discMask(random.between(0.4, 1.1) * Math.max(0.8, shorter / 500));
    const left = random.integer(0, canvas.width - 1);
    const top = Math.round(canvas.height * 0.7 * random.next() ** 1.4);
    layMask(canvas, mask, left, top, palette.label, {
      opacity: random.between(0.25, 0.8),
      behind: true,
    });
  }
}

function paintClouds(canvas: Canvas, random: Random): void {
  const white: Color = [255, 255, 255];
  const shorter = Math.min(canvas.width, canvas.height);
  for (let cloud = 0; cloud < 4; cloud++) {
    const thickness = shorter * random.between(0.03, 0.05);
    const length = shorter * random.between(0.25, 0.5);
    const left = random.between(-0.1, 0.9) * canvas.width;
    const top = random.between(0.12, 0.55) * canvas.height;
    for (let stripe = 0; stripe < 3; stripe++) {
      const mask = pill(length * (1 - stripe * 0.22), thickness);
      const indent = length * random.between(0.05, 0.3);
      const x = Math.round(left + stripe * indent);
      layMask(canvas, mask, x, Math.round(top + stripe * thickness * 0.9), white, {
        opacity: 0.35,
        behind: true,
      });
    }
  }
}

/** A bar with half-round ends. */
export function pill(width: number, height: number): Mask {
  const radius = height / 2;
  return createMask(Math.ceil(width), Math.ceil(height), (x, y) => {
    const nearest = Math.min(Math.max(x, radius), Math.max(radius, width - radius));
    return radius + 0.5 - Math.sqrt((x - nearest) ** 2 + (y - radius) ** 2);
  });
}

function paintHills(canvas: Canvas, palette: Palette, random: Random): void {
  const { width, height, pixels, cover } = canvas;
  const wavelength = Math.max(width, height) / (2 * Math.PI);
  for (const [layer, color] of palette.hills.entries()) {
    const base = height * (0.68 + layer * 0.09);
    const tall = height * random.between(0.035, 0.06);
    const long = random.between(0, 2 * Math.PI);
    const short = random.between(0, 2 * Math.PI);
    const stretch = random.between(1.1, 1.9) + layer * 0.35;
    for (let x = 0; x < width; x++) {
      const at = x / wavelength;
      const ridge =
        base +
        tall * Math.sin(at * stretch + long) +
        tall * 0.35 * Math.sin(at * stretch * 2.7 + short);
      for (let y = Math.max(0, Math.floor(ridge)); y < height; y++) {
        const share = Math.min(1, y + 1 - ridge);
        const index = y * width + x;
        const pixel = index * 4;
        for (let channel = 0; channel < 3; channel++) {
          const below = pixels[pixel + channel]!;
          pixels[pixel + channel] = below + (color[channel]! - below) * share;
        }
        cover[index] = Math.max(cover[index]!, 255 * share);
      }
    }
  }
}

function paintText(canvas: Canvas, layout: Layout, palette: Palette, text: SceneText): void {
  const { width, height } = canvas;
  const { margin, printUnit } = layout;
  const printHeight = capHeight * printUnit;
  const shorter = Math.min(width, height);
  const left = writable(text.upperLeft);
  const right = writable(text.upperRight);
  const rightWidth = lineColumns(right) * printUnit;
  const bothWidth = (lineColumns(left) + 6) * printUnit + rightWidth;
  if (bothWidth <= width - 2 * margin) {
    layText(canvas, [left], printUnit, margin, margin, palette.label);
    layText(canvas, [right], printUnit, width - margin - rightWidth, margin, palette.label);
  }
  const top = margin + printHeight * 2;
  const room = {
    width: width - 2 * margin,
    height: Math.max(0, Math.min(height * 0.74, layout.footerTop - printHeight) - top),
    smallestUnit: Math.min(1, shorter / 72),
    largestUnit: shorter / 74,
  };
  const block = fitText(text.prompt, room);
  const blockTop = top + (room.height - block.height) / 2;
  layText(canvas, block.lines, block.unit, margin, blockTop, palette.text);
}

/** Writes lines with the first letter's cap line and left edge at the point. */
export function layText(
  canvas: Canvas,
  lines: readonly string[],
  unit: number,
  left: number,
  top: number,
  color: Color,
): void {
  if (lines.length === 0) return;
  layMask(canvas, textMask(lines, unit), Math.round(left - unit), Math.round(top - unit), color);
}
