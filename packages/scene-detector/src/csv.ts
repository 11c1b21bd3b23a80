import type { Detection } from "./result.ts";
import { timecode } from "./timecode.ts";

const columns = [
  "Scene Number",
  "Start Frame",
  "Start Timecode",
  "Start Time (seconds)",
  "End Frame",
  "End Timecode",
  "End Time (seconds)",
  "Length (frames)",
  "Length (timecode)",
  "Length (seconds)",
];

/**
 * A table with PySceneDetect's columns and counting: scenes and frames from 1, the end frame inclusive.
 * @param options.cutList Put PySceneDetect's line of cut times before the table. Default false.
 */
export function toCsv({ scenes, cuts }: Detection, options: { cutList?: boolean } = {}): string {
  const rows = scenes.map(({ index, start, end, durationSeconds }) => [
    index + 1,
    start.frame + 1,
    start.timecode,
    start.seconds.toFixed(3),
    end.frame,
    end.timecode,
    end.seconds.toFixed(3),
    end.frame - start.frame,
    timecode(durationSeconds),
    durationSeconds.toFixed(3),
  ]);
  const list = ["Timecode List:", ...cuts.map(({ timecode }) => timecode)];
  return [...(options.cutList ? [list] : []), columns, ...rows]
    .map((row) => `${row.join(",")}\n`)
    .join("");
}
