import {
  brightness,
  distance,
  emptyPlanes,
  frameBytes,
  halfPixels,
  halve,
  likeness,
  readPlanes,
  spread,
  type Planes,
} from "./frame.ts";
import { findBlends, type HalfFrames } from "./blend.ts";
import {
  neighbourAverage,
  type Blend,
  type FrameStats,
  type Rational,
  type Return,
} from "./stats.ts";

/** Longest flash that is looked for, in seconds. */
const longestFlashSeconds = 0.25;
/** A change below this is no flash; the least that `redetect` can ask about. */
const smallestFlash = 5;
/** Below this no cut is looked for, however isolated. */
const smallestChange = 2.5;
/** A change of less than this many times its neighbours' is no cut at any sensitivity. */
const leastStanding = 1.4;
/** Blends are measured on at most this many frames a second, so that 240 fps needs no larger window. */
const blendFramesPerSecond = 30;

/** Measures tiny frames one after another and keeps only numbers. */
export interface FrameMeter {
  /**
   * Measures the next frame.
   * @param rgb 64 x 36 pixels, 24-bit RGB; it may be reused afterwards.
   * @param seconds Presentation time.
   * @param score ffmpeg's scene score; 0 where none is known.
   */
  push(rgb: Uint8Array, seconds: number, score?: number): void;
  /** What was measured up to now. The arrays are views: copy them to keep them beyond the next `push`. */
  stats(): FrameStats;
}

/** What a meter must know about the video beforehand. */
export interface MeterOptions {
  frameRate: Rational;
  /** Number of the first frame that is pushed. @default 0 */
  firstFrame?: number;
  /** Whether the frames are keyframes only. @default false */
  keyframesOnly?: boolean;
  /** About how many frames will come, so that memory is asked for once. @default 1024 */
  expectedFrames?: number;
}

/**
 * Makes a meter. It needs no ffmpeg and no file system: a browser can push frames that it drew
 * to a 64 x 36 canvas. Memory: about 0.4 MB, and 32 bytes for each frame.
 */
export function createFrameMeter(options: MeterOptions): FrameMeter {
  const { frameRate, firstFrame = 0, keyframesOnly = false, expectedFrames = 1024 } = options;
  const framesPerSecond = frameRate.numerator / frameRate.denominator || 25;
  const flashFrames = Math.min(32, Math.max(2, Math.round(longestFlashSeconds * framesPerSecond)));
  const ring: Planes[] = Array.from({ length: flashFrames + 2 }, emptyPlanes);
  const stride = Math.max(1, Math.round(framesPerSecond / blendFramesPerSecond));
  const halves: HalfFrames = { frames: [], stride, rate: framesPerSecond / stride };
  const capacity = Math.min(4_000_000, Math.max(64, Math.ceil(expectedFrames)));
  const columns: Columns = {
    times: new Float64Array(capacity),
    score: new Float32Array(capacity),
    change: new Float32Array(capacity),
    spread: new Float32Array(capacity),
    likeness: new Float32Array(capacity),
    luma: new Float32Array(capacity),
    contrast: new Float32Array(capacity),
  };
  const returns: Return[] = [];
  const blends: Blend[] = [];
  let frames = 0;

  const slot = (frame: number): Planes => ring[frame % ring.length]!;

  function findReturns(frame: number): void {
    const back = columns.change[frame]!;
    if (back < smallestFlash) return;
    for (let length = 1; length <= flashFrames && frame - length >= 1; length++) {
      const onset = columns.change[frame - length]!;
      if (onset < smallestFlash) continue;
      const before = slot(frame - length - 1);
      const residue = distance(before, slot(frame)) / Math.min(onset, back);
      if (residue < 0.8) returns.push({ frame: frame - length, until: frame, residue });
    }
  }

  /** Correlates a frame with the one before, where it stands out from its neighbours; elsewhere nobody asks. */
  function compareStanding(frame: number): void {
    if (frame < 1) return;
    const { change } = columns;
    const standing =
      change[frame]! >= smallestChange &&
      change[frame]! >= leastStanding * neighbourAverage(change, frame, frames);
    columns.likeness[frame] = standing ? likeness(slot(frame - 1), slot(frame)) : 1;
  }

  return {
    push(rgb, seconds, score = 0) {
      if (rgb.length < frameBytes)
        throw new RangeError(`a frame has ${frameBytes} bytes, got ${rgb.length}`);
      if (frames === columns.times.length) growColumns(columns);
      const planes = slot(frames);
      readPlanes(rgb, planes);
      const { mean, contrast } = brightness(planes);
      columns.times[frames] = seconds;
      columns.score[frames] = score;
      columns.luma[frames] = mean;
      columns.contrast[frames] = contrast;
      if (frames > 0) {
        const before = slot(frames - 1);
        const change = distance(before, planes);
        columns.change[frames] = change;
        columns.spread[frames] = spread(before, planes);
        if (!keyframesOnly) findReturns(frames);
      }
      if (!keyframesOnly && frames % stride === 0) {
        const half = halves.frames.length > halves.rate * 3 ? halves.frames.shift()! : undefined;
        const target = half ?? new Uint8Array(halfPixels);
        halve(planes, target);
        halves.frames.push(target);
        findBlends(halves, frames, blends);
      }
      frames++;
      compareStanding(frames - 3);
    },
    stats() {
      compareStanding(frames - 2);
      compareStanding(frames - 1);
      const step = 1 / framesPerSecond;
      return {
        frames,
        firstFrame,
        frameRate,
        keyframesOnly,
        endSeconds: frames === 0 ? 0 : columns.times[frames - 1]! + step,
        times: columns.times.subarray(0, frames),
        score: columns.score.subarray(0, frames),
        change: columns.change.subarray(0, frames),
        spread: columns.spread.subarray(0, frames),
        likeness: columns.likeness.subarray(0, frames),
        luma: columns.luma.subarray(0, frames),
        contrast: columns.contrast.subarray(0, frames),
        returns,
        blends,
      };
    },
  };
}

interface Columns {
  times: Float64Array;
  score: Float32Array;
  change: Float32Array;
  spread: Float32Array;
  likeness: Float32Array;
  luma: Float32Array;
  contrast: Float32Array;
}

function growColumns(columns: Columns): void {
  const length = Math.ceil(columns.times.length * 1.5);
  const longer = (column: Float32Array): Float32Array => {
    const copy = new Float32Array(length);
    copy.set(column);
    return copy;
  };
  const times = new Float64Array(length);
  times.set(columns.times);
  columns.times = times;
  columns.score = longer(columns.score);
  columns.change = longer(columns.change);
  columns.spread = longer(columns.spread);
  columns.likeness = longer(columns.likeness);
  columns.luma = longer(columns.luma);
  columns.contrast = longer(columns.contrast);
}
