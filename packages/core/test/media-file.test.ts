import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mediaFromFile, saveMedia } from "../src/media-file.ts";
import { rejection, serve } from "./web-server.ts";

const gif = new TextEncoder().encode("GIF89a");
const open = { allowPrivateAddresses: true };
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tarash-media-file-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const isTemporary = (name: string): boolean => /^\.[0-9a-f-]+\.part$/.test(name);

/** Lets the event loop turn until something has come true. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

async function emptyFolder(name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  return path;
}

test("a medium is written under its name, folders made, the ending taken from its type", async () => {
  const path = join(await emptyFolder("named"), "deep", "er", "picture");
  const saved = await saveMedia({ content: gif }, path);
  expect(saved).toEqual({ path: `${path}.gif`, bytes: 6, contentType: "image/gif" });
  expect(await readFile(saved.path)).toEqual(Buffer.from(gif));
  expect(await readdir(join(path, ".."))).toEqual(["picture.gif"]);
});

test("while a download runs there is only a temporary name, and a failure leaves nothing", async () => {
  const target = await emptyFolder("broken");
  let seen: string[] = [];
  const { url } = await serve(async (_, response) => {
    response.writeHead(200, { "content-length": "1000", "content-type": "video/mp4" });
    response.write("x".repeat(100));
    await until(async () => {
      seen = await readdir(target);
      return seen.length > 0;
    });
    response.destroy();
  });
  const error = await rejection(saveMedia(url, join(target, "clip.mp4"), open));
  expect(error.name).toBe("HTTPConnectionError");
  expect(seen.map(isTemporary)).toEqual([true]);
  expect(await readdir(target)).toEqual([]);
});

test("a failed download leaves an older file as it was", async () => {
  const target = join(await emptyFolder("older"), "clip.mp4");
  await writeFile(target, "older");
  const { url } = await serve((_, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("half", () => response.destroy());
  });
  await rejection(saveMedia(url, target, open));
  expect(await readFile(target, "utf8")).toBe("older");
  await saveMedia({ content: gif }, target);
  expect(await readFile(target, "utf8")).toBe("GIF89a");
});

test("overwrite: false keeps what is there, also when it appears during the download", async () => {
  const target = join(await emptyFolder("kept"), "clip.gif");
  await writeFile(target, "first");
  const options = { ...open, overwrite: false };
  expect((await rejection(saveMedia({ content: gif }, target, options))).message).toMatch(
    /exists and overwrite is false/,
  );
  const late = join(folder, "kept", "late.gif");
  const { url } = await serve(async (_, response) => {
    response.write(gif);
    await until(async () => (await readdir(join(folder, "kept"))).some(isTemporary));
    await writeFile(late, "somebody else's");
    response.end(gif);
  });
  const error = await rejection(saveMedia(url, late, options));
  expect(error.name).toBe("ValidationError");
  expect(await readFile(late, "utf8")).toBe("somebody else's");
  expect((await readdir(join(folder, "kept"))).toSorted()).toEqual(["clip.gif", "late.gif"]);
  const fresh = await saveMedia({ content: gif }, join(folder, "kept", "new.gif"), options);
  expect(await readFile(fresh.path)).toEqual(Buffer.from(gif));
});

test.each(["", "a\0b", ".", "..", "folder/", "folder/.", "folder/.."])(
  "the name %j is no file's",
  async (path) => {
    const error = await rejection(saveMedia({ content: gif }, path));
    expect(error.name).toBe("ValidationError");
    expect(error.message).toMatch(/must name a file/);
  },
);

test("a folder in the place of the file, a file in the place of the folder: said, nothing left behind", async () => {
  const place = await emptyFolder("taken");
  await mkdir(join(place, "video.mp4"));
  await writeFile(join(place, "file"), "");
  const isFolder = await rejection(saveMedia({ content: gif }, join(place, "video.mp4")));
  expect(isFolder.message).toMatch(/video\.mp4 is a folder/);
  const isFile = await rejection(saveMedia({ content: gif }, join(place, "file", "x.gif")));
  expect(isFile.name).toBe("TarashError");
  expect(isFile.message).toMatch(/could not be written/);
  expect((await readdir(place)).toSorted()).toEqual(["file", "video.mp4"]);
});

test("long and odd names are fine", async () => {
  const place = await emptyFolder("odd");
  for (const name of [`${"n".repeat(251)}.gif`, "-rf.gif", "a b;c$(d).gif", "ü😀.gif", "...gif"]) {
    const saved = await saveMedia({ content: gif }, join(place, name));
    expect(saved.path).toBe(join(place, name));
    expect(await readFile(saved.path)).toEqual(Buffer.from(gif));
  }
});

test("a file becomes a medium with the type of its bytes, else of its name", async () => {
  const place = await emptyFolder("read");
  await writeFile(join(place, "wrong.png"), gif);
  await writeFile(join(place, "sound.pcm"), "????");
  await writeFile(join(place, "empty.png"), "");
  expect(await mediaFromFile(join(place, "wrong.png"))).toEqual({
    content: gif,
    contentType: "image/gif",
  });
  expect((await mediaFromFile(join(place, "sound.pcm"))).contentType).toBe("audio/pcm");
  expect((await rejection(mediaFromFile(join(place, "empty.png")))).message).toMatch(/0 bytes/);
});

test.each([
  ["nowhere.png", /no such file/],
  [".", /it is a folder/],
])("%s cannot be read, and why is said", async (name, message) => {
  const error = await rejection(mediaFromFile(join(folder, name)));
  expect(error.name).toBe("ValidationError");
  expect(error.message).toMatch(message);
});

test("a device that never ends is not read", async () => {
  const error = await rejection(mediaFromFile("/dev/zero"));
  expect(error.message).toMatch(/no regular file/);
});

test.runIf(process.platform === "linux")(
  "a place where no folder can be made is refused, not tried for ever",
  { timeout: 5_000 },
  async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
    const error = await rejection(saveMedia(png, "/proc/nowhere/deep/a.png"));
    expect(error.message).toMatch(/a\.png could not be written/);
  },
);
