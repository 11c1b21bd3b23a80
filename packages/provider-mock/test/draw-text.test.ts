import { describe, expect, it } from "vitest";
import { glyphs } from "../src/font.ts";
import { createRandom } from "../src/random.ts";
import { sentences } from "../src/sentences.ts";
import { fitText, glyphMask, lineColumns, textMask, writable } from "../src/text.ts";

const printable = Array.from({ length: 94 }, (_, index) => String.fromCodePoint(0x21 + index));

describe("the alphabet", () => {
  it("has a shape of its own for every printable ASCII character", () => {
    const shapes = new Set(printable.map((character) => glyphs[character]));
    expect(shapes.size).toBe(94);
    expect(Object.keys(glyphs)).toHaveLength(94);
  });

  it("draws every character as even rows within nine of them", () => {
    for (const character of printable) {
      const rows = glyphs[character]!.split("/");
      const widths = new Set(rows.filter((row) => row !== "").map((row) => row.length));
      expect({ character, rows: Math.max(9, rows.length), widths: widths.size }).toEqual({
        character,
        rows: 9,
        widths: 1,
      });
      expect(glyphs[character]).toMatch(/^[#./]+$/);
    }
  });

  it("joins dots over corners into one stroke", () => {
    const { width, coverage } = glyphMask("/", 10);
    const inked = coverage.reduce((sum, covered) => sum + covered / 255, 0);
    expect(width).toBe(60);
    expect(inked).toBeGreaterThan(7.5 * 100);
    expect(inked).toBeLessThan(11 * 100);
  });

  it("writes what it lacks in plain forms, without accents, or as one box a character", () => {
    expect(writable("“Crème” – don’t…")).toBe('"Creme" - don\'t...');
    expect(writable("東京 👩‍👩‍👧")).toBe("□□ □");
  });
});

describe("fitting text", () => {
  it("keeps within the room, whatever the text and the room", () => {
    const random = createRandom("rooms");
    for (let attempt = 0; attempt < 300; attempt++) {
      const words = Array.from({ length: random.integer(0, 60) }, () =>
        "wM.il".repeat(random.integer(1, 6)),
      );
      const room = {
        width: random.integer(30, 900),
        height: random.integer(0, 500),
        smallestUnit: 1,
        largestUnit: random.between(1, 12),
      };
      const block = fitText(words.join(" "), room);
      expect(block.height).toBeLessThanOrEqual(room.height + 1e-6);
      expect(block.unit).toBeLessThanOrEqual(room.largestUnit);
      expect(block.width).toBeLessThanOrEqual(room.width + 1e-6);
      const mask = textMask(block.lines, block.unit);
      expect(mask.width).toBeGreaterThanOrEqual(block.width);
    }
  });

  it("takes the largest size that fits, and dots for what does not fit at the smallest", () => {
    const room = { width: 300, height: 100, smallestUnit: 1, largestUnit: 10 };
    const short = fitText("Hi", room);
    expect(short).toMatchObject({ lines: ["Hi"], unit: 10 });
    expect(short.width).toBeCloseTo(lineColumns("Hi") * 10);
    expect(fitText("A longer text that needs more lines", room).unit).toBeLessThan(6);
    const cut = fitText("word ".repeat(500), room);
    expect(cut.unit).toBe(1);
    expect(cut.lines.at(-1)).toMatch(/\.\.\.$/);
  });

  it("splits a text at its words", () => {
    const room = { width: 200, height: 400, smallestUnit: 4, largestUnit: 4 };
    expect(fitText("one two three four five", room).lines).toEqual([
      "one two",
      "three four",
      "five",
    ]);
  });
});

describe("the sentences of a prompt", () => {
  it.each<[string, string[]]>([
    ["", [""]],
    ["A cat", ["A cat"]],
    ["A cat. A dog! A cow?", ["A cat.", "A dog!", "A cow?"]],
    ["a cat. then a dog", ["a cat.", "then a dog"]],
    [
      "It costs 3.50 in Dr. Lee's shop, e.g. today.",
      ["It costs 3.50 in Dr. Lee's shop, e.g. today."],
    ],
    ['He says "Go!" She goes.', ['He says "Go!"', "She goes."]],
    ["猫が走る。犬が寝る。", ["猫が走る。", "犬が寝る。"]],
    ["Wait... what? !!! Yes.", ["Wait...", "what? !!!", "Yes."]],
    ["One.\n\nTwo.  ", ["One.", "Two."]],
  ])("%j are %j", (prompt, expected) => {
    expect(sentences(prompt)).toEqual(expected);
  });
});

describe("random choices", () => {
  it("repeat for the same seed and differ for another one", () => {
    const draw = (...seed: (string | number)[]): number[] => {
      const random = createRandom(...seed);
      return Array.from({ length: 5 }, () => random.integer(0, 999));
    };
    expect(draw("a", 1)).toEqual(draw("a", 1));
    expect(draw("a", 1)).not.toEqual(draw("a", 2));
    expect(draw("a", 1)).not.toEqual(draw("b", 1));
  });

  it("spread evenly over their range", () => {
    const random = createRandom("spread");
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 9000; draw++) {
      const item = random.pick(["x", "y", "z"]);
      counts.set(item, (counts.get(item) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 3000)).toBeLessThan(200);
  });
});
