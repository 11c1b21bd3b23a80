import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { VideoDrawing } from "../src/draw-video.ts";
import { drawVideo } from "../src/draw-video.ts";
import { runFfmpeg } from "../src/ffmpeg.ts";
import { cutsOf, pixelsOf, probe, readWithFfmpeg } from "./probe.ts";

vi.setConfig({ testTimeout: 30_000 });

const small: VideoDrawing = {
  prompt: "A red fox runs through the snow",
  durationSeconds: 1,
  width: 320,
  height: 180,
  framesPerSecond: 24,
  seed: 1,
  withAudio: false,
};

describe("a drawn video", () => {
  it.each<[string, Partial<VideoDrawing>, { width: number; height: number; rate: number }]>([
    [
      "a usual one",
      { durationSeconds: 5, width: 1280, height: 720 },
      { width: 1280, height: 720, rate: 24 },
    ],
    [
      "an upright one",
      { durationSeconds: 1.5, width: 360, height: 640, framesPerSecond: 30 },
      { width: 360, height: 640, rate: 30 },
    ],
    [
      "one of odd size",
      { width: 321, height: 181, framesPerSecond: 25 },
      { width: 322, height: 182, rate: 25 },
    ],
    [
      "one of a broadcast rate",
      { durationSeconds: 3, framesPerSecond: 23.976 },
      { width: 320, height: 180, rate: 23.98 },
    ],
    ["one of 29.97", { framesPerSecond: 29.97 }, { width: 320, height: 180, rate: 29.97 }],
    [
      "the smallest",
      { durationSeconds: 0.4, width: 16, height: 16, framesPerSecond: 10 },
      { width: 16, height: 16, rate: 10 },
    ],
  ])(
    "has the duration, size and frame rate that were asked for: %s",
    async (_, changes, expected) => {
      for (const withAudio of [false, true]) {
        const drawing = { ...small, ...changes, withAudio };
        const found = await probe(await drawVideo(drawing));
        expect(Math.abs(found.durationSeconds - drawing.durationSeconds)).toBeLessThanOrEqual(0.05);
        expect(found).toMatchObject({ width: expected.width, height: expected.height });
        expect(found.framesPerSecond).toBe(expected.rate);
        expect(found.video).toMatch(/^h264 .*yuv420p/);
        expect(found.audio).toMatch(withAudio ? /^aac/ : /^$/);
      }
    },
  );

  it("is the same to the byte for the same arguments, and another one for another seed", async () => {
    const drawing = { ...small, prompt: "One. Two. Three.", withAudio: true };
    const [first, again, other] = await Promise.all([
      drawVideo(drawing),
      drawVideo(drawing),
      drawVideo({ ...drawing, seed: 2 }),
    ]);
    expect(Buffer.compare(first, again)).toBe(0);
    expect(Buffer.compare(first, other)).not.toBe(0);
  });

  it("carries no date and no name of the muxer, so that tomorrow's bytes are the same", async () => {
    const video = Buffer.from(await drawVideo({ ...small, withAudio: true }));
    for (const box of ["mvhd", "tkhd", "mdhd"]) {
      const dates = video.indexOf(box) + 8;
      expect(video.readBigUInt64BE(dates)).toBe(0n);
    }
    expect(video.includes("Lavf")).toBe(false);
  });

  it.each([1, 2, 3, 5])(
    "has a hard cut between its %i sentences and nowhere else",
    async (count) => {
      const sentences = ["A fox wakes.", "It runs 3.5 miles!", "Where to?", "Home…", "It sleeps."];
      const drawing = { ...small, durationSeconds: 4, prompt: sentences.slice(0, count).join(" ") };
      for (const seed of [1, 2]) {
        const video = await drawVideo({ ...drawing, seed });
        for (const threshold of [0.05, 0.5]) {
          const cuts = await cutsOf(video, threshold);
          const expected = Array.from({ length: count - 1 }, (_, cut) => ((cut + 1) * 4) / count);
          expect(cuts).toHaveLength(expected.length);
          for (const [number, cut] of cuts.entries()) {
            expect(Math.abs(cut - expected[number]!)).toBeLessThan(1 / 24);
          }
        }
      }
    },
  );

  it("deals many sentences out to scenes of at least a quarter of a second", async () => {
    const prompt = Array.from({ length: 40 }, (_, number) => `Sentence ${number}.`).join(" ");
    expect(await cutsOf(await drawVideo({ ...small, prompt }), 0.3)).toHaveLength(3);
  });

  it("moves in every frame", async () => {
    const { output } = await readWithFfmpeg(await drawVideo(small), "-f", "framemd5", "-");
    const digests = output.toString().match(/[0-9a-f]{32}/g);
    expect(digests).toHaveLength(24);
    expect(new Set(digests).size).toBe(24);
  });

  it("shows the prompt in a colour that stands out", async () => {
    const inked = async (prompt: string): Promise<number> => {
      const frames = await pixelsOf(await drawVideo({ ...small, prompt }), "gray");
      const rows = frames.subarray(320 * 45, 320 * 110);
      const sorted = Uint8Array.from(rows).sort();
      const paper = sorted[sorted.length / 2]!;
      return rows.filter((luma) => Math.abs(luma - paper) > 90).length / rows.length;
    };
    expect(await inked("")).toBeLessThan(0.01);
    expect(await inked("THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG")).toBeGreaterThan(0.1);
  });

  it.each<[Partial<VideoDrawing>, string]>([
    [{ width: 0 }, "width must be a whole number of pixels from 1 to 8192 (got 0)."],
    [{ height: 8 }, "height must be at least 16 and at most 8192 (got 8)."],
    [{ width: 320.5 }, "width must be a whole number of pixels from 1 to 8192 (got 320.5)."],
    [{ durationSeconds: 0 }, "durationSeconds must be more than 0 and at most 600 (got 0)."],
    [
      { durationSeconds: Number.NaN },
      "durationSeconds must be more than 0 and at most 600 (got NaN).",
    ],
    [{ framesPerSecond: 0 }, "framesPerSecond must be at least 1 and at most 120 (got 0)."],
  ])("is refused with the value and what is allowed: %o", async (changes, message) => {
    await expect(drawVideo({ ...small, ...changes })).rejects.toThrow(message);
  });
});

