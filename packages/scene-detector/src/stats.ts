/** A fraction of two whole numbers, such as a frame rate of 30000/1001. */
export interface Rational {
  numerator: number;
  denominator: number;
}

/**
 * A sudden change that is undone: frame `until` looks like the frame before `frame` again.
 * Flashes and glitches leave one, a cut does not.
 */
export interface Return {
  /** The frame of the sudden change. */
  frame: number;
  /** The frame of the change back. */
  until: number;
  /** Distance between the pictures before and after, as a share of the smaller of the two changes. 0 = the same picture. */
  residue: number;
}

/** A stretch in which the frames between are mixtures of the first and the last: a dissolve, or light that changes. */
export interface Blend {
  /** Last frame of the old picture. */
  start: number;
  /** First frame of the new picture. */
  end: number;
  /** Root mean square difference of the two pictures, in luma levels. */
  distance: number;
  /** Largest part of a frame between that is no mixture of the two, as a share of `distance`. 0 = a perfect dissolve. */
  residual: number;
  /** Correlation of the two pictures, -1 to 1. Near 1 when only the light changed. */
  likeness: number;
  /** How evenly the difference is spread over the picture, 0 to 1. Small when a title fades in over it. */
  evenness: number;
}

/** What the decision needs to know about a video: about 32 bytes a frame and two short lists. */
export interface FrameStats {
  /** How many frames were measured; the length of every array below. */
  frames: number;
  /** Number of the first measured frame in the video, counted from 0 in presentation order. */
  firstFrame: number;
  /** Numbers of the frames in the video where they do not follow one another (`preview` mode), else absent. */
  frameNumbers?: Uint32Array;
  /** Average frame rate of the video. */
  frameRate: Rational;
  /** Where the last frame ends, in seconds. */
  endSeconds: number;
  /** Whether only keyframes were decoded (`preview` mode). */
  keyframesOnly: boolean;
  /** Presentation time of each frame in seconds from the start of the file. */
  times: Float64Array;
  /** ffmpeg's scene score of each frame, 0 to 1. Taken at full size by the `threshold` method, from tiny frames else. */
  score: Float32Array;
  /** Mean change of a pixel against the frame before, in 8-bit levels, colour counting half. */
  change: Float32Array;
  /** Luma change that a quarter of the picture exceeds, in 8-bit levels. */
  spread: Float32Array;
  /** Correlation of the brightness with the frame before, -1 to 1; 1 where too little changed to look, or a picture is blank. */
  likeness: Float32Array;
  /** Mean brightness of each frame, 0 to 255. */
  luma: Float32Array;
  /** Standard deviation of the brightness of each frame, in 8-bit levels. */
  contrast: Float32Array;
  returns: Return[];
  blends: Blend[];
}

/** Mean over the two frames before and after, without the frame itself. */
export function neighbourAverage(values: Float32Array, index: number, frames: number): number {
  let sum = 0;
  let count = 0;
  for (const neighbour of [index - 2, index - 1, index + 1, index + 2]) {
    if (neighbour < 1 || neighbour >= frames) continue;
    sum += values[neighbour]!;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
