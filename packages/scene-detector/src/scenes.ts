import type { Boundary } from "./cut.ts";
import type { Cut, Position, Scene } from "./result.ts";
import type { FrameStats } from "./stats.ts";
import { timecode } from "./timecode.ts";

/** Turns a detector's boundaries into cuts with frame, time and timecode. */
export function toCuts(boundaries: readonly Boundary[], stats: FrameStats): Cut[] {
  return boundaries.map(({ index, kind, score, confidence, start, end }) => ({
    ...positionOf(stats, index),
    kind,
    score: round(score, 4),
    confidence: round(confidence, 3),
    ...(start === undefined ? {} : { from: positionOf(stats, start) }),
    ...(end === undefined ? {} : { to: positionOf(stats, end) }),
  }));
}

/** The scenes between cuts: one more than there are cuts, none when there is no frame. */
export function toScenes(cuts: readonly Cut[], stats: FrameStats): Scene[] {
  if (stats.frames === 0) return [];
  const limits = [positionOf(stats, 0), ...cuts, positionOf(stats, stats.frames)];
  return limits.slice(1).map((end, index) => toScene(index, limits[index]!, end));
}

/** The scene between two places. */
export function toScene(index: number, start: Position, end: Position): Scene {
  const place = ({ frame, seconds, timecode }: Position): Position => ({
    frame,
    seconds,
    timecode,
  });
  return {
    index,
    start: place(start),
    end: place(end),
    durationSeconds: round(end.seconds - start.seconds, 6),
  };
}

/** The place of a measured frame; one past the last is the end of the video. */
export function positionOf(stats: FrameStats, index: number): Position {
  const { frames, frameNumbers, firstFrame, times } = stats;
  const last = frames - 1;
  const number = (measured: number): number => frameNumbers?.[measured] ?? firstFrame + measured;
  const seconds = round(index > last ? stats.endSeconds : times[index]!, 6);
  return {
    frame: index > last ? number(last) + 1 : number(index),
    seconds,
    timecode: timecode(seconds),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
