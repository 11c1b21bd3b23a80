import { halfPixels } from "./frame.ts";
import type { Blend } from "./stats.ts";

/** The last few seconds at half size, oldest first. */
export interface HalfFrames {
  frames: Uint8Array[];
  /** Frames of the video between two of these. */
  stride: number;
  /** How many of these make a second. */
  rate: number;
}

/** Lengths that are tried, each 1.4 times the one before: a window within 1.2 times a dissolve's length fits it. */
const windowSeconds = [0.24, 0.34, 0.48, 0.68, 0.96, 1.36, 1.92, 2.7];

/** The loosest blend that is kept. Decisions are stricter; `redetect` may go as far as this. */
const loosest = { distance: 15, residual: 0.4, likeness: 0.85, evenness: 0.3 };
/** A picture with less contrast than this is blank: its part of a transition is a fade, which `fade.ts` finds. */
const blankContrast = 6;

/** Appends every blend that ends at the newest frame, whose number is `newest`. */
export function findBlends(halves: HalfFrames, newest: number, blends: Blend[]): void {
  const { frames, stride, rate } = halves;
  let previous = 0;
  for (const seconds of windowSeconds) {
    const quarter = Math.max(1, Math.round((seconds * rate) / 4));
    if (quarter === previous) continue;
    previous = quarter;
    // A long window need not be tried at every frame.
    const step = Math.max(1, quarter >> 1);
    if ((newest / stride) % step !== 0) continue;
    const first = frames.length - 1 - quarter * 4;
    if (first < 0) return;
    const blend = measureBlend(
      frames[first]!,
      [frames[first + quarter]!, frames[first + quarter * 2]!, frames[first + quarter * 3]!],
      frames[first + quarter * 4]!,
    );
    if (blend) blends.push({ start: newest - quarter * 4 * stride, end: newest, ...blend });
  }
}

type Measured = Omit<Blend, "start" | "end">;

function measureBlend(
  start: Uint8Array,
  between: readonly Uint8Array[],
  end: Uint8Array,
): Measured | undefined {
  const whole = product(start, end, end);
  const distance = Math.sqrt(whole / halfPixels);
  if (distance < loosest.distance) return undefined;
  const shares: number[] = [];
  let residual = 0;
  // The middle first: motion, which is no mixture, is seen there at once.
  for (const quarter of [1, 0, 2]) {
    const frame = between[quarter]!;
    const share = product(start, frame, end) / whole;
    const rest = product(start, frame, frame) - share * share * whole;
    residual = Math.max(residual, Math.sqrt(Math.max(0, rest) / whole));
    if (residual > loosest.residual) return undefined;
    shares[quarter] = share;
  }
  const [first, second, third] = shares as [number, number, number];
  // The mixture must advance at each quarter: a cut jumps, and stands still elsewhere.
  if (first < 0.04 || third > 0.96 || Math.min(second - first, third - second) < leastStep)
    return undefined;
  const likeness = correlation(start, end);
  if (likeness === undefined || likeness > loosest.likeness) return undefined;
  const evenness = meanDifference(start, end) ** 2 / (whole / halfPixels);
  if (evenness < loosest.evenness) return undefined;
  return { distance, residual, likeness, evenness };
}

/** Least part of the way that a quarter of a dissolve must cover. */
const leastStep = 0.08;

/** Scalar product of (a - origin) and (b - origin). */
function product(origin: Uint8Array, a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < halfPixels; index++) {
    const zero = origin[index]!;
    sum += (a[index]! - zero) * (b[index]! - zero);
  }
  return sum;
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < halfPixels; index++) sum += Math.abs(a[index]! - b[index]!);
  return sum / halfPixels;
}

/** Correlation of two pictures; undefined when one of them is blank. */
function correlation(a: Uint8Array, b: Uint8Array): number | undefined {
  let sumA = 0;
  let sumB = 0;
  let squareA = 0;
  let squareB = 0;
  let both = 0;
  for (let index = 0; index < halfPixels; index++) {
    const x = a[index]!;
    const y = b[index]!;
    sumA += x;
    sumB += y;
    squareA += x * x;
    squareB += y * y;
    both += x * y;
  }
  const varianceA = squareA / halfPixels - (sumA / halfPixels) ** 2;
  const varianceB = squareB / halfPixels - (sumB / halfPixels) ** 2;
  if (Math.min(varianceA, varianceB) < blankContrast ** 2) return undefined;
  const covariance = both / halfPixels - (sumA / halfPixels) * (sumB / halfPixels);
  return covariance / Math.sqrt(varianceA * varianceB);
}
