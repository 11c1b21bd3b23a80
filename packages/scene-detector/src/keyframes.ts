import type { Detection } from "./result.ts";

/**
 * Where an encoder should put keyframes: the start of each scene.
 * @param style `ffmpeg`: times in one line, for `-force_key_frames`; `v1`: frame numbers in the "keyframe format v1"
 * that Aegisub and x264's `--qpfile` converters read. Default `ffmpeg`.
 */
export function toKeyframes({ scenes }: Detection, style: "ffmpeg" | "v1" = "ffmpeg"): string {
  if (style === "v1")
    return `# keyframe format v1\nfps 0\n${scenes.map(({ start }) => `${start.frame}\n`).join("")}`;
  return `${scenes.map(({ start }) => start.seconds.toFixed(6)).join(",")}\n`;
}
