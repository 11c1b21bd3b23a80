import type { Rational } from "./stats.ts";

/** `HH:MM:SS.mmm`, as PySceneDetect and WebVTT write a time. */
export function timecode(seconds: number): string {
  const milliseconds = Math.round(Math.max(0, seconds) * 1000);
  const two = (value: number): string => String(value).padStart(2, "0");
  return (
    `${two(Math.floor(milliseconds / 3_600_000))}:${two(Math.floor(milliseconds / 60_000) % 60)}:` +
    `${two(Math.floor(milliseconds / 1000) % 60)}.${String(milliseconds % 1000).padStart(3, "0")}`
  );
}

/** `HH:MM:SS:FF` of a frame, counted without drop frames at the nominal (rounded) rate. */
export function frameTimecode(frame: number, frameRate: Rational): string {
  const rate = nominalRate(frameRate);
  const seconds = Math.floor(frame / rate);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % rate]
    .map((value) => String(value).padStart(2, "0"))
    .join(":");
}

/** The whole number of frames that a timecode counts in a second: 30 for 29.97. */
function nominalRate({ numerator, denominator }: Rational): number {
  return Math.max(1, Math.round(numerator / denominator));
}
