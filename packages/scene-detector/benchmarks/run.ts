// Measures the clips of a folder (argument, or TARASH_VIDEOS, or ../shared/videos beside the repository) and prints
// the tables of the README; --speed leaves out accuracy. Add --long for the hour-long film. Without the clips it says so and ends with 0.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBinary } from "../src/binary.ts";
import { flashCuts, leaveOneOut, line, measureClips, previewScore } from "./accuracy.ts";
import { command, costs, peakMemory } from "./speed.ts";
import { labelledClips } from "./truth.ts";

const given = process.argv.slice(2).find((word) => !word.startsWith("--"));
const long = process.argv.includes("--long");
const beside = join(import.meta.dirname, "../../../../shared/videos");
const folder = given ?? process.env["TARASH_VIDEOS"] ?? beside;
const print = (text: string): void => void process.stdout.write(`${text}\n`);

if (!existsSync(join(folder, "truth"))) {
  print(`No labelled clips in ${folder}; give their folder as an argument or in TARASH_VIDEOS.`);
  process.exit(0);
}
const clips = labelledClips(folder);

if (!process.argv.includes("--speed")) await accuracy();

const temporary = await mkdtemp(join(tmpdir(), "scene-bench-"));
try {
  const make = (name: string, ...options: string[]): string => {
    const path = join(temporary, name);
    const { status } = spawnSync(findBinary("ffmpeg", {}), ["-v", "error", "-y", ...options, path]);
    if (status !== 0) throw new Error(`${name} could not be made`);
    return path;
  };
  const base = clips.find(({ name }) => name === "bbb480_30s") ?? clips[0]!;
  const noisy =
    "scale=1920:1080,noise=alls=12:allf=t -t 30 -c:v libx264 -preset veryfast -b:v 8M -an".split(
      " ",
    );
  const wide = make("1080p.mp4", "-stream_loop", "2", "-i", base.path, "-vf", ...noisy);
  print(
    `\n## Speed (${command.endsWith(".ts") ? "from source" : "built"}; fastest of 3 rounds, whole process)\n`,
  );
  print("| film | ffmpeg decode only | accurate | fast | preview |");
  print("|---|---|---|---|---|");
  const minute = make("minute.mp4", "-stream_loop", "4", "-i", base.path, "-c", "copy", "-an");
  for (const [name, path] of [
    ["1080p, 30 s, 8 Mbit/s, noisy", wide],
    [`${base.name} five times`, minute],
    ["tarash_779, 17.5 s", join(folder, "tarash_779.mp4")],
  ] as const) {
    if (!existsSync(path)) continue;
    const { decode, ...modes } = costs(path, 3);
    const cells = Object.values(modes).map(({ wall, processor }) => {
      const ratio = (wall / decode!.wall).toFixed(2);
      const share = processor && decode!.processor ? processor / decode!.processor : undefined;
      return `${wall.toFixed(2)} s (${ratio} ×${share ? `; ${share.toFixed(2)} × CPU` : ""})`;
    });
    print(`| ${name} | ${decode!.wall.toFixed(2)} s | ${cells.join(" | ")} |`);
  }

  print("\n## Memory of all processes together\n");
  print("| film | peak |");
  print("|---|---|");
  const ten = make("ten.mp4", "-i", base.path, "-t", "10", "-c", "copy", "-an");
  const films: [string, string][] = [
    ["10 s", ten],
    ["1080p, 30 s", wide],
  ];
  const loops = long ? 119 : 19;
  const length = long ? "1 h" : "10 min";
  films.push([
    length,
    make("long.mp4", "-stream_loop", String(loops), "-i", base.path, "-c", "copy", "-an"),
  ]);
  for (const [name, path] of films)
    print(`| ${name} | ${(await peakMemory(path))?.toFixed(0) ?? "not measured here"} MB |`);
} finally {
  await rm(temporary, { recursive: true, force: true });
}

async function accuracy(): Promise<void> {
  print(`\n## Accuracy on ${clips.length} clips (per cent; a hit lies within 2 frames)\n`);
  print("| method | real P | R | F1 | gradual | synthetic P | R | F1 | gradual | exact frame |");
  print("|---|---|---|---|---|---|---|---|---|---|");
  const accurate = await measureClips(clips, {});
  print(line("adaptive", accurate));
  print(
    line("adaptive, hard cuts only", await measureClips(clips, { fades: false, dissolves: false })),
  );
  print(line("adaptive, fast", await measureClips(clips, { mode: "fast" })));
  for (const threshold of [0.2, 0.3, 0.4]) {
    const plain = await measureClips(clips, { method: "threshold", threshold });
    print(line(`ffmpeg scene > ${threshold}`, plain));
  }
  print(`\nFalse cuts on the clip of flashes: ${flashCuts(accurate) ?? "no such clip"}.`);
  const preview = previewScore(await measureClips(clips, { mode: "preview" }));
  print(
    `Preview: ${preview.right} of ${preview.right + preview.wrong} cuts lie at the first keyframe after a true change.`,
  );
  for (const text of leaveOneOut(accurate)) print(text);

  const other = spawnSync("sh", ["-c", "command -v ffmpeg"], { encoding: "utf8" }).stdout.trim();
  if (other && other !== findBinary("ffmpeg", {})) {
    const again = await measureClips(clips, { ffmpegPath: other });
    const same = again.filter(
      ({ detection }, index) =>
        JSON.stringify(detection.cuts) === JSON.stringify(accurate[index]!.detection.cuts),
    );
    print(`${other} gives the identical list on ${same.length} of ${clips.length} clips.`);
  } else print("No second ffmpeg on the PATH to compare with.");
}
