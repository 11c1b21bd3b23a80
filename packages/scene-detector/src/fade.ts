import type { Boundary, Span } from "./cut.ts";
import type { FrameStats } from "./stats.ts";

/** A picture with less contrast than this is blank: black, white or one colour. In luma levels. */
const blankContrast = 4;
/** A picture with more contrast than this shows something. */
const picturedContrast = 10;
/** How long a fade may take on one side, in seconds. */
const longestSideSeconds = 3;
/** Fewer frames than this between picture and blank are a cut, not a fade. */
const fewestSteps = 3;

/** Finds fades through a blank picture: between two pictures, gradual on at least one side, without a cut at its edge. */
export function findFades(
  stats: FrameStats,
  boundaries: readonly Boundary[],
): { fades: Boundary[]; spans: Span[] } {
  const fades: Boundary[] = [];
  const spans: Span[] = [];
  const { contrast, frames } = stats;
  const side = Math.round(
    (longestSideSeconds * stats.frameRate.numerator) / stats.frameRate.denominator,
  );
  for (let index = 0; index < frames; index++) {
    if (contrast[index]! >= blankContrast) continue;
    const first = index;
    while (index + 1 < frames && contrast[index + 1]! < blankContrast) index++;
    const last = index;
    const before = approach(contrast, first, -1, side, frames);
    const after = approach(contrast, last, 1, side, frames);
    spans.push({ from: Math.max(0, first - side), to: Math.min(frames - 1, last + side) });
    if (!before || !after) continue;
    const steps = Math.max(before.steps, after.steps);
    if (steps < fewestSteps) continue;
    const start = before.index;
    const end = after.index;
    if (boundaries.some((other) => other.index >= start && other.index <= end)) continue;
    fades.push({
      index: Math.round((first + last) / 2),
      kind: "fade",
      score: Math.min(before.contrast, after.contrast),
      confidence: 1 - (0.5 * fewestSteps) / (steps + 1),
      start,
      end,
    });
  }
  return { fades, spans };
}

interface Approach {
  /** The frame nearest to the blank one that has the full picture. */
  index: number;
  /** Frames between the blank and most of the picture. */
  steps: number;
  contrast: number;
}

/** Walks away from a blank frame for as long as the contrast rises. */
function approach(
  contrast: Float32Array,
  edge: number,
  direction: 1 | -1,
  longest: number,
  frames: number,
): Approach | undefined {
  let peak = edge;
  for (let step = 1; step <= longest; step++) {
    const index = edge + direction * step;
    if (index < 0 || index >= frames) break;
    if (contrast[index]! > contrast[peak]!) peak = index;
    else if (contrast[index]! < contrast[peak]! * 0.8 || Math.abs(index - peak) > 5) break;
  }
  if (contrast[peak]! < picturedContrast) return undefined;
  let index = edge;
  while (contrast[index]! < contrast[peak]! * 0.7) index += direction;
  return { index: peak, steps: Math.abs(index - edge), contrast: contrast[peak]! };
}
