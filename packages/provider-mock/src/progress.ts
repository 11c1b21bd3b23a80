import type { Canvas, Mask } from "./canvas.ts";
import { discMask, layMask } from "./canvas.ts";
import { capHeight } from "./font.ts";
import type { Frame } from "./frame.ts";
import { layOnFrame } from "./frame.ts";
import type { Color, Palette } from "./palette.ts";
import { layoutOf, layText, pill } from "./scenery.ts";
import { lineColumns, textMask } from "./text.ts";

/** The bar at the foot of a video, with the elapsed time on its left and the whole on its right. */
interface Progress {
  readonly track: Mask;
  readonly trackLeft: number;
  readonly trackTop: number;
  readonly printUnit: number;
  readonly textTop: number;
  readonly totalSeconds: number;
  /** Where the whole time is written, or nothing where the picture is too narrow for times. */
  readonly totalLeft: number | undefined;
  readonly margin: number;
}

const roomForTimes = 12;

/** The time as minutes, seconds and tenths. */
function clock(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const whole = Math.floor(tenths / 10);
  const remainder = String(whole % 60).padStart(2, "0");
  return `${Math.floor(whole / 60)}:${remainder}.${tenths % 10}`;
}

/** The measures of the bar in a picture of this size. */
export function progressOf(width: number, height: number, totalSeconds: number): Progress {
  const { margin, printUnit, footerTop } = layoutOf(width, height);
  const timeWidth = lineColumns(clock(totalSeconds)) * printUnit;
  const gap = 6 * printUnit;
  const beside = timeWidth + gap;
  const withTimes = width - 2 * (margin + beside) > roomForTimes * printUnit * 2;
  const trackLeft = even(margin + (withTimes ? beside : 0));
  const thickness = Math.max(2, 3 * printUnit);
  return {
    track: pill(width - 2 * trackLeft, thickness),
    trackLeft,
    trackTop: even(footerTop + (capHeight * printUnit - thickness) / 2),
    printUnit,
    textTop: footerTop,
    totalSeconds,
    totalLeft: withTimes ? width - margin - timeWidth : undefined,
    margin,
  };
}

/** What moves on a frame stands at even pixels, so what it moves over must too. */
function even(pixels: number): number {
  return 2 * Math.round(pixels / 2);
}

/** Paints the empty bar with a dot at each cut (shares of the whole), and the whole time. */
export function paintTrack(
  canvas: Canvas,
  progress: Progress,
  cuts: readonly number[],
  color: Color,
): void {
  const { track, trackLeft, trackTop, printUnit, totalSeconds, totalLeft, textTop } = progress;
  layMask(canvas, track, trackLeft, trackTop, color, { opacity: 0.3 });
  const dot = discMask(track.height / 2);
  for (const cut of cuts) {
    const left = Math.round(trackLeft + cut * track.width - dot.width / 2);
    layMask(canvas, dot, left, trackTop + Math.round((track.height - dot.height) / 2), color);
  }
  if (totalLeft === undefined) return;
  layText(canvas, [clock(totalSeconds)], printUnit, totalLeft, textTop, color);
}

/** Lays what moves on a frame: the filled part of the bar with its knob, and the elapsed time. */
export function layProgress(
  frame: Frame,
  progress: Progress,
  elapsedSeconds: number,
  palette: Palette,
): void {
  const { track, trackLeft, trackTop, printUnit, totalSeconds, margin, textTop } = progress;
  const filled = Math.round(track.width * Math.min(1, elapsedSeconds / totalSeconds));
  layOnFrame(frame, firstColumns(track, filled), { x: trackLeft, y: trackTop }, palette.accent);
  const knob = discMask(track.height * 0.9);
  const knobCorner = {
    x: trackLeft + filled - knob.width / 2,
    y: trackTop + (track.height - knob.height) / 2,
  };
  layOnFrame(frame, knob, knobCorner, palette.accent);
  if (progress.totalLeft === undefined) return;
  const time = textMask([clock(elapsedSeconds)], printUnit);
  layOnFrame(frame, time, { x: margin - printUnit, y: textTop - printUnit }, palette.footer);
}

function firstColumns(mask: Mask, columns: number): Mask {
  const width = Math.min(mask.width, columns);
  const coverage = new Uint8Array(width * mask.height);
  for (let y = 0; y < mask.height; y++) {
    coverage.set(mask.coverage.subarray(y * mask.width, y * mask.width + width), y * width);
  }
  return { width, height: mask.height, coverage };
}
