import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One labelled change of a clip. */
export interface Label {
  frame: number;
  type: "cut" | "dissolve" | "fade" | "wipe" | "ignore";
  start: number;
  end: number;
}

/** A clip with its labels. */
export interface LabelledClip {
  name: string;
  path: string;
  synthetic: boolean;
  labels: Label[];
}

/** Clips of a folder that holds `truth/NAME.csv` beside `NAME.mp4`. */
export function labelledClips(folder: string): LabelledClip[] {
  return readdirSync(join(folder, "truth"))
    .filter((file) => file.endsWith(".csv"))
    .map((file) => {
      const name = file.slice(0, -4);
      const [, ...lines] = readFileSync(join(folder, "truth", file), "utf8")
        .trim()
        .split("\n");
      const labels = lines.map((line): Label => {
        const [frame, , type, start, end] = line.split(",");
        return {
          frame: Number(frame),
          type: type as Label["type"],
          start: Number(start),
          end: Number(end),
        };
      });
      return {
        name,
        path: join(folder, `${name}.mp4`),
        synthetic: name.startsWith("synth"),
        labels,
      };
    });
}

/** How detections compare with labels. */
export interface Score {
  hits: number;
  exact: number;
  misses: number;
  falseCuts: number;
  gradualFound: number;
  gradual: number;
}

const tolerance = 2;

/**
 * Matches each detection with the nearest unmatched true cut within two frames. One detection inside a gradual change
 * finds it, a second one is false; what lies in an ignored stretch counts for nothing.
 */
export function compare(frames: readonly number[], labels: readonly Label[]): Score {
  const cuts = labels.filter(({ type }) => type === "cut");
  const gradual = labels.filter(({ type }) => type !== "cut" && type !== "ignore");
  const ignored = labels.filter(({ type }) => type === "ignore");
  const pairs = frames
    .flatMap((frame, detection) =>
      cuts.map((cut, label) => ({ off: Math.abs(frame - cut.frame), detection, label })),
    )
    .filter(({ off }) => off <= tolerance)
    .sort((a, b) => a.off - b.off);
  const matched = new Set<number>();
  const found = new Set<number>();
  let exact = 0;
  for (const { off, detection, label } of pairs) {
    if (matched.has(detection) || found.has(label)) continue;
    matched.add(detection);
    found.add(label);
    if (off === 0) exact++;
  }
  const gradualFound = new Set<Label>();
  let falseCuts = 0;
  const inside = (frame: number, { start, end }: Label): boolean =>
    frame >= start - tolerance && frame <= end + tolerance;
  for (const [detection, frame] of frames.entries()) {
    if (matched.has(detection)) continue;
    const change = gradual.find((label) => inside(frame, label));
    if (change && !gradualFound.has(change)) gradualFound.add(change);
    else if (change || !ignored.some((label) => inside(frame, label))) falseCuts++;
  }
  return {
    hits: found.size,
    exact,
    misses: cuts.length - found.size,
    falseCuts,
    gradualFound: gradualFound.size,
    gradual: gradual.length,
  };
}

/** The sum of scores. */
export function pooled(scores: readonly Score[]): Score {
  const sum: Score = { hits: 0, exact: 0, misses: 0, falseCuts: 0, gradualFound: 0, gradual: 0 };
  for (const score of scores)
    for (const key of Object.keys(sum) as (keyof Score)[]) sum[key] += score[key];
  return sum;
}

/** F1 of hard cuts in per cent; 100 where there is nothing to find and nothing was found. */
export function f1({ hits, misses, falseCuts }: Score): number {
  const all = 2 * hits + misses + falseCuts;
  return all === 0 ? 100 : (200 * hits) / all;
}
