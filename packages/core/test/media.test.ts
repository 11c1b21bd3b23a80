import { assert, property, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { ValidationError } from "../src/errors.ts";
import { type Media, base64FromBytes, bytesFromBase64, lookAtMedia } from "../src/media.ts";
import { contentTypeOf, contentTypeOfName, extensionOf } from "../src/sniff.ts";

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const look = (media: unknown, sort: "image" | "video" | "audio" = "image") =>
  lookAtMedia(media as Media, "imageList[0]", sort);

test.each([
  ["image/png", png],
  ["image/jpeg", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
  ["image/gif", text("GIF89a")],
  ["image/webp", text("RIFF1234WEBPVP8 ")],
  ["audio/wav", text("RIFF1234WAVEfmt ")],
  ["image/avif", text("\0\0\0 ftypavif")],
  ["image/avif", text("\0\0\0 ftypavis")],
  ["image/heic", text("\0\0\0 ftypheic")],
  ["image/heif", text("\0\0\0 ftypmif1")],
  ["audio/mp4", text("\0\0\0 ftypM4A ")],
  ["video/quicktime", text("\0\0\0 ftypqt  ")],
  ["video/mp4", text("\0\0\0 ftypisom")],
  ["video/webm", Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3)],
  ["audio/ogg", text("OggS")],
  ["audio/flac", text("fLaC")],
  ["audio/mpeg", text("ID3")],
  ["audio/mpeg", Uint8Array.of(0xff, 0xfb, 0x90)],
  ["application/pdf", text("%PDF-1.7")],
  ["image/svg+xml", text(" <svg xmlns='x'/>")],
  ["image/svg+xml", text("<?xml version='1.0'?><svg/>")],
  ["text/html", text("\n<!DOCTYPE html><p>")],
  ["text/html", text("<HTML>")],
  ["application/json", text('{"error":1}')],
  [undefined, text("hello")],
  [undefined, new Uint8Array()],
])("first bytes tell %s", (type, bytes) => {
  expect(contentTypeOf(bytes)).toBe(type);
});

test("names and endings", () => {
  expect(contentTypeOfName("https://h.test/a/b.MP4?x=.png#y.gif")).toBe("video/mp4");
  expect(contentTypeOfName("photo")).toBeUndefined();
  expect(contentTypeOfName("photo.exe")).toBeUndefined();
  expect(extensionOf("image/jpeg; charset=x")).toBe("jpg");
  expect(extensionOf("weird/thing")).toBe("bin");
});

test("every form of an image is recognised, its type taken from its bytes", async () => {
  const base64 = base64FromBytes(png);
  for (const media of [
    png,
    png.buffer,
    base64,
    ` ${base64.slice(0, 4)}\n${base64.slice(4)} `,
    `data:image/jpeg;base64,${base64}`,
    `DATA:image/png;base64,${base64}`,
    `data:;base64,${base64}`,
    "data:image/png,%89PNG%0D%0A%1A%0A",
    { content: png, contentType: "image/jpeg" },
    { content: png },
  ]) {
    expect(look(media)).toEqual({
      form: "bytes",
      content: new Uint8Array(png),
      contentType: "image/png",
    });
  }
  const blob = new Blob([png], { type: "image/png" });
  expect(look(blob)).toEqual({ form: "blob", blob, contentType: "image/png" });
});

test("URLs stay URLs, also inside an output of an earlier response", () => {
  for (const media of [
    "https://h.test/a.png",
    new URL("https://h.test/a.png"),
    { url: "https://h.test/a.png", contentType: "image/png" },
  ]) {
    expect(look(media)).toEqual({ form: "url", url: "https://h.test/a.png" });
  }
  expect(look("gs://bucket/a.png")).toEqual({ form: "url", url: "gs://bucket/a.png" });
});

test.each([
  [text("<!doctype html><title>Login</title>"), /must be an image \(got text\/html, 35 bytes\)/],
  [{ content: text("<html>"), contentType: "image/png" }, /must be an image \(got text\/html/],
  [text("just words"), /its 10 bytes have no known media format/],
  [new Uint8Array(), /is empty \(0 bytes\)/],
  [new ArrayBuffer(0), /is empty \(0 bytes\)/],
  [new Blob([]), /is empty \(0 bytes\)/],
  ["", /is empty/],
  ["   ", /is empty/],
  ["data:image/png;base64,", /is empty \(0 bytes\)/],
  ["data:image/png", /without a comma/],
  ["data:image/png;base64,***", /not valid base64/],
  ["file:///etc/passwd", /got a file: URL; read files with mediaFromFile/],
  ["javascript:alert(1)", /got a javascript: URL/],
  ["ftp://h.test/a.png", /got a ftp: URL/],
  ["https://", /is no valid URL/],
  ["http://h h/", /is no valid URL/],
  ["./cat.png", /neither a URL nor base64/],
  ["/home/ada/cat.png", /neither a URL nor base64/],
  [7, /must be a URL, a data URL, base64, bytes.*\(got number\)/],
  [null, /got null/],
  [undefined, /got undefined/],
  [[png], /got an object with 0/],
  [{}, /got an object with no keys/],
  [{ content: "text" }, /got an object with content/],
])("%j is refused by name", (media, message) => {
  expect(() => look(media)).toThrow(ValidationError);
  expect(() => look(media)).toThrow(/^imageList\[0\]/);
  expect(() => look(media)).toThrow(message);
});

test("a video is no image, an image no sound", () => {
  expect(() => look(text("\0\0\0 ftypisom"))).toThrow("must be an image (got video/mp4, 12 bytes)");
  expect(() => look(png, "video")).toThrow("must be a video (got image/png");
  expect(() => look(png, "audio")).toThrow("must be a sound (got image/png");
});

test("broken percent signs in a data URL are taken as they are", () => {
  expect(look("data:image/png,%E0%A4%A")).toEqual({
    form: "bytes",
    content: Uint8Array.of(0xe0, 0xa4, 0x25, 0x41),
    contentType: "image/png",
  });
});

test("any bytes survive base64, and its URL-safe spelling", () => {
  assert(
    property(uint8Array({ maxLength: 200 }), (bytes) => {
      const base64 = base64FromBytes(bytes);
      expect(base64).toBe(Buffer.from(bytes).toString("base64"));
      expect(bytesFromBase64(base64)).toEqual(bytes);
      expect(bytesFromBase64(Buffer.from(bytes).toString("base64url"))).toEqual(bytes);
    }),
  );
  const large = new Uint8Array(100_000).fill(7);
  expect(bytesFromBase64(base64FromBytes(large))).toEqual(large);
});

test("hostile text is looked at in proportion to its length", () => {
  const start = performance.now();
  expect(() => look(`A${" ".repeat(200_000)}!`)).toThrow(ValidationError);
  expect(performance.now() - start).toBeLessThan(500);
});
