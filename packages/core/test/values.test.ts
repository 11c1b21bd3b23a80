import { assert, constantFrom, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { closest, findAllowed, parseSize, show } from "../src/values.ts";

test.each([
  ["1080P", ["720p", "1080p"], { value: "1080p", exact: false }],
  ["720p", ["720p"], { value: "720p", exact: true }],
  ["8", [4, 8], { value: 8, exact: false }],
  [8, ["4", "8"], { value: "8", exact: false }],
  ["16:9", { "16:9": "landscape" }, { value: "landscape", exact: false }],
  [true, [true, false], { value: true, exact: true }],
  ["none", ["a"], undefined],
  ["constructor", { a: 1 }, undefined],
])("%j among %j is %j", (value, allowed, expected) => {
  expect(findAllowed(value, allowed)).toEqual(expected);
});

test.each([
  [7, [4, 6, 8], 6],
  ["1000p", ["480p", "720p", "1080p"], "1080p"],
  ["2k", ["720p", "1080p", "4k"], "1080p"],
  ["16:10", ["16:9", "4:3", "1:1"], "16:9"],
  ["2:3", ["9:16", "3:4", "1:1"], "3:4"],
  ["1000x1000", ["1024x1024", "1536x1024", "1024x1536"], "1024x1024"],
  ["1500x1000", ["1024x1024", "1536x1024", "1024x1536"], "1536x1024"],
  ["5", ["4", "6", "12"], "4"],
  ["square_hd", ["portrait", "landscape"], undefined],
  ["16:9", ["720p"], undefined],
  [7, [], undefined],
  [undefined, [1], undefined],
])("closest to %j among %j is %j", (value, allowed, expected) => {
  expect(closest<string | number>(value, allowed)).toBe(expected);
});

test("no allowed number is nearer than the closest one", () => {
  const allowed = [4, 5, 8, 10, 15, 30];
  assert(
    property(integer({ min: -100, max: 100 }), (value) => {
      const found = closest(value, allowed) as number;
      for (const other of allowed)
        expect(Math.abs(found - value)).toBeLessThanOrEqual(Math.abs(other - value));
    }),
  );
});

test("sizes are read in the usual spellings, and nothing else is", () => {
  assert(
    property(
      integer({ min: 10, max: 99_999 }),
      integer({ min: 10, max: 99_999 }),
      constantFrom("x", "X", "*", "×", " x "),
      (width, height, mark) => {
        expect(parseSize(`${width}${mark}${height}`)).toEqual([width, height]);
      },
    ),
  );
  for (const text of ["", "1x1", "1024", "1024x", "-10x20", "1024x768x3", "1e3x1e3", "100000x10"])
    expect(parseSize(text)).toBeUndefined();
});

test("values are shown short, and bytes never", () => {
  expect(show("a".repeat(500)).length).toBeLessThan(90);
  expect(show(new Uint8Array(9))).toBe("an object");
  expect(show([1, 2])).toBe("a list of 2");
  expect(show(null)).toBe("null");
  expect(show(() => 1)).toBe("a function");
  expect(show(3n)).toBe("a bigint");
});
