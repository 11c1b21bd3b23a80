import type { Boundary, Span } from "./cut.ts";
import type { FrameStats } from "./stats.ts";

/** A picture with less contrast than this is blank: black, white or one colour. In luma levels. */
const blankContrast = 4;
/** A blank picture with less brightness than this is black. */
const blackLuma = 24;
/** A picture with more than this shows something; on one side a dark scene with less will do. */
const pictured = 10;
const dimlyPictured = 6;
/** How long a fade may take on one side, in seconds. */
const longestSideSeconds = 3;
/** Fewer frames than this between picture and blank are a cut, not a fade. */
const fewestSteps = 3;

/** Finds fades through a blank picture: between two pictures, gradual on at least one side, without a cut at its edge. */
export function findFades(
  stats: FrameStats,
  boundaries: readonly Boundary[],
): { fades: Boundary[]; spans: Span[] } {
  const { contrast, luma, frames } = stats;
  const isBlank = (index: number): boolean => contrast[index]! < blankContrast;
  // Against black a plain grey picture is a picture; between other blanks only contrast tells.
  const throughBlack = fadesThrough(
    stats,
    (index) => isBlank(index) && luma[index]! < blackLuma,
    (index) => Math.hypot(luma[index]!, contrast[index]!),
    boundaries,
  );
  const throughColour = fadesThrough(stats, isBlank, (index) => contrast[index]!, [
    ...boundaries,
    ...throughBlack,
  ]);
  const side = sideFrames(stats);
  const spans = runs(frames, isBlank).map(({ from, to }) => ({
    from: Math.max(0, from - side),
    to: Math.min(frames - 1, to + side),
  }));
  const fades = [...throughBlack, ...throughColour].sort((a, b) => a.index - b.index);
  return { fades, spans };
}

function fadesThrough(
  stats: FrameStats,
  isBlank: (index: number) => boolean,
  level: (index: number) => number,
  boundaries: readonly Boundary[],
): Boundary[] {
  const { frames } = stats;
  const side = sideFrames(stats);
  return runs(frames, isBlank).flatMap(({ from, to }): Boundary[] => {
    const before = approach(level, from, -1, side, frames);
    const after = approach(level, to, 1, side, frames);
    if (!before || !after || Math.max(before.level, after.level) < pictured) return [];
    const steps = Math.max(before.steps, after.steps);
    if (steps < fewestSteps) return [];
    const start = before.index;
    const end = after.index;
    if (boundaries.some(({ index }) => index >= start && index <= end)) return [];
    return [
      {
        index: Math.round((from + to) / 2),
        kind: "fade",
        score: Math.min(before.level, after.level),
        confidence: 1 - (0.5 * fewestSteps) / (steps + 1),
        start,
        end,
      },
    ];
  });
}

function sideFrames({ frameRate }: FrameStats): number {
  return Math.round((longestSideSeconds * frameRate.numerator) / frameRate.denominator);
}

/** Unbroken stretches of frames for which `holds`. */
function runs(frames: number, holds: (index: number) => boolean): Span[] {
  const found: Span[] = [];
  for (let index = 0; index < frames; index++) {
    if (!holds(index)) continue;
    const from = index;
    while (index + 1 < frames && holds(index + 1)) index++;
    found.push({ from, to: index });
  }
  return found;
}

interface Approach {
  /** The frame nearest to the blank one that has the full picture. */
  index: number;
  /** Frames between the blank and most of the picture. */
  steps: number;
  level: number;
}

/** Walks away from a blank frame for as long as the picture gains. */
function approach(
  level: (index: number) => number,
  edge: number,
  direction: 1 | -1,
  longest: number,
  frames: number,
): Approach | undefined {
  let peak = edge;
  for (let step = 1; step <= longest; step++) {
    const index = edge + direction * step;
    if (index < 0 || index >= frames) break;
    if (level(index) > level(peak)) peak = index;
    else if (level(index) < level(peak) * 0.8 || Math.abs(index - peak) > 5) break;
  }
  if (level(peak) < Math.max(dimlyPictured, level(edge) * 1.5)) return undefined;
  let index = edge;
  while (level(index) < level(peak) * 0.7) index += direction;
  return { index: peak, steps: Math.abs(index - edge), level: level(peak) };
}
