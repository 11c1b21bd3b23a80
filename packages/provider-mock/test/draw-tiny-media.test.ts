import { afterEach, describe, expect, it, vi } from "vitest";
import type { TinyFormat } from "../src/tiny-media.ts";
import { tinyMedia } from "../src/tiny-media.ts";
import { probe, readWithFfmpeg } from "./probe.ts";

const formats: TinyFormat[] = ["mp4", "png", "jpeg", "webp", "wav", "mp3"];

afterEach(() => vi.unstubAllEnvs());

describe("tiny media", () => {
  it.each(formats)(
    "are a complete %s of less than 3 kB that is what it says it is",
    async (format) => {
      const { bytes, width, height, durationSeconds } = tinyMedia(format);
      expect(bytes.length).toBeLessThan(3000);
      const { words, code } = await readWithFfmpeg(bytes, "-xerror", "-f", "null", "-");
      expect(code).toBe(0);
      expect(words).not.toMatch(/error|invalid/i);
      const found = await probe(bytes);
      expect(found.width).toBe(width ?? Number.NaN);
      expect(found.height).toBe(height ?? Number.NaN);
      const late = (found.durationSeconds || 0) - (durationSeconds ?? 0);
      expect(Math.abs(late)).toBeLessThan(0.1);
    },
  );

  it("are copies: changing one changes no other", () => {
    const first = tinyMedia("png");
    first.bytes.fill(0);
    expect(tinyMedia("png").bytes[1]).toBe("P".charCodeAt(0));
  });

  it("take less than a millisecond and no ffmpeg", () => {
    vi.stubEnv("FFMPEG_PATH", "/nowhere/ffmpeg");
    const started = performance.now();
    for (let round = 0; round < 100; round++) for (const format of formats) tinyMedia(format);
    expect((performance.now() - started) / 600).toBeLessThan(1);
  });
});
