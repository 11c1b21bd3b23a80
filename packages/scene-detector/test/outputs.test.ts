import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  contactSheet,
  detectScenes,
  htmlReport,
  saveThumbnails,
  splitVideo,
  toCsv,
  toEdl,
  toFcpxml,
  toFfmetadata,
  toJson,
  toKeyframes,
  toOtio,
  toWebVtt,
  type Detection,
} from "../src/index.ts";
import { draw, ffmpegPath, ffprobePath, make, threeShots } from "./film.ts";

let folder = "";
let film = "";
let detection: Detection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scene-outputs-"));
  const silent = await draw(threeShots);
  film = await make("drawn & <shown>.mp4", [
    "-i",
    silent,
    ..."-f lavfi -i sine=duration=4.8 -c:v copy -c:a aac -shortest".split(" "),
  ]);
  detection = await detectScenes(film);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function probe(...options: string[]): string {
  const { stdout, stderr, status } = spawnSync(ffprobePath, ["-v", "error", ...options], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim().replace(/,?\n+/g, "\n").replace(/,$/, "");
}

function save(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("formats", () => {
  test("JSON is the detection without the numbers of each frame", () => {
    const parsed = JSON.parse(toJson(detection)) as Detection & { frames: number };
    expect(parsed.scenes).toEqual(detection.scenes);
    expect(parsed.frames).toBe(120);
    expect(parsed).not.toHaveProperty("stats");
  });

  test("CSV has PySceneDetect's columns and counting", () => {
    const lines = toCsv(detection).trimEnd().split("\n");
    expect(lines[0]).toBe(
      "Scene Number,Start Frame,Start Timecode,Start Time (seconds),End Frame,End Timecode,End Time (seconds),Length (frames),Length (timecode),Length (seconds)",
    );
    expect(lines[2]).toBe("2,41,00:00:01.600,1.600,75,00:00:03.000,3.000,35,00:00:01.400,1.400");
    expect(toCsv(detection, { cutList: true })).toMatch(
      /^Timecode List:,00:00:01\.600,00:00:03\.000\nScene Number/,
    );
  });

  test("an EDL has one event a scene, in frames", () => {
    const text = toEdl(detection);
    expect(text).toContain(
      "002  AX       V     C        00:00:01:15 00:00:03:00 00:00:01:15 00:00:03:00",
    );
    expect(text.match(/^\d{3} {2}AX/gm)).toHaveLength(3);
    expect(text).toContain("FROM CLIP NAME: drawn & <shown>.mp4");
  });

  test("FCPXML is well formed for an XML parser, and its clips fill the sequence", () => {
    const text = toFcpxml(detection, { media: film });
    expect(XMLValidator.validate(text)).toBe(true);
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" });
    const { fcpxml } = parser.parse(text) as {
      fcpxml: {
        resources: { asset: { name: string; "media-rep": { src: string } } };
        library: {
          event: {
            project: {
              sequence: { duration: string; spine: { "asset-clip": { duration: string }[] } };
            };
          };
        };
      };
    };
    expect(fcpxml.resources.asset.name).toBe("drawn & <shown>.mp4");
    expect(existsSync(new URL(fcpxml.resources.asset["media-rep"].src))).toBe(true);
    const { sequence } = fcpxml.library.event.project;
    expect(sequence.duration).toBe("120/25s");
    expect(sequence.spine["asset-clip"].map(({ duration }) => duration)).toEqual([
      "40/25s",
      "35/25s",
      "45/25s",
    ]);
  });

  test("OTIO is read by OpenTimelineIO where that is installed", () => {
    const text = toOtio(detection, { media: film });
    const path = save("timeline.otio", text);
    const script =
      "import sys, opentimelineio as otio\nprint([c.source_range.duration.value for c in otio.adapters.read_from_file(sys.argv[1]).tracks[0]])";
    const { status, stdout } = spawnSync("python3", ["-c", script, path], { encoding: "utf8" });
    if (status !== 0)
      console.info("OpenTimelineIO is not installed: only the structure is checked");
    const durations: unknown =
      status === 0
        ? JSON.parse(stdout)
        : (
            JSON.parse(text) as {
              tracks: {
                children: { children: { source_range: { duration: { value: number } } }[] }[];
              };
            }
          ).tracks.children[0]!.children.map(({ source_range }) => source_range.duration.value);
    expect(durations).toEqual([40, 35, 45]);
  });

  test("WebVTT is read by ffprobe", () => {
    const path = save("chapters.vtt", toWebVtt(detection));
    expect(probe("-show_entries", "packet=pts_time,duration_time", "-of", "csv=p=0", path)).toBe(
      "0.000000,1.600000\n1.600000,1.400000\n3.000000,1.800000",
    );
  });

  test("ffmetadata gives a file chapters that ffprobe reads", async () => {
    const path = save("chapters.txt", toFfmetadata(detection));
    const chaptered = await make("chaptered.mkv", [
      "-i",
      film,
      "-i",
      path,
      ..."-map_metadata 1 -c copy".split(" "),
    ]);
    expect(
      probe(
        "-show_chapters",
        "-show_entries",
        "chapter=start_time,end_time",
        "-of",
        "csv=p=0",
        chaptered,
      ),
    ).toBe("0.000000,1.600000,Scene 1\n1.600000,3.000000,Scene 2\n3.000000,4.800000,Scene 3");
  });

  test("the keyframe list makes ffmpeg put keyframes there", async () => {
    const forced = await make("forced.mp4", [
      "-i",
      film,
      "-force_key_frames",
      toKeyframes(detection).trim(),
      ..."-c:v libx264 -preset ultrafast -g 300 -sc_threshold 0 -an".split(" "),
    ]);
    const flags = probe(
      "-select_streams",
      "v",
      "-show_entries",
      "packet=pts_time,flags",
      "-of",
      "csv=p=0",
      forced,
    );
    const keys = flags.split("\n").filter((line) => line.includes("K"));
    expect(keys.map((line) => Number(line.split(",")[0]))).toEqual([0, 1.6, 3]);
    expect(toKeyframes(detection, "v1")).toBe("# keyframe format v1\nfps 0\n0\n40\n75\n");
  });
});

describe("images", () => {
  test.each(["jpg", "png", "webp"] as const)(
    "thumbnails as %s, of the asked size",
    async (format) => {
      const target = join(folder, `images %d ${format}`);
      const images = await saveThumbnails(film, detection, {
        folder: target,
        perScene: 2,
        format,
        width: 96,
        template: "{scene}_{image}_{frame}",
      });
      expect(readdirSync(target).sort()).toEqual([
        `001_01_0.${format}`,
        `001_02_0.${format}`,
        `002_01_40.${format}`,
        `002_02_40.${format}`,
        `003_01_75.${format}`,
        `003_02_75.${format}`,
      ]);
      expect(images[2]).toMatchObject({ seconds: 1.95, scene: { index: 1 } });
      const size = probe(
        "-show_entries",
        "stream=width,height",
        "-of",
        "csv=p=0",
        "-pattern_type",
        "none",
        "-f",
        "image2",
        images[0]!.path,
      );
      expect(size).toBe("96,54");
    },
  );

  test("a thumbnail shows its own scene", async () => {
    const [image] = await saveThumbnails(film, detection, {
      folder: join(folder, "one"),
      width: 64,
    });
    const compare =
      "[1]select='eq(n,20)',scale=64:36:flags=bicubic,setpts=0[film];[0]setpts=0[image];[image][film]psnr";
    const { stderr } = spawnSync(
      ffmpegPath,
      ["-i", image!.path, "-i", film, "-lavfi", compare, "-frames:v", "1", "-f", "null", "-"],
      { encoding: "utf8" },
    );
    expect(Number(/average:([\d.]+)/.exec(stderr)![1])).toBeGreaterThan(28);
  });

  test("a contact sheet holds every scene", async () => {
    const path = await contactSheet(film, detection, {
      path: join(folder, "sheet.png"),
      columns: 2,
      width: 100,
    });
    expect(probe("-show_entries", "stream=width,height", "-of", "csv=p=0", path)).toBe("224,172");
  });

  test("the report is one file that loads nothing and escapes the name", async () => {
    const path = await htmlReport(film, detection, { path: join(folder, "report.html"), size: 64 });
    const page = readFileSync(path, "utf8");
    expect(page).toContain("<title>Scenes of drawn &amp; &lt;shown&gt;.mp4</title>");
    expect(page.match(/src="data:image\/jpeg;base64,/g)).toHaveLength(3);
    expect(page.match(/<line class="cut"/g)).toHaveLength(2);
    expect(page).not.toMatch(/(src|href)="(?!data:|#)/);
  });

  test("a field that no template has is refused", async () => {
    await expect(
      saveThumbnails(film, detection, { folder, template: "{scene}{number}" }),
    ).rejects.toThrow("unknown field {number} (known: {name}, {scene}");
    await expect(saveThumbnails(film, detection, { folder, template: "same" })).rejects.toThrow(
      "gives several files the same name",
    );
  });
});

describe("clips", () => {
  test("exact clips have exactly the frames of their scenes, and sound", async () => {
    const target = join(folder, "exact");
    const progress: string[] = [];
    const clips = await splitVideo(film, detection, {
      folder: target,
      onProgress: ({ done, total }) => progress.push(`${done}/${total}`),
    });
    expect(progress).toEqual(["1/3", "2/3", "3/3"]);
    const frames = clips.map(({ path }) =>
      probe(
        "-count_packets",
        "-select_streams",
        "v",
        "-show_entries",
        "stream=nb_read_packets",
        "-of",
        "csv=p=0",
        path,
      ),
    );
    expect(frames).toEqual(["40", "35", "45"]);
    expect(probe("-show_entries", "stream=codec_type", "-of", "csv=p=0", clips[0]!.path)).toBe(
      "video\naudio",
    );
    for (const { path } of clips) expect((await detectScenes(path)).cuts).toEqual([]);
    expect(readdirSync(target)).toHaveLength(3);
  });

  test("bytes are split like a file: what they were spooled to lives until the last clip is written", async () => {
    const clips = await splitVideo(new Uint8Array(readFileSync(film)), detection, {
      folder: join(folder, "bytes"),
      template: "shot-{scene}",
    });
    expect(clips.map(({ path }) => existsSync(path))).toEqual(detection.scenes.map(() => true));
  });

  test("copied clips keep the codec and cover the scene", async () => {
    const clips = await splitVideo(film, detection, { folder: join(folder, "copy"), mode: "copy" });
    expect(clips.map(({ path }) => path.endsWith(".mp4"))).toEqual([true, true, true]);
    for (const { scene, durationSeconds } of clips)
      expect(durationSeconds).toBeGreaterThanOrEqual(scene.durationSeconds - 0.05);
  });

  test("nothing half-written stays when the disk is full", async () => {
    const limited = join(folder, "limited-ffmpeg");
    // A write beyond the limit fails like one on a full disk.
    writeFileSync(
      limited,
      `#!/bin/sh\ncase "$*" in *-filters*) exec "${ffmpegPath}" "$@";; esac\ntrap '' XFSZ\nulimit -f 4\nexec "${ffmpegPath}" "$@"\n`,
    );
    chmodSync(limited, 0o755);
    const target = join(folder, "full");
    mkdirSync(target);
    await expect(
      splitVideo(film, detection, { folder: target, ffmpegPath: limited }),
    ).rejects.toThrow(/too large|No space|disk/i);
    expect(readdirSync(target)).toEqual([]);
  });

  test("an abort leaves no file", async () => {
    const target = join(folder, "aborted");
    const stop = new AbortController();
    await expect(
      splitVideo(film, detection, {
        folder: target,
        parallel: 1,
        signal: stop.signal,
        onProgress: () => stop.abort(),
      }),
    ).rejects.toMatchObject({ name: "CancelledError" });
    expect(readdirSync(target).filter((name) => name.startsWith("."))).toEqual([]);
  });
});
