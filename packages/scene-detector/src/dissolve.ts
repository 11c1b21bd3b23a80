import type { Boundary, Span } from "./cut.ts";
import type { Blend, FrameStats } from "./stats.ts";

/** When a blend counts as a dissolve. */
export interface DissolveParameters {
  /** Least difference of the two pictures, in luma levels. */
  distance: number;
  /** Largest share of a frame between that is no mixture of the two. */
  residual: number;
  /** Largest correlation of the two pictures: above it only the light changed. */
  likeness: number;
  /** Least evenness of the difference: below it a title or a part of the picture faded in. */
  evenness: number;
}

/** Chooses the best of overlapping blends, where no boundary was found yet. */
export function findDissolves(
  stats: FrameStats,
  boundaries: readonly Boundary[],
  parameters: DissolveParameters,
): { dissolves: Boundary[]; spans: Span[] } {
  const accepted = stats.blends.filter(
    ({ distance, residual, likeness, evenness }) =>
      distance > parameters.distance &&
      residual < parameters.residual &&
      likeness < parameters.likeness &&
      evenness > parameters.evenness,
  );
  const free = accepted.filter(({ start, end }) =>
    boundaries.every(
      (other) => (other.end ?? other.index) <= start || (other.start ?? other.index) > end,
    ),
  );
  const chosen: Blend[] = [];
  for (const blend of [...free].sort((a, b) => quality(b) - quality(a) || a.start - b.start)) {
    if (chosen.every((other) => other.end <= blend.start || other.start >= blend.end))
      chosen.push(blend);
  }
  return {
    dissolves: chosen
      .sort((a, b) => a.start - b.start)
      .map((blend) => toBoundary(blend, parameters)),
    spans: accepted.map(({ start, end }) => ({ from: start, to: end })),
  };
}

function quality({ distance, residual }: Blend): number {
  return distance * (1 - residual);
}

function toBoundary(
  { start, end, distance, residual }: Blend,
  limits: DissolveParameters,
): Boundary {
  const margin = Math.min(distance / limits.distance, limits.residual / Math.max(0.01, residual));
  return {
    index: Math.round((start + end) / 2),
    kind: "dissolve",
    score: distance,
    confidence: 1 - 0.5 / Math.max(1, margin),
    start,
    end,
  };
}
