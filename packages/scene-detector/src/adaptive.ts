import { keepStrongest, settledBefore, type Boundary, type Decision, type Span } from "./cut.ts";
import { findFades } from "./fade.ts";
import { findDissolves, type DissolveParameters } from "./dissolve.ts";
import { neighbourAverage, type FrameStats } from "./stats.ts";

/** The numbers of the adaptive decision. How they were chosen: decisions/scene-detector-method.md. */
export interface AdaptiveParameters {
  /** Least change of a cut, in 8-bit levels. */
  floor: number;
  /** How many times the change must exceed the changes around it. */
  ratio: number;
  /** The same for the change that a quarter of the picture exceeds: below it only a part changed, such as a caption. */
  widely: number;
  /** Least change of a cut within one set, which must stand out by `isolated` and change most of the picture. */
  quietFloor: number;
  isolated: number;
  /** Least change of a cut between pictures that have nothing in common: dark scenes. */
  dimFloor: number;
  /** Correlation above which two pictures are the same, and below which they have nothing in common. */
  same: number;
  other: number;
  /** A change is a flash when the picture before comes back with less than this share of it. */
  flashResidue: number;
  /** Least change between two keyframes, used where only keyframes were decoded. */
  keyframeFloor: number;
  minSceneLengthSeconds: number;
  fades: boolean;
  dissolves: boolean;
  dissolve: DissolveParameters;
}

export const adaptiveDefaults: AdaptiveParameters = {
  floor: 10,
  ratio: 3,
  widely: 1.5,
  quietFloor: 7,
  isolated: 6,
  dimFloor: 5,
  same: 0.96,
  other: 0.5,
  flashResidue: 0.5,
  keyframeFloor: 20,
  minSceneLengthSeconds: 0.3,
  fades: true,
  dissolves: true,
  dissolve: { distance: 22, residual: 0.3, likeness: 0.65, evenness: 0.38 },
};

/** Motion that is shown on every second to fifth frame repeats within this time; a cut does not. */
const repeatSeconds = 0.2;
/** A quarter of a still picture changes by less than this through noise and compression, in luma levels. */
const stillSpread = 2;
/** A picture with less contrast than this has nothing to compare, in luma levels. */
const blankContrast = 4;
/** The longest blend window and what surrounds it. */
const lookAheadSeconds = 3.2;

/** Finds cuts, fades and dissolves in what was measured. Pure: the same numbers give the same boundaries. */
export function decideAdaptive(stats: FrameStats, parameters: AdaptiveParameters): Decision {
  const candidates = stats.keyframesOnly
    ? keyframeCandidates(stats, parameters)
    : suddenChanges(stats, parameters);
  const flashes = stats.returns
    .filter(({ residue }) => residue < parameters.flashResidue)
    .map(({ frame, until }) => ({ from: frame, to: until }));
  const sudden = candidates.filter(
    ({ index }) => !flashes.some(({ from, to }) => index >= from && index <= to),
  );
  const { kept, groups } = keepStrongest(sudden, stats.times, parameters.minSceneLengthSeconds);
  const open: Span[] = [...groups, ...flashes];
  let boundaries = kept;
  if (parameters.fades && !stats.keyframesOnly) {
    const { fades, spans } = findFades(stats, boundaries);
    boundaries = merge(boundaries, fades, stats, parameters);
    open.push(...spans);
  }
  if (parameters.dissolves && !stats.keyframesOnly) {
    const { dissolves, spans } = findDissolves(stats, boundaries, parameters.dissolve);
    boundaries = merge(boundaries, dissolves, stats, parameters);
    open.push(...spans);
  }
  return { boundaries, settledBefore: settledBefore(stats, open, lookAheadSeconds) };
}

function suddenChanges(stats: FrameStats, parameters: AdaptiveParameters): Boundary[] {
  const { change, spread, likeness, contrast, frames, frameRate } = stats;
  const { floor, ratio, widely, quietFloor, isolated, dimFloor, same, other } = parameters;
  const least = Math.min(floor, quietFloor, dimFloor);
  const reach = Math.round((repeatSeconds * frameRate.numerator) / frameRate.denominator);
  const found: Boundary[] = [];
  for (let index = 1; index < frames; index++) {
    const value = change[index]!;
    if (value < least) continue;
    const prominence = value / Math.max(0.1, surroundings(change, index, frames, reach));
    const wide = spread[index]! / Math.max(stillSpread, neighbourAverage(spread, index, frames));
    const clear = Math.min(value / floor, prominence / ratio, wide / widely);
    const quiet = Math.min(value / quietFloor, prominence / isolated, wide / (isolated / 2));
    const alike = likeness[index]!;
    const pictured = Math.min(contrast[index - 1]!, contrast[index]!) > blankContrast;
    // The same picture, sharpened by a keyframe or moved a little; blank pictures cannot tell.
    if (pictured && alike > same) continue;
    const dim = alike < other ? Math.min(value / dimFloor, prominence / ratio, wide / widely) : 0;
    const margin = Math.max(clear, alike < same ? quiet : 0, dim);
    if (margin < 1) continue;
    found.push({ index, kind: "cut", score: value, confidence: 1 - 0.5 / margin });
  }
  return found;
}

/**
 * How much changes around a frame: the mean of its four neighbours, or the second largest change within
 * `reach` frames if that is more. Animation drawn on every third frame has still neighbours, but its steps repeat.
 */
function surroundings(change: Float32Array, index: number, frames: number, reach: number): number {
  let largest = 0;
  let second = 0;
  const last = Math.min(frames - 1, index + reach);
  for (let other = Math.max(1, index - reach); other <= last; other++) {
    if (other === index) continue;
    const value = change[other]!;
    if (value > largest) {
      second = largest;
      largest = value;
    } else if (value > second) second = value;
  }
  // At either end of the video a repeated step has room on one side only.
  const oneSided = index - reach < 1 || index + reach >= frames;
  const repeated = oneSided ? largest : second;
  return Math.max(neighbourAverage(change, index, frames), repeated * repeatWeight);
}

/** Weighs a repeated step so that with the ratio of 3 a cut must be 1.5 times the motion around it. */
const repeatWeight = 0.5;

function keyframeCandidates(stats: FrameStats, { keyframeFloor }: AdaptiveParameters): Boundary[] {
  const found: Boundary[] = [];
  for (let index = 1; index < stats.frames; index++) {
    const score = stats.change[index]!;
    if (score < keyframeFloor) continue;
    found.push({ index, kind: "cut", score, confidence: 1 - (0.5 * keyframeFloor) / score });
  }
  return found;
}

/** Adds gradual boundaries that keep the least distance from those that are there. */
function merge(
  boundaries: readonly Boundary[],
  gradual: readonly Boundary[],
  { times }: FrameStats,
  { minSceneLengthSeconds }: AdaptiveParameters,
): Boundary[] {
  const apart = gradual.filter((one) =>
    boundaries.every(
      (other) => Math.abs(times[one.index]! - times[other.index]!) >= minSceneLengthSeconds,
    ),
  );
  return [...boundaries, ...apart].sort((a, b) => a.index - b.index);
}
