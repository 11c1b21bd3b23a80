import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createFrameMeter, redetect } from "../src/decision.ts";

const width = 64;
const height = 36;

/** A grey picture from a function of the place. */
function picture(level: (x: number, y: number) => number): Uint8Array {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const offset = (y * width + x) * 3;
      rgb.fill(Math.max(0, Math.min(255, level(x, y))), offset, offset + 3);
    }
  return rgb;
}

/** Cuts in pictures that somebody pushes without ffmpeg, at 25 frames a second. */
function cutsIn(frames: readonly Uint8Array[]): number[] {
  const meter = createFrameMeter({ frameRate: { numerator: 25, denominator: 1 } });
  for (const [index, frame] of frames.entries()) meter.push(frame, index / 25);
  return redetect(meter.stats()).cuts.map(({ frame }) => frame);
}

const repeat = (frame: Uint8Array, times: number): Uint8Array[] =>
  Array.from({ length: times }, () => frame);
const soft = (x: number, y: number): number => 128 + 120 * Math.sin(x / 10) * Math.cos(y / 8);
const detail = (x: number, y: number): number => (((x * 7 + y * 13) % 5) - 2) * 9;

/** Everything that a source file imports, directly and through others. */
function importsOf(file: string, seen: Set<string> = new Set()): Set<string> {
  const text = readFileSync(join(import.meta.dirname, "../src", file), "utf8");
  for (const [, name = ""] of text.matchAll(/^(?:import|export) [^;]*?from "([^"]+)"/gm)) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (name.startsWith("./")) importsOf(name.slice(2), seen);
  }
  return seen;
}

test("the decision needs nothing of Node", () => {
  const imports = [...importsOf("decision.ts")];
  expect(imports).toContain("./adaptive.ts");
  expect(imports.filter((name) => !name.startsWith("./"))).toEqual(["@tarash/core"]);
});

describe("frames without ffmpeg", () => {
  test("two pictures are a cut", () => {
    const other = picture((x, y) => 255 - soft(x, y));
    expect(cutsIn([...repeat(picture(soft), 20), ...repeat(other, 20)])).toEqual([20]);
  });

  test("the same picture, sharpened all over as keyframes do, is none", () => {
    const sharp = picture((x, y) => soft(x, y) + detail(x, y));
    expect(cutsIn([...repeat(picture(soft), 20), ...repeat(sharp, 20)])).toEqual([]);
  });

  test("a dim picture that has nothing in common with the next is a cut", () => {
    const dim = (phase: number): Uint8Array =>
      picture((x, y) => 14 + 7 * Math.sin(x / 7 + phase) * Math.cos(y / 5));
    expect(cutsIn([...repeat(dim(0), 20), ...repeat(dim(3), 20)])).toEqual([20]);
  });

  test("a frame of the wrong size is refused", () => {
    const meter = createFrameMeter({ frameRate: { numerator: 25, denominator: 1 } });
    expect(() => meter.push(new Uint8Array(10), 0)).toThrow("a frame has 6912 bytes, got 10");
  });
});
