import { keepStrongest, settledBefore, type Boundary, type Decision } from "./cut.ts";
import type { FrameStats } from "./stats.ts";

/**
 * ffmpeg's own rule, `select='gt(scene,T)'`: every frame whose scene score is above the threshold is a cut.
 * Scores differ between ffmpeg builds, so the same threshold finds other cuts with another ffmpeg.
 */
export function decideThreshold(
  stats: FrameStats,
  threshold: number,
  minSceneLengthSeconds: number,
): Decision {
  const found: Boundary[] = [];
  for (let index = 0; index < stats.frames; index++) {
    const score = stats.score[index]!;
    if (score <= threshold) continue;
    const margin = (score - threshold) / Math.max(1e-6, 1 - threshold);
    found.push({ index, kind: "cut", score, confidence: 0.5 + margin / 2 });
  }
  if (minSceneLengthSeconds === 0) return { boundaries: found, settledBefore: stats.frames };
  const { kept, groups } = keepStrongest(found, stats.times, minSceneLengthSeconds);
  return {
    boundaries: kept,
    settledBefore: settledBefore(stats, groups, minSceneLengthSeconds),
  };
}