describe("running ffmpeg", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tarash-test-"));
    vi.stubEnv("TMPDIR", folder);
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });

  const useScript = async (script: string): Promise<void> => {
    const path = join(folder, "fake-ffmpeg");
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    vi.stubEnv("FFMPEG_PATH", path);
  };

  it("leaves nothing in the temporary folder", async () => {
    await drawVideo({ ...small, withAudio: true });
    expect(await readdir(folder)).toEqual([]);
  });

  it("tells ffmpeg's own words when it fails, and leaves nothing behind", async () => {
    await useScript("echo 'Unknown encoder libx264' >&2; exit 3");
    await expect(drawVideo(small)).rejects.toThrow(
      "ffmpeg failed: it ended with 3. Unknown encoder libx264",
    );
    expect(await readdir(folder)).toEqual(["fake-ffmpeg"]);
  });

  it("says what to do when FFMPEG_PATH names nothing that runs", async () => {
    vi.stubEnv("FFMPEG_PATH", "/nowhere/ffmpeg");
    await expect(drawVideo(small)).rejects.toThrow(
      "FFMPEG_PATH must name a program that can be run (got /nowhere/ffmpeg).",
    );
  });

  it("starts nothing when it is aborted beforehand", async () => {
    await useScript(`touch ${join(tmpdir(), "started")}`);
    await expect(drawVideo({ ...small, signal: AbortSignal.abort("gone") })).rejects.toBe("gone");
    expect(await readdir(folder)).toEqual(["fake-ffmpeg"]);
  });

  it("ends the process and rejects with the reason when it is aborted at work", async () => {
    const processFile = join(folder, "process");
    await useScript(
      `echo $$ > ${processFile}.new && mv ${processFile}.new ${processFile}; exec cat >/dev/null`,
    );
    const controller = new AbortController();
    const reason = new Error("the caller has left");
    function* endless(): Generator<Uint8Array> {
      for (;;) {
        if (existsSync(processFile)) controller.abort(reason);
        yield new Uint8Array(1000);
      }
    }
    const run = { arguments: [], input: endless(), output: "x.mp4", signal: controller.signal };
    await expect(runFfmpeg(run)).rejects.toBe(reason);
    const id = Number(await readFile(processFile, "utf8"));
    expect(() => process.kill(id, 0)).toThrow("ESRCH");
    expect(await readdir(folder)).toEqual(["fake-ffmpeg", "process"]);
  });

  it("lets an aborted run leave the queue at once, while all places are taken", async () => {
    await useScript("cat >/dev/null; touch x.mp4");
    const controller = new AbortController();
    let chunks = 0;
    const release = new AbortController();
    function* untilReleased(): Generator<Uint8Array> {
      for (; !release.signal.aborted; chunks++) {
        if (chunks === 200) controller.abort("enough");
        yield new Uint8Array(1000);
      }
    }
    const busy = Array.from({ length: availableParallelism() }, () =>
      runFfmpeg({ arguments: [], input: untilReleased(), output: "x.mp4" }),
    );
    const never = vi.fn<() => Record<string, Uint8Array>>(() => ({}));
    const queued = { arguments: [], input: [], output: "x.mp4", files: never };
    await expect(runFfmpeg({ ...queued, signal: controller.signal })).rejects.toBe("enough");
    expect(never).not.toHaveBeenCalled();
    release.abort();
    await Promise.all(busy);
    expect(await runFfmpeg(queued)).toHaveLength(0);
  });

  it("serves many at once, in turn", async () => {
    const drawings = Array.from({ length: 12 }, (_, seed) => ({
      ...small,
      durationSeconds: 0.1,
      seed,
    }));
    const videos = await Promise.all(drawings.map(drawVideo));
    expect(new Set(videos.map((video) => Buffer.from(video).toString("base64"))).size).toBe(12);
  });

  it("ends the process when the drawing itself fails", async () => {
    function* broken(): Generator<Uint8Array> {
      yield new Uint8Array(10);
      throw new Error("out of paint");
    }
    const run = { arguments: ["-f", "s16le", "-i", "pipe:0"], input: broken(), output: "x.wav" };
    await expect(runFfmpeg(run)).rejects.toThrow("out of paint");
    expect(await readdir(folder)).toEqual([]);
  });
});
