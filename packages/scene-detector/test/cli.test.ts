import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Detection } from "../src/index.ts";
import { main, type Terminal } from "../src/cli.ts";
import { draw, threeShots } from "./film.ts";

let folder = "";
let film = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scene-cli-"));
  film = join(folder, "clip.mp4");
  copyFileSync(await draw(threeShots), film);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function call(argv: string[], options: { terminal?: boolean } = {}) {
  let out = "";
  let error = "";
  const terminal: Terminal = {
    out: (text) => void (out += text),
    error: (text) => void (error += text),
    outIsTerminal: options.terminal ?? false,
    errorIsTerminal: options.terminal ?? false,
    // oxlint-disable-next-line no-empty-function
    input: (async function* () {})(),
  };
  return { code: await main(argv, terminal), out, error };
}

test("into a pipe it writes JSON and nothing else", async () => {
  const { code, out, error } = await call([film]);
  expect(code).toBe(0);
  expect(error).toBe("");
  expect((JSON.parse(out) as Detection).cuts.map(({ frame }) => frame)).toEqual([40, 75]);
});

test("on a terminal it shows a bar and a table", async () => {
  const { out, error } = await call([film], { terminal: true });
  expect(out.split("\n")).toHaveLength(5);
  expect(out).toMatch(/2 {2}00:00:01\.600 {2}00:00:03\.000 {6}1\.400 s {8}40 {2}cut \d+ %/);
  expect(error).toContain("100 %");
});

test("one format goes to the output, several go to files", async () => {
  expect((await call([film, "--csv"])).out).toMatch(/^Scene Number/);
  const target = join(folder, "several");
  const { code, out } = await call([
    film,
    "--csv",
    "--edl",
    "--vtt",
    "--otio",
    "--fcpxml",
    "-o",
    target,
  ]);
  expect([code, out]).toEqual([0, ""]);
  expect(readdirSync(target).sort()).toEqual([
    "clip-scenes.csv",
    "clip-scenes.edl",
    "clip-scenes.fcpxml",
    "clip-scenes.otio",
    "clip-scenes.vtt",
  ]);
});

test("it writes the report, the sheet, images and clips", async () => {
  const target = join(folder, "media");
  const { code, error } = await call([
    film,
    ..."--html --sheet --thumbnails 1 --format png --split-copy -o".split(" "),
    target,
  ]);
  expect(code).toBe(0);
  expect(error).toContain(`wrote ${join(target, "clip-scenes.html")}`);
  expect(readdirSync(target)).toHaveLength(2 + 3 + 3);
});

test.each([
  [["--nonsense"], 2, "nonsense"],
  [[], 2, "No video given"],
  [["clip.mp4", "--start", "soon"], 2, '--start takes seconds or HH:MM:SS.mmm (got "soon")'],
  [["clip.mp4", "--sensitivity", "3"], 2, "sensitivity must be a number from 0 to 1 (got 3)"],
  [["missing.mp4"], 3, "missing.mp4 does not exist"],
  [["clip.mp4", "--ffmpeg", "/no/ffmpeg"], 4, "/no/ffmpeg"],
])("%j ends with a code and a reason", async (argv, code, reason) => {
  const result = await call(argv.map((word) => (word === "clip.mp4" ? film : word)));
  expect(result.code).toBe(code);
  expect(result.error).toContain(reason);
  expect(result.out).toBe("");
});

test("help and version", async () => {
  expect((await call(["--help"])).out).toContain("--split-copy");
  expect((await call(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("the program itself reads standard input and options of time and crop", () => {
  const { stdout, status } = spawnSync(
    process.execPath,
    [
      join(import.meta.dirname, "../src/bin.ts"),
      ..."- --csv --start 00:00:02 --crop 100x100+0+0".split(" "),
    ],
    { input: readFileSync(film), encoding: "utf8" },
  );
  expect(status).toBe(0);
  expect(stdout.split("\n")[1]).toMatch(/^1,51,00:00:02\.000,2\.000,75,/);
});

test("an interrupt ends it with 130", async () => {
  const temporary = await mkdtemp(join(folder, "temporary-"));
  const child = spawn(process.execPath, [join(import.meta.dirname, "../src/bin.ts"), "-"], {
    stdio: ["pipe", "ignore", "pipe"],
    env: { ...process.env, TMPDIR: temporary },
  });
  child.stdin.on("error", () => undefined);
  child.stdin.write(readFileSync(film));
  // The first bytes are spooled only once the signal handler stands.
  await expect.poll(() => readdirSync(temporary).length, { timeout: 4000 }).toBeGreaterThan(0);
  child.kill("SIGINT");
  const [code] = (await once(child, "exit")) as [number];
  expect(code).toBe(130);
  expect(readdirSync(temporary)).toEqual([]);
});
