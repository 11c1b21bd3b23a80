import { afterEach, describe, expect, it, vi } from "vitest";
import type { ImageDrawing } from "../src/draw-image.ts";
import { drawImage } from "../src/draw-image.ts";
import { pixelsOf, probe } from "./probe.ts";

const small: ImageDrawing = {
  prompt: "A lighthouse in a storm",
  width: 320,
  height: 200,
  format: "png",
  seed: 1,
};

afterEach(() => vi.unstubAllEnvs());

describe("a drawn image", () => {
  it.each<[ImageDrawing["format"], string, number, number]>([
    ["png", "png, rgb24", 320, 200],
    ["png", "png, rgb24", 1, 1],
    ["png", "png, rgb24", 33, 700],
    ["jpeg", "mjpeg", 320, 200],
    ["jpeg", "mjpeg", 321, 201],
    ["jpeg", "mjpeg", 1, 1],
    ["webp", "webp", 321, 201],
  ])("is a readable %s (%s) of %i x %i", async (format, codec, width, height) => {
    const found = await probe(await drawImage({ ...small, format, width, height }));
    expect(found.video.startsWith(codec)).toBe(true);
    expect(found).toMatchObject({ width, height });
  });

  it.each(["png", "jpeg", "webp"] as const)(
    "is the same %s to the byte for the same arguments, and another one for another seed",
    async (format) => {
      const drawing = { ...small, format };
      const first = await drawImage(drawing);
      expect(Buffer.compare(first, await drawImage(drawing))).toBe(0);
      expect(Buffer.compare(first, await drawImage({ ...drawing, seed: 2 }))).not.toBe(0);
    },
  );

  it("is a PNG without any ffmpeg", async () => {
    vi.stubEnv("FFMPEG_PATH", "/nowhere/ffmpeg");
    const bytes = Buffer.from(await drawImage(small));
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    await expect(drawImage({ ...small, format: "jpeg" })).rejects.toThrow("/nowhere/ffmpeg");
  });

  it.each(["png", "webp"] as const)(
    "is transparent in the corners of a %s when asked",
    async (format) => {
      const alphaAt = async (transparent: boolean, x: number, y: number): Promise<number> => {
        const pixels = await pixelsOf(await drawImage({ ...small, format, transparent }), "rgba");
        return pixels[(y * 320 + x) * 4 + 3]!;
      };
      expect(await alphaAt(true, 0, 0)).toBe(0);
      expect(await alphaAt(true, 319, 199)).toBe(0);
      expect(await alphaAt(true, 160, 100)).toBe(255);
      expect(await alphaAt(false, 0, 0)).toBe(255);
    },
  );

  it("looks the same as JPEG and WebP as it does as PNG", async () => {
    const png = await pixelsOf(await drawImage(small));
    for (const format of ["jpeg", "webp"] as const) {
      const other = await pixelsOf(await drawImage({ ...small, format }));
      const apart = png.reduce((sum, value, at) => sum + Math.abs(value - other[at]!), 0);
      expect(apart / png.length).toBeLessThan(6);
    }
  });

  it("is refused when it is a transparent JPEG or has no size", async () => {
    await expect(drawImage({ ...small, format: "jpeg", transparent: true })).rejects.toThrow(
      "A JPEG cannot be transparent: ask for png or webp.",
    );
    await expect(drawImage({ ...small, width: -3 })).rejects.toThrow(
      "width must be a whole number of pixels from 1 to 8192 (got -3).",
    );
    await expect(drawImage({ ...small, height: 9000 })).rejects.toThrow("(got 9000)");
  });
});
