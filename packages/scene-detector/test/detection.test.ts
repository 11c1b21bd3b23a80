import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { detectScenes, iterateScenes, redetect, type Scene } from "../src/index.ts";
import { draw, ffmpegPath, threeShots, truth, type Shot } from "./film.ts";

async function foundIn(shots: readonly Shot[], options = {}): Promise<string[]> {
  const { cuts } = await detectScenes(await draw(shots), options);
  return cuts.map(({ kind, frame }) => `${kind} ${frame}`);
}

function expected(shots: readonly Shot[]): string[] {
  return truth(shots).map(({ kind, from }) => `${kind} ${from}`);
}

describe("cuts", () => {
  test("plain cuts are found at their exact frames", async () => {
    expect(await foundIn(threeShots)).toEqual(["cut 40", "cut 75"]);
  });

  test("cuts between dark shots are found", async () => {
    const shots = [11, 12, 13, 14].map((seed) => ({ seed, frames: 30, light: 0.16, noise: 1 }));
    expect(await foundIn(shots)).toEqual(expected(shots));
  });

  test("cuts are found, and nothing else, in pans and heavy noise", async () => {
    const shots: Shot[] = [
      { seed: 21, frames: 40, pan: 4 },
      { seed: 22, frames: 40, noise: 40 },
      { seed: 23, frames: 40, pan: -7, noise: 10 },
      { seed: 24, frames: 30 },
    ];
    expect(await foundIn(shots)).toEqual(expected(shots));
  });

  test("flashes of one to three frames are no cuts, and the cuts between them stay", async () => {
    const shots: Shot[] = [
      { seed: 31, frames: 50, flashes: [12, 30, 31] },
      { seed: 32, frames: 50, flashes: [20, 21, 22, 40] },
      { seed: 33, frames: 30 },
    ];
    expect(await foundIn(shots)).toEqual(expected(shots));
  });

  test("a caption that pops up is no cut, a new picture under it is", async () => {
    const caption = "drawbox=x=20:y=70:w=60:h=20:t=fill:color=white:enable='between(n,12,28)'";
    const path = await draw(threeShots, {
      options: ["-vf", caption, ...h264Plain],
    });
    expect((await detectScenes(path)).cuts.map(({ frame }) => frame)).toEqual([40, 75]);
  });

  test("animation drawn on every third frame has no cuts at its steps", async () => {
    const shots: Shot[] = [
      { seed: 41, frames: 45, hold: 3, pan: 6 },
      { seed: 42, frames: 45, hold: 3, pan: 6 },
    ];
    expect(await foundIn(shots)).toEqual(expected(shots));
  });

  test("of boundaries closer than the least scene length the strongest stays", async () => {
    const shots: Shot[] = [
      { seed: 1, frames: 30 },
      { seed: 2, frames: 5 },
      { seed: 3, frames: 30 },
    ];
    expect(await foundIn(shots)).toHaveLength(1);
    expect(await foundIn(shots, { minSceneLengthSeconds: 0.1 })).toEqual(["cut 30", "cut 35"]);
  });
});

describe("gradual changes", () => {
  const shots: Shot[] = [
    { seed: 51, frames: 60, into: { kind: "dissolve", frames: 15 } },
    { seed: 52, frames: 80, into: { kind: "fade", frames: 12 } },
    { seed: 53, frames: 60, into: { kind: "fade", frames: 14, colour: 255 } },
    { seed: 54, frames: 70, into: { kind: "dissolve", frames: 30 } },
    { seed: 55, frames: 60 },
  ];

  test("dissolves and fades through black and white are found inside their stretch", async () => {
    const { cuts } = await detectScenes(await draw(shots));
    const changes = truth(shots);
    expect(cuts.map(({ kind }) => kind)).toEqual(changes.map(({ kind }) => kind));
    for (const [index, { from, to }] of changes.entries()) {
      expect(cuts[index]!.frame).toBeGreaterThanOrEqual(from);
      expect(cuts[index]!.frame).toBeLessThanOrEqual(to);
      expect(cuts[index]!.from!.frame).toBeLessThan(cuts[index]!.frame);
      expect(cuts[index]!.to!.frame).toBeGreaterThan(cuts[index]!.frame);
    }
  });

  test("each kind can be switched off", async () => {
    expect(await foundIn(shots, { fades: false, dissolves: false })).toEqual([]);
  });

  test("light that changes slowly is no dissolve", async () => {
    const { stats } = await detectScenes(
      await draw([
        { seed: 61, frames: 20 },
        { seed: 61, frames: 40, light: 0.5, into: { kind: "dissolve", frames: 20 } },
        { seed: 61, frames: 40 },
      ]),
    );
    expect(redetect(stats).cuts.filter(({ kind }) => kind === "dissolve")).toEqual([]);
  });
});

