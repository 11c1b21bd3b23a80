import { expect, test } from "vitest";
import { compare, f1, type Label } from "../benchmarks/truth.ts";

const cut = (frame: number): Label => ({ frame, type: "cut", start: frame, end: frame });

test("each detection is matched with the nearest true cut within two frames", () => {
  const score = compare([11, 30, 52], [cut(10), cut(12), cut(53), cut(80)]);
  expect(score).toMatchObject({ hits: 2, misses: 2, falseCuts: 1, exact: 0 });
  expect(f1(score)).toBeCloseTo((200 * 2) / 7);
});

test("a second detection in a gradual change is false, one in an ignored stretch is nothing", () => {
  const labels: Label[] = [
    { frame: 50, type: "dissolve", start: 40, end: 60 },
    { frame: 100, type: "ignore", start: 90, end: 110 },
  ];
  expect(compare([45, 55, 95], labels)).toMatchObject({
    gradualFound: 1,
    gradual: 1,
    falseCuts: 1,
    hits: 0,
  });
});
