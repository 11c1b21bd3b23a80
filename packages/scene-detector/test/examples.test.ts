import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { draw, threeShots } from "./film.ts";

test("the examples run and print what they promise", async () => {
  const folder = await mkdtemp(join(tmpdir(), "scene-examples-"));
  try {
    const film = join(folder, "clip.mp4");
    copyFileSync(await draw(threeShots), film);
    const run = (name: string): string =>
      execFileSync(process.execPath, [join(import.meta.dirname, "../examples", name), film], {
        encoding: "utf8",
      });
    expect(run("scenes.ts")).toBe(
      "1 00:00:00.000 00:00:01.600\n2 00:00:01.600 00:00:03.000\n3 00:00:03.000 00:00:04.800\n",
    );
    expect(existsSync(`${film}.html`)).toBe(true);
    expect(run("detector.ts")).toMatch(/by its corners: .*\nby its changes: 40, 75\n/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