describe("the threshold method", () => {
  test("finds exactly what ffmpeg's select filter selects", async () => {
    const path = await draw(threeShots);
    const told = spawnSync(
      ffmpegPath,
      ["-i", path, "-vf", "select='gt(scene,0.1)',showinfo", "-f", "null", "-"],
      { encoding: "utf8" },
    ).stderr;
    const times = [...told.matchAll(/pts_time:([\d.]+)/g)].map(([, time]) => Number(time));
    const { cuts } = await detectScenes(path, { method: "threshold", threshold: 0.1 });
    expect(cuts.map(({ seconds }) => seconds)).toEqual(times);
    expect(times.length).toBeGreaterThan(0);
  });
});

describe("the result", () => {
  test("scenes cover the video without a gap, in frames, seconds and timecode", async () => {
    const { scenes, video } = await detectScenes(await draw(threeShots));
    expect(scenes.map(({ start, end }) => [start.frame, end.frame])).toEqual([
      [0, 40],
      [40, 75],
      [75, 120],
    ]);
    expect(scenes[1]).toEqual({
      index: 1,
      start: { frame: 40, seconds: 1.6, timecode: "00:00:01.600" },
      end: { frame: 75, seconds: 3, timecode: "00:00:03.000" },
      durationSeconds: 1.4,
    });
    expect(video).toMatchObject({
      width: 192,
      height: 108,
      rotation: 0,
      frameRate: { numerator: 25, denominator: 1 },
      durationSeconds: 4.8,
      codec: "h264",
      hasAudio: false,
    });
  });

  test("times are exact where the frame rate varies", async () => {
    const path = await draw(threeShots, {
      options:
        "-vf setpts='(N+floor(N/10)*3)/25/TB' -vsync vfr -c:v libx264 -preset ultrafast".split(" "),
      ending: ".mkv",
    });
    const { cuts, video } = await detectScenes(path);
    expect(cuts.map(({ frame }) => frame)).toEqual([40, 75]);
    expect(cuts.map(({ seconds }) => seconds)).toEqual([2.08, 3.84]);
    expect(video.variableFrameRate).toBe(true);
  });

  test("start and end limit the work, and frames still count from the beginning", async () => {
    const path = await draw(threeShots);
    const { cuts, scenes } = await detectScenes(path, { start: 2, end: 4 });
    expect(cuts.map(({ frame, seconds }) => [frame, seconds])).toEqual([[75, 3]]);
    expect(scenes[0]!.start).toMatchObject({ frame: 50, seconds: 2 });
    expect(scenes[1]!.end).toMatchObject({ frame: 100, seconds: 4 });
  });

  test("a file whose clock does not begin at 0 is counted from its first frame", async () => {
    const path = await draw(threeShots, {
      options: "-c:v libx264 -preset ultrafast -g 25 -output_ts_offset 5000".split(" "),
      ending: ".ts",
    });
    const whole = await detectScenes(path);
    expect(whole.cuts.map(({ frame, seconds }) => [frame, seconds])).toEqual([
      [40, 1.6],
      [75, 3],
    ]);
    const part = await detectScenes(path, { start: 2 });
    expect(part.scenes.map(({ start }) => start.frame)).toEqual([50, 75]);
  });

  test("a crop looks at its rectangle only", async () => {
    const path = await draw(threeShots, {
      options: ["-vf", "drawbox=x=0:y=0:w=96:h=108:t=fill:color=gray", ...h264Plain],
    });
    const blind = await detectScenes(path, { crop: { x: 0, y: 0, width: 90, height: 108 } });
    const seeing = await detectScenes(path, { crop: { x: 100, y: 0, width: 90, height: 108 } });
    expect(blind.cuts).toEqual([]);
    expect(seeing.cuts).toHaveLength(2);
  });

  test("a list is one film, with times that run on", async () => {
    const first = await draw(threeShots);
    const { cuts, parts } = await detectScenes([first, first]);
    expect(cuts.map(({ frame, seconds }) => [frame, seconds])).toEqual([
      [40, 1.6],
      [75, 3],
      [120, 4.8],
      [160, 6.4],
      [195, 7.8],
    ]);
    expect(parts.map(({ firstFrame, startSeconds }) => [firstFrame, startSeconds])).toEqual([
      [0, 0],
      [120, 4.8],
    ]);
  });
});

const h264Plain = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p".split(" ");

