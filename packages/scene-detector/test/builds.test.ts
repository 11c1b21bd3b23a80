import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { detectScenes } from "../src/index.ts";
import { draw, ffmpegPath, type Shot } from "./film.ts";

/** Every ffmpeg on the PATH that is not the one the package brings. */
function otherBuilds(): string[] {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "ffmpeg"))
    .filter((path) => {
      try {
        accessSync(path, constants.X_OK);
        return path !== ffmpegPath && spawnSync(path, ["-version"]).status === 0;
      } catch {
        return false;
      }
    });
}

test("another ffmpeg finds the same cuts, with the same scores", async () => {
  const others = otherBuilds();
  if (others.length === 0) console.info("no second ffmpeg on the PATH: nothing to compare with");
  const shots: Shot[] = [
    { seed: 71, frames: 40, pan: 3 },
    { seed: 72, frames: 50, noise: 30, into: { kind: "dissolve", frames: 16 } },
    { seed: 73, frames: 60, light: 0.2, into: { kind: "fade", frames: 12 } },
    { seed: 74, frames: 50, flashes: [20] },
  ];
  const path = await draw(shots);
  const { cuts, stats } = await detectScenes(path);
  expect(cuts).toHaveLength(3);
  for (const other of others) {
    const again = await detectScenes(path, { ffmpegPath: other });
    expect(again.cuts).toEqual(cuts);
    expect(again.stats.score).toEqual(stats.score);
  }
});
