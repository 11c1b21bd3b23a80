import type { FrameStats } from "./stats.ts";

/** What a boundary looks like: sudden, through a blank picture, or one picture melting into the next. */
export type CutKind = "cut" | "fade" | "dissolve";

/** A boundary as a detector reports it, in indices of the measured frames. */
export interface Boundary {
  /** Index of the first frame of the new shot; for a fade or dissolve the middle of the change. */
  index: number;
  kind: CutKind;
  /** Strength in the detector's own measure. */
  score: number;
  /** How clear the decision is, 0 to 1; 0.5 is just over the threshold. */
  confidence: number;
  /** Where a gradual change begins and ends, as indices. @default index */
  start?: number;
  end?: number;
}

/** What a detector decided, and up to where more frames could not change it. */
export interface Decision {
  boundaries: Boundary[];
  /** Boundaries with an index below this are certain, whatever comes. */
  settledBefore: number;
}

/** A stretch of frames that is decided as a whole. */
export interface Span {
  from: number;
  to: number;
}

/**
 * The index up to which a decision is final while frames are still coming: `lookAheadSeconds` behind the
 * newest frame, moved back to where no undecided stretch begins.
 */
export function settledBefore(
  stats: FrameStats,
  open: readonly Span[],
  lookAheadSeconds: number,
): number {
  const { times, frames } = stats;
  if (frames === 0) return 0;
  let limit = firstAtOrAfter(times, times[frames - 1]! - lookAheadSeconds);
  for (const span of [...open].sort((a, b) => b.to - a.to)) {
    if (span.from < limit && span.to >= limit) limit = span.from;
  }
  return limit;
}

/** Index of the first frame at or after a time. */
export function firstAtOrAfter(times: Float64Array, seconds: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Groups boundaries that follow one another within `gapSeconds`, and keeps the strongest ones that lie that far apart. */
export function keepStrongest(
  boundaries: readonly Boundary[],
  times: Float64Array,
  gapSeconds: number,
): { kept: Boundary[]; groups: Span[] } {
  const kept: Boundary[] = [];
  const groups: Span[] = [];
  // Half a microsecond of slack: times are rounded to microseconds.
  const apart = (a: number, b: number): boolean =>
    Math.abs(times[a]! - times[b]!) > gapSeconds - 5e-7;
  let group: Boundary[] = [];
  const close = (): void => {
    if (group.length === 0) return;
    const chosen: Boundary[] = [];
    for (const boundary of [...group].sort((a, b) => b.score - a.score || a.index - b.index)) {
      if (chosen.every((other) => apart(other.index, boundary.index))) chosen.push(boundary);
    }
    kept.push(...chosen.sort((a, b) => a.index - b.index));
    groups.push({ from: group[0]!.index, to: group.at(-1)!.index });
    group = [];
  };
  for (const boundary of boundaries) {
    if (group.length > 0 && apart(group.at(-1)!.index, boundary.index)) close();
    group.push(boundary);
  }
  close();
  return { kept, groups };
}