describe("modes", () => {
  test("fast finds the same frames", async () => {
    expect(await foundIn(threeShots, { mode: "fast" })).toEqual(["cut 40", "cut 75"]);
  });

  test("preview places each cut at a keyframe, with its frame and time", async () => {
    const path = await draw(threeShots, {
      options: "-c:v libx264 -preset ultrafast -g 10 -sc_threshold 0".split(" "),
    });
    const { cuts, stats, scenes } = await detectScenes(path, { mode: "preview" });
    expect(stats.frames).toBe(12);
    expect(cuts.map(({ frame, seconds }) => [frame, seconds])).toEqual([
      [40, 1.6],
      [80, 3.2],
    ]);
    expect(scenes.at(-1)!.end).toMatchObject({ seconds: 4.8 });
  });
});

describe("deciding again", () => {
  test("redetect gives what a new run would give", async () => {
    const path = await draw([
      { seed: 1, frames: 40 },
      { seed: 2, frames: 5 },
      { seed: 3, frames: 45, flashes: [20] },
      { seed: 4, frames: 30 },
    ]);
    const { stats, cuts } = await detectScenes(path);
    for (const options of [{}, { sensitivity: 0.9 }, { minSceneLengthSeconds: 0.1 }] as const) {
      const again = await detectScenes(path, options);
      expect(redetect(stats, options).cuts).toEqual(again.cuts);
    }
    expect(redetect(stats).cuts).toEqual(cuts);
  });

  test("a lower sensitivity finds no more cuts than a higher one", async () => {
    const { stats } = await detectScenes(
      await draw([11, 12, 13, 14].map((seed) => ({ seed, frames: 30, light: 0.07, noise: 1 }))),
    );
    const counts = [0, 0.25, 0.5, 0.75, 1].map(
      (sensitivity) => redetect(stats, { sensitivity }).cuts.length,
    );
    expect([...counts].sort((a, b) => a - b)).toEqual(counts);
    expect(counts[0]).toBeLessThan(counts[4]!);
  });
});

describe("while it works", () => {
  const shots: Shot[] = [1, 2, 3, 4, 5, 6].map((seed) => ({ seed, frames: 50 }));

  test("scenes are told in order before the end, and are those of the result", async () => {
    const told: Scene[] = [];
    let toldBeforeTheEnd = 0;
    const { scenes } = await detectScenes(await draw(shots), {
      onScene: (scene) => void told.push(scene),
      onProgress: ({ percent }) => {
        if (percent === 100) toldBeforeTheEnd = told.length;
      },
    });
    expect(told).toEqual(scenes);
    expect(toldBeforeTheEnd).toBeGreaterThan(0);
  });

  test("a callback that throws costs nothing", async () => {
    const warned = new Promise<string>((resolve) =>
      process.once("warning", ({ message }) => resolve(message)),
    );
    const { scenes } = await detectScenes(await draw(threeShots), {
      onScene: ({ index }) => {
        if (index === 0) throw new Error("boom");
      },
    });
    expect(scenes).toHaveLength(3);
    expect(await warned).toContain("onScene threw: boom");
  });

  test("leaving the iterator's loop ends ffmpeg and throws nothing", async () => {
    const path = await draw(shots);
    const children = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === "ProcessWrap").length;
    const before = children();
    const seen: number[] = [];
    for await (const { index } of iterateScenes(path)) {
      seen.push(index);
      break;
    }
    expect(seen).toEqual([0]);
    await expect.poll(children).toBe(before);
  });

  test("the iterator yields the scenes and returns the detection", async () => {
    const iterator = iterateScenes(await draw(threeShots));
    const scenes: number[] = [];
    let step = await iterator.next();
    while (!step.done) {
      scenes.push(step.value.index);
      step = await iterator.next();
    }
    expect(scenes).toEqual([0, 1, 2]);
    expect(step.value.cuts).toHaveLength(2);
  });
});

test("a detector of one's own sees every frame and decides", async () => {
  let seen = 0;
  let bytes = 0;
  const { cuts } = await detectScenes(await draw(threeShots), {
    method: {
      name: "every fiftieth",
      frameSize: { width: 48, height: 27 },
      start: () => ({
        async push({ rgb }) {
          seen++;
          bytes = rgb.length;
        },
        finish: ({ frames }) =>
          [50, 100]
            .filter((index) => index < frames)
            .map((index) => ({ index, kind: "cut" as const, score: 1, confidence: 1 })),
      }),
    },
  });
  expect([seen, bytes]).toEqual([120, 48 * 27 * 3]);
  expect(cuts.map(({ frame }) => frame)).toEqual([50, 100]);
});
