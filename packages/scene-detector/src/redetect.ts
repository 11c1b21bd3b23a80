import {
  checkDecision,
  checkKeys,
  decide,
  decisionKeys,
  type DecisionOptions,
} from "./detector.ts";
import type { Cut, Scene } from "./result.ts";
import { toCuts, toScenes } from "./scenes.ts";
import type { FrameStats } from "./stats.ts";

/**
 * Decides again with other options over what was measured, without decoding: a film of an hour takes milliseconds.
 * Pure, and free of ffmpeg and Node. `threshold` after an `adaptive` run uses scores of tiny frames, which lie
 * close to those of full frames.
 */
export function redetect(
  stats: FrameStats,
  options: DecisionOptions = {},
): { scenes: Scene[]; cuts: Cut[] } {
  checkKeys("redetect", options, decisionKeys);
  checkDecision(options);
  const cuts = toCuts(decide(stats, options).boundaries, stats);
  return { cuts, scenes: toScenes(cuts, stats) };
}
