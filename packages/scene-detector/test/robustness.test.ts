import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detectScenes, FfmpegError, VideoInputError, type DetectOptions } from "../src/index.ts";
import { findBinary, makeExecutable } from "../src/binary.ts";
import { draw, ffmpegPath, make, threeShots } from "./film.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scene-robustness-"));
  process.env["TMPDIR"] = join(folder, "temporary");
  mkdirSync(process.env["TMPDIR"]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = (name: string): string => join(folder, name);

async function failure(input: Parameters<typeof detectScenes>[0], options: DetectOptions = {}) {
  const error = await detectScenes(input, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("nothing was thrown");
  return error as Error & { code?: string; stderr?: string };
}

async function cutFrames(path: string, options: DetectOptions = {}): Promise<number[]> {
  return (await detectScenes(path, options)).cuts.map(({ frame }) => frame);
}

describe("what is no video", () => {
  test("sound only", async () => {
    const path = await make("sound.m4a", "-f lavfi -i sine=duration=1 -c:a aac".split(" "));
    const error = await failure(path);
    expect(error).toBeInstanceOf(VideoInputError);
    expect([error.code, error.message]).toEqual(["no-video", "sound.m4a has no video stream"]);
  });

  test("sound with a cover picture", async () => {
    const path = await make(
      "cover.mp3",
      "-f lavfi -i sine=duration=1 -f lavfi -i color=red:s=64x64:d=0.04 -map 0 -map 1 -c:a libmp3lame -c:v mjpeg -disposition:v attached_pic -id3v2_version 3".split(
        " ",
      ),
    );
    const error = await failure(path);
    expect([error.code, error.message]).toEqual([
      "no-video",
      "cover.mp3 has no video stream, only sound and a cover picture",
    ]);
  });

  test("zero bytes", async () => {
    writeFileSync(file("empty.mp4"), "");
    expect(await failure(file("empty.mp4"))).toMatchObject({
      code: "invalid",
      message: expect.stringContaining("0 bytes"),
    });
    expect(await failure(new Uint8Array(0))).toMatchObject({ code: "invalid" });
  });

  test.each(["notes.mp4", "notes.txt"])("text, called %s", async (name) => {
    writeFileSync(file(name), "This is no video.\n".repeat(200));
    expect(await failure(file(name))).toMatchObject({ name: "VideoInputError", code: "invalid" });
  });

  test("a missing file", async () => {
    expect(await failure(file("nowhere.mp4"))).toMatchObject({
      code: "not-found",
      message: `${file("nowhere.mp4")} does not exist`,
    });
  });

  test("a directory", async () => {
    expect(await failure(folder)).toMatchObject({
      code: "not-a-file",
      message: expect.stringContaining("is a directory"),
    });
  });
});

describe("damaged files", () => {
  test("a truncated file gives its scenes and a warning, and an error under strict", async () => {
    const whole = readFileSync(await draw(threeShots));
    const path = file("truncated.mp4");
    writeFileSync(path, whole.subarray(0, Math.floor(whole.length * 0.6)));
    const { cuts, warnings, stats } = await detectScenes(path);
    expect(cuts[0]!.frame).toBe(40);
    expect(stats.frames).toBeLessThan(120);
    expect(warnings[0]!.code).toBe("truncated");
    expect(warnings[0]!.message).toMatch(/truncated\.mp4 is truncated: decoded \d\.\d of 4\.8 s/);
    expect(await failure(path, { strict: true })).toMatchObject({
      name: "VideoInputError",
      code: "damaged",
    });
  });

  test("corruption in the middle is counted", async () => {
    const bytes = readFileSync(await draw(threeShots));
    const middle = Math.floor(bytes.length * 0.5);
    bytes.fill(0xa5, middle, middle + 3000);
    writeFileSync(file("corrupt.mp4"), bytes);
    const { warnings } = await detectScenes(file("corrupt.mp4"));
    expect(warnings.find(({ code }) => code === "corrupt")!.message).toMatch(
      /corrupt\.mp4 is damaged: the decoder reported \d+ errors? \(/,
    );
    expect(await failure(file("corrupt.mp4"), { strict: true })).toMatchObject({ code: "damaged" });
  });

  test("a whole file has no warnings", async () => {
    expect((await detectScenes(await draw(threeShots))).warnings).toEqual([]);
  });
});

describe("odd but sound files", () => {
  test("one frame", async () => {
    const { scenes, cuts } = await detectScenes(await draw([{ seed: 1, frames: 1 }]));
    expect(cuts).toEqual([]);
    expect(scenes).toHaveLength(1);
    expect(scenes[0]!.end).toMatchObject({ frame: 1, seconds: 0.04 });
  });

  test("a still picture whose name holds %d", async () => {
    copyFileSync(
      await make("still.png", "-f lavfi -i testsrc=s=64x48:d=0.04".split(" ")),
      file("still %d.png"),
    );
    expect((await detectScenes(file("still %d.png"))).scenes).toHaveLength(1);
  });

  test("a rotated film reports the size that is shown", async () => {
    const plain = await draw(threeShots);
    // This build writes a quarter turn to the left for the tag.
    const path = await make("rotated.mp4", [
      "-i",
      plain,
      "-c",
      "copy",
      "-metadata:s:v",
      "rotate=90",
    ]);
    const { video, cuts } = await detectScenes(path);
    expect(video).toMatchObject({ width: 108, height: 192, rotation: 270 });
    expect(cuts.map(({ frame }) => frame)).toEqual([40, 75]);
  });

  test("an odd aspect", async () => {
    const path = await draw(threeShots, {
      options: "-vf scale=402:18,setsar=5/7 -c:v libx264 -preset ultrafast -pix_fmt yuv420p".split(
        " ",
      ),
    });
    expect(await cutFrames(path)).toEqual([40, 75]);
  });

  test.each([
    ["VP9", ".webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 400k", { codec: "vp9" }],
    [
      "AV1",
      ".mkv",
      "-vf scale=96:54 -c:v libaom-av1 -strict -2 -cpu-used 8 -b:v 200k -lag-in-frames 0",
      { codec: "av1" },
    ],
    [
      "HEVC",
      ".mp4",
      "-c:v libx265 -preset ultrafast -x265-params log-level=error",
      { codec: "hevc" },
    ],
    ["10-bit", ".mov", "-c:v prores_ks -pix_fmt yuv422p10le", { pixelFormat: "yuv422p10le" }],
    [
      "HDR",
      ".mkv",
      "-c:v prores_ks -pix_fmt yuv422p10le -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc",
      { hdr: true },
    ],
    [
      "interlaced",
      ".mpg",
      "-c:v mpeg2video -flags +ildct+ilme -top 1 -b:v 2M",
      { interlaced: true },
    ],
  ])("%s", async (_name, ending, options, facts) => {
    const path = await draw(threeShots, { ending, options: options.split(" ") });
    const { cuts, video, warnings } = await detectScenes(path);
    expect(cuts.map(({ frame }) => frame)).toEqual([40, 75]);
    expect(warnings).toEqual([]);
    expect(video).toMatchObject(facts);
  });

  test("a size that changes in the middle", async () => {
    const small = await make("small.ts", [
      "-i",
      await draw(threeShots),
      "-vf",
      "scale=96:54",
      "-c:v",
      "mpeg2video",
    ]);
    const large = await make("large.ts", ["-i", await draw(threeShots), "-c:v", "mpeg2video"]);
    writeFileSync(file("joined.ts"), Buffer.concat([readFileSync(small), readFileSync(large)]));
    const { stats } = await detectScenes(file("joined.ts"));
    expect(stats.frames).toBeGreaterThan(230);
  });
});

describe("names", () => {
  test.each([
    "-v.mp4",
    'it\'s "quoted".mp4',
    "two\nlines.mp4",
    "a:b.mp4",
    "100%d.mp4",
    "concat:x|y.mp4",
    "ünï cödé 🎬.mp4",
  ])("%j is just a name", async (name) => {
    copyFileSync(await draw(threeShots), file(name));
    expect(await cutFrames(file(name))).toEqual([40, 75]);
  });

  test("a relative name that starts with a dash", async () => {
    const here = process.cwd();
    copyFileSync(await draw(threeShots), file("-i.mp4"));
    process.chdir(folder);
    try {
      expect(await cutFrames("-i.mp4")).toEqual([40, 75]);
    } finally {
      process.chdir(here);
    }
  });
});

describe("other inputs", () => {
  test("bytes, streams and file addresses, and no copy stays behind", async () => {
    const path = await draw(threeShots);
    const before = spooled();
    expect((await detectScenes(readFileSync(path))).cuts).toHaveLength(2);
    expect((await detectScenes(createReadStream(path))).cuts).toHaveLength(2);
    const web = new Blob([readFileSync(path)]).stream();
    expect((await detectScenes(web)).video.name).toBeUndefined();
    expect((await detectScenes(pathToFileURL(path))).cuts).toHaveLength(2);
    await failure(Buffer.from("not a video"));
    expect(spooled()).toEqual(before);
  });

  test("a stream that never ends is given up, and its copy removed", async () => {
    const before = spooled();
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield readFileSync(await draw(threeShots));
      await new Promise(() => undefined);
    }
    expect(await failure(endless(), { timeoutMs: 300 })).toMatchObject({ name: "TimeoutError" });
    expect(spooled()).toEqual(before);
  });

  test("an address is read over HTTP, and its query is not repeated", async () => {
    const bytes = readFileSync(await draw(threeShots));
    const server = createServer((request, response) => {
      if (!request.url!.startsWith("/film.mp4")) return void response.writeHead(404).end();
      const [, from = "0"] = /bytes=(\d+)/.exec(request.headers.range ?? "") ?? [];
      response.writeHead(206, {
        "accept-ranges": "bytes",
        "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
      });
      response.end(bytes.subarray(Number(from)));
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    const { cuts, video } = await detectScenes(`${origin}/film.mp4?token=secret`);
    expect(cuts).toHaveLength(2);
    expect(video.name).toBe(`${origin}/film.mp4`);
    const error = await failure(`${origin}/other.mp4?token=secret`);
    expect(error).toMatchObject({ code: "network" });
    expect(error.message + error.stderr).not.toContain("secret");
    server.close();
    server.closeAllConnections();
    expect(await failure(`${origin}/film.mp4`)).toMatchObject({ code: "network" });
  });

  test("a protocol that is not allowed is refused before ffmpeg runs", async () => {
    expect(await failure("ftp://example.com/film.mp4")).toMatchObject({
      code: "protocol",
      message: expect.stringContaining("allowed: http, https"),
    });
  });

  test("a play list may not reach beyond its protocol", async () => {
    writeFileSync(
      file("list.m3u8"),
      "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/secret.ts\n#EXT-X-ENDLIST\n",
    );
    const error = await failure(file("list.m3u8"));
    expect(error.name).toBe("VideoInputError");
  });
});

describe("ffmpeg itself", () => {
  function script(name: string, text: string): string {
    const path = file(name);
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return path;
  }
  /** Answers the check for filters as ffmpeg does, then does what the test wants. */
  const afterCheck = (text: string): string =>
    `case "$*" in *-filters*) exec ${JSON.stringify(ffmpegPath)} "$@";; esac\n${text}`;

  test("missing", async () => {
    const error = await failure(await draw(threeShots), { ffmpegPath: file("no-ffmpeg") });
    expect(error).toBeInstanceOf(FfmpegError);
    expect(error).toMatchObject({
      code: "missing",
      message: expect.stringContaining("ffmpegPath"),
    });
  });

  test("something else under its name", async () => {
    const path = script("echo", "echo hello");
    expect(await failure(await draw(threeShots), { ffmpegPath: path })).toMatchObject({
      code: "missing",
      message: `${path} does not answer like ffmpeg`,
    });
  });

  test("without a filter that is needed", async () => {
    const path = script("poor", `${JSON.stringify(ffmpegPath)} "$@" | grep -v ' metadata '`);
    expect(await failure(await draw(threeShots), { ffmpegPath: path })).toMatchObject({
      code: "filters",
      message: expect.stringContaining("lacks the filter metadata"),
    });
  });

  test("killed from outside", async () => {
    const path = script("killed", afterCheck("kill -9 $$"));
    expect(await failure(await draw(threeShots), { ffmpegPath: path })).toMatchObject({
      code: "killed",
      message: expect.stringContaining("SIGKILL"),
    });
  });

  test("hanging: the time-out ends it and its children", async () => {
    const mark = file("child.pid");
    const path = script("hanging", afterCheck(`sleep 600 & echo $! > '${mark}'\nwait`));
    const error = await failure(await draw(threeShots), { ffmpegPath: path, timeoutMs: 1500 });
    expect(error).toMatchObject({
      name: "TimeoutError",
      message: expect.stringContaining("1500 ms"),
    });
    const child = Number(readFileSync(mark, "utf8"));
    await expect.poll(() => isRunning(child)).toBe(false);
  });

  test("an abort ends it", async () => {
    const path = script("waiting", afterCheck("sleep 600"));
    const stop = new AbortController();
    const ending = failure(await draw(threeShots), { ffmpegPath: path, signal: stop.signal });
    stop.abort();
    expect(await ending).toMatchObject({ name: "CancelledError" });
  });

  test("the real cause is told when it fails", async () => {
    const path = script(
      "failing",
      afterCheck(
        "echo '[x @ 0x1] av_interleaved_write_frame(): No space left on device' >&2\nexit 1",
      ),
    );
    expect(await failure(await draw(threeShots), { ffmpegPath: path })).toMatchObject({
      code: "disk-full",
      message: expect.stringContaining("No space left on device"),
    });
  });
});

describe("where ffmpeg is looked for", () => {
  test("a program without its run bit gets it", () => {
    writeFileSync(file("fresh"), "#!/bin/sh\n", { mode: 0o644 });
    expect(makeExecutable(file("fresh"))).toBe(true);
    expect(statSync(file("fresh")).mode & 0o111).not.toBe(0);
  });

  test("the option comes before the environment, which comes before the package", () => {
    copyFileSync(ffmpegPath, file("ffmpeg-of-mine"));
    process.env["FFMPEG_PATH"] = file("ffmpeg-of-mine");
    try {
      expect(findBinary("ffmpeg", {})).toBe(file("ffmpeg-of-mine"));
      expect(findBinary("ffmpeg", { ffmpegPath })).toBe(ffmpegPath);
      process.env["FFMPEG_PATH"] = file("gone");
      expect(() => findBinary("ffmpeg", {})).toThrow("environment variable FFMPEG_PATH");
    } finally {
      delete process.env["FFMPEG_PATH"];
    }
  });
});

describe("options", () => {
  test.each([
    [{ sensitivity: 2 }, "sensitivity must be a number from 0 to 1 (got 2)"],
    [{ minSceneLengthSeconds: -1 }, "minSceneLengthSeconds must be a number from 0"],
    [{ start: 3, end: 2 }, "end must lie after start (got start 3, end 2)"],
    [{ mode: "quick" }, "mode must be accurate, fast or preview (got quick)"],
    [{ threshold: 0.3 }, 'threshold means nothing to the method "adaptive"'],
    [{ minSceneLenght: 1 }, 'unknown option "minSceneLenght"; did you mean minSceneLengthSeconds?'],
    [{ crop: { x: 0, y: 0, width: 1, height: 9 } }, "crop.width must be a whole number from 2"],
  ])("%j is refused with its name, value and what is allowed", async (options, message) => {
    expect(await failure("unused.mp4", options as DetectOptions)).toMatchObject({
      name: "ValidationError",
      message: expect.stringContaining(message),
    });
  });

  test("a crop beyond the picture is refused", async () => {
    expect(
      await failure(await draw(threeShots), { crop: { x: 100, y: 0, width: 100, height: 50 } }),
    ).toMatchObject({ message: expect.stringContaining("does not fit") });
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
    return !stdout.trim().startsWith("Z") && stdout.trim() !== "";
  } catch {
    return false;
  }
}

function spooled(): string[] {
  return readdirSync(tmpdir());
}
