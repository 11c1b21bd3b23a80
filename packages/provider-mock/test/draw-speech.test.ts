import { afterEach, describe, expect, it, vi } from "vitest";
import type { SpeechDrawing, SpeechFormat } from "../src/draw-speech.ts";
import { drawSpeech } from "../src/draw-speech.ts";
import { probe, readWithFfmpeg } from "./probe.ts";

const text = "Hello there, this is a test. How are you today? ".repeat(3).trim();
const spoken: SpeechDrawing = { text, seed: 1, format: "wav", sampleRate: 24_000 };

afterEach(() => vi.unstubAllEnvs());

function loudness(pcm: Uint8Array, fromSecond: number, toSecond: number): number {
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const [first, last] = [Math.round(fromSecond * 24_000), Math.round(toSecond * 24_000)];
  let sum = 0;
  for (let index = first; index < last; index++) sum += view.getInt16(index * 2, true) ** 2;
  return Math.sqrt(sum / (last - first)) / 32_768;
}

describe("drawn speech", () => {
  it.each<[SpeechFormat, string, string]>([
    ["wav", "audio/wav", "pcm_s16le"],
    ["mp3", "audio/mpeg", "mp3"],
    ["opus", "audio/ogg", "opus"],
    ["aac", "audio/aac", "aac"],
    ["flac", "audio/flac", "flac"],
  ])("is playable %s (%s, %s) of plausible length", async (format, contentType, codec) => {
    const speech = await drawSpeech({ ...spoken, format });
    expect(speech.contentType).toBe(contentType);
    expect(speech.durationSeconds).toBeCloseTo(text.length / 15, 3);
    const found = await probe(speech.bytes);
    expect(found.audio.startsWith(codec)).toBe(true);
    const pcm = await readWithFfmpeg(speech.bytes, ..."-f s16le -ac 1 -ar 24000 -".split(" "));
    const heard = pcm.output.length / 48_000;
    expect(Math.abs(heard - speech.durationSeconds)).toBeLessThan(0.1);
  });

  it.each(["wav", "pcm", "mp3", "opus", "aac", "flac"] as const)(
    "is the same %s to the byte for the same arguments, and another voice for another seed",
    async (format) => {
      const { bytes } = await drawSpeech({ ...spoken, format });
      const again = await drawSpeech({ ...spoken, format });
      const other = await drawSpeech({ ...spoken, format, seed: 2 });
      expect(Buffer.compare(bytes, again.bytes)).toBe(0);
      expect(Buffer.compare(bytes, other.bytes)).not.toBe(0);
    },
  );

  it("is WAV and PCM without any ffmpeg, and the PCM is the WAV without its header", async () => {
    vi.stubEnv("FFMPEG_PATH", "/nowhere/ffmpeg");
    const wav = Buffer.from((await drawSpeech(spoken)).bytes);
    const pcm = Buffer.from((await drawSpeech({ ...spoken, format: "pcm" })).bytes);
    expect(wav.subarray(0, 4).toString()).toBe("RIFF");
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
    expect(wav.readUInt32LE(24)).toBe(24_000);
    expect(Buffer.compare(wav.subarray(44), pcm)).toBe(0);
    await expect(drawSpeech({ ...spoken, format: "mp3" })).rejects.toThrow("/nowhere/ffmpeg");
  });

  it("is loud in the words and silent in the pauses", async () => {
    const { bytes, durationSeconds } = await drawSpeech({
      ...spoken,
      text: "aaaaaaaaaa .......... aaaaaaaaaa",
      format: "pcm",
    });
    const middle = durationSeconds / 2;
    expect(loudness(bytes, 0.1, 0.2)).toBeGreaterThan(0.05);
    expect(loudness(bytes, middle - 0.3, middle + 0.3)).toBeLessThan(0.005);
    expect(loudness(bytes, durationSeconds - 0.2, durationSeconds - 0.1)).toBeGreaterThan(0.05);
  });

  it("takes half the time at twice the speed, and never less than 0.3 s", async () => {
    const fast = await drawSpeech({ ...spoken, speed: 2 });
    expect(fast.durationSeconds).toBeCloseTo(text.length / 30, 3);
    expect((await drawSpeech({ ...spoken, text: "" })).durationSeconds).toBe(0.3);
  });

  it("speaks other scripts and thousands of characters quickly", async () => {
    const started = performance.now();
    const long = await drawSpeech({ ...spoken, text: "こんにちは、世界。".repeat(450) });
    expect(long.durationSeconds).toBeCloseTo(270, 0);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it("is refused with the value and what is allowed", async () => {
    await expect(drawSpeech({ ...spoken, sampleRate: 4000 })).rejects.toThrow(
      "sampleRate must be from 8000 to 48000 (got 4000).",
    );
    await expect(drawSpeech({ ...spoken, speed: 9 })).rejects.toThrow(
      "speed must be from 0.25 to 4 (got 9).",
    );
    await expect(drawSpeech({ ...spoken, text: "a".repeat(20_001) })).rejects.toThrow(
      "text length must be from 0 to 20000 (got 20001).",
    );
  });
});
