import type { CutKind } from "./cut.ts";
import type { FrameStats, Rational } from "./stats.ts";

/** A place in a video. */
export interface Position {
  /** Frame number, counted from 0 in presentation order. */
  frame: number;
  /** Presentation time in seconds from the start of the file, as ffmpeg and players count it. Exact also for variable frame rates. */
  seconds: number;
  /** The same time as `HH:MM:SS.mmm`. */
  timecode: string;
}

/** A boundary between two scenes. */
export interface Cut extends Position {
  kind: CutKind;
  /**
   * Strength: for `adaptive` the mean change of a pixel in 8-bit levels (a fade: its contrast, a dissolve:
   * the difference of its pictures), for `threshold` ffmpeg's scene score.
   */
  score: number;
  /** How clear the decision is, 0 to 1; 0.5 is just over the threshold. */
  confidence: number;
  /** Where a fade or dissolve begins and ends; the cut itself lies in its middle. */
  from?: Position;
  to?: Position;
}

/** What lies between two boundaries. */
export interface Scene {
  /** Number of the scene, counted from 0. */
  index: number;
  /** First frame. */
  start: Position;
  /** First frame of the next scene, or the end of the video: not part of this scene. */
  end: Position;
  durationSeconds: number;
}

/** What is known about the file. */
export interface VideoInfo {
  /** File name or address, without credentials and query; `undefined` for bytes and streams. */
  name: string | undefined;
  /** Size as it is shown, after rotation, in pixels. */
  width: number;
  height: number;
  /** Clockwise turn that a player makes: 0, 90, 180 or 270 degrees. */
  rotation: number;
  /** Average frame rate as an exact fraction. */
  frameRate: Rational;
  variableFrameRate: boolean;
  /** Length of the video stream in seconds; `undefined` where the file does not tell (some streams). */
  durationSeconds: number | undefined;
  /** ffmpeg's name of the codec, such as `h264`. */
  codec: string;
  pixelFormat: string | undefined;
  interlaced: boolean;
  /** Whether the transfer curve is PQ or HLG. */
  hdr: boolean;
  hasAudio: boolean;
}

/** Something that is not as it should be, without stopping the work. */
export interface Warning {
  code: "truncated" | "corrupt";
  message: string;
}

/** One file of a list, on the common time line. */
export interface Part {
  name: string | undefined;
  /** Where its first frame lies on the common time line. */
  firstFrame: number;
  startSeconds: number;
  video: VideoInfo;
}

/** What was found in a video. */
export interface Detection {
  scenes: Scene[];
  cuts: Cut[];
  /** The file; of a list the first. */
  video: VideoInfo;
  /** The files of a list, in order; one entry for a single file. */
  parts: Part[];
  /** What was measured: `redetect(stats, options)` decides again without decoding. */
  stats: FrameStats;
  warnings: Warning[];
}
