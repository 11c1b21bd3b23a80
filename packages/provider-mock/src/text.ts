import type { Mask } from "./canvas.ts";
import { createMask } from "./canvas.ts";
import { glyphHeight, glyphs, letterGap, lineHeight, missingGlyph, spaceWidth } from "./font.ts";

/** Lines of text and the size at which they fit. */
interface TextBlock {
  readonly lines: readonly string[];
  /** Pixels that one row of the alphabet takes. */
  readonly unit: number;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

interface Stroke {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

const penRadius = 0.52;
const plainForms: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "…": "...",
  "×": "x",
  "\u00a0": " ",
};
const box = "\u25a1";
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * The text in characters that the alphabet can write: typographic quotes and dashes become plain
 * ones, a letter loses its accent, and whatever is left over is one box a character.
 */
export function writable(text: string): string {
  let written = "";
  for (const { segment } of segmenter.segment(text)) {
    if (/^\s+$/u.test(segment)) written += " ";
    else if (Object.hasOwn(glyphs, segment)) written += segment;
    else if (Object.hasOwn(plainForms, segment)) written += plainForms[segment];
    else {
      const base = segment.normalize("NFD").replace(/\p{M}+$/u, "");
      written += Object.hasOwn(glyphs, base) ? base : box;
    }
  }
  return written;
}

function rowsOf(character: string): string[] {
  return (glyphs[character] ?? missingGlyph).split("/");
}

const columns = new Map<string, number>([[" ", spaceWidth]]);
for (const character of [...Object.keys(glyphs), box]) {
  columns.set(character, Math.max(...rowsOf(character).map((row) => row.length)));
}

function columnsOf(character: string): number {
  return columns.get(character) ?? missingGlyph.indexOf("/");
}

/** The width of one writable line in columns of the alphabet. */
export function lineColumns(line: string): number {
  let total = Math.max(0, line.length - 1) * letterGap;
  for (const character of line) total += columnsOf(character);
  return total;
}

function strokesOf(character: string): Stroke[] {
  const rows = rowsOf(character);
  const inked = (x: number, y: number): boolean => rows[y]?.[x] === "#";
  const strokes: Stroke[] = [];
  const join = (x: number, y: number, toX: number, toY: number): void => {
    strokes.push({ fromX: x + 0.5, fromY: y + 0.5, toX: toX + 0.5, toY: toY + 0.5 });
  };
  for (let y = 0; y < rows.length; y++) {
    for (let x = 0; x < rows[y]!.length; x++) {
      if (!inked(x, y)) continue;
      join(x, y, x, y);
      if (inked(x + 1, y)) join(x, y, x + 1, y);
      if (inked(x, y + 1)) join(x, y, x, y + 1);
      if (inked(x + 1, y + 1) && !inked(x + 1, y) && !inked(x, y + 1)) join(x, y, x + 1, y + 1);
      if (inked(x - 1, y + 1) && !inked(x - 1, y) && !inked(x, y + 1)) join(x, y, x - 1, y + 1);
    }
  }
  return strokes;
}

function distanceTo(stroke: Stroke, x: number, y: number): number {
  const alongX = stroke.toX - stroke.fromX;
  const alongY = stroke.toY - stroke.fromY;
  const length = alongX * alongX + alongY * alongY;
  const projected = (x - stroke.fromX) * alongX + (y - stroke.fromY) * alongY;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, projected / length));
  return Math.sqrt(
    (x - stroke.fromX - share * alongX) ** 2 + (y - stroke.fromY - share * alongY) ** 2,
  );
}

/** One character as a mask; `unit` is the height of a row in pixels. */
export function glyphMask(character: string, unit: number): Mask {
  const strokes = strokesOf(character);
  const margin = 1;
  const width = Math.ceil((columnsOf(character) + 2 * margin) * unit);
  const height = Math.ceil((glyphHeight + 2 * margin) * unit);
  return createMask(width, height, (x, y) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (const stroke of strokes) {
      nearest = Math.min(nearest, distanceTo(stroke, x / unit - margin, y / unit - margin));
    }
    return (penRadius - nearest) * unit + 0.5;
  });
}

/**
 * Writes writable lines into one mask, whose top left corner lies one `unit` above and left of the first
 * letter. Each glyph is drawn once and stamped wherever it occurs.
 */
export function textMask(lines: readonly string[], unit: number): Mask {
  const longest = Math.max(1, ...lines.map(lineColumns));
  const width = Math.ceil((longest + 3) * unit);
  const height = Math.ceil(((lines.length - 1) * lineHeight + glyphHeight + 3) * unit);
  const coverage = new Uint8Array(width * height);
  const drawn = new Map<string, Mask>();
  for (const [row, line] of lines.entries()) {
    let column = 0;
    for (const character of line) {
      if (character !== " ") {
        const glyph = drawn.get(character) ?? glyphMask(character, unit);
        drawn.set(character, glyph);
        stamp(
          glyph,
          coverage,
          width,
          Math.round(column * unit),
          Math.round(row * lineHeight * unit),
        );
      }
      column += columnsOf(character) + letterGap;
    }
  }
  return { width, height, coverage };
}

function stamp(glyph: Mask, coverage: Uint8Array, width: number, left: number, top: number): void {
  for (let y = 0; y < glyph.height; y++) {
    for (let x = 0; x < glyph.width && left + x < width; x++) {
      const at = (top + y) * width + left + x;
      const covered = glyph.coverage[y * glyph.width + x]!;
      if (covered > (coverage[at] ?? 255)) coverage[at] = covered;
    }
  }
}

function wrap(words: readonly string[], room: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (lineColumns(longer) <= room) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const character of word) {
      if (line !== "" && lineColumns(line + character) > room) {
        lines.push(line);
        line = "";
      }
      line += character;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** The room for a text, in pixels, and the smallest and largest size of its rows. */
interface TextRoom {
  readonly width: number;
  readonly height: number;
  readonly smallestUnit: number;
  readonly largestUnit: number;
}

/**
 * Wraps the text at words and finds the largest size at which it fits. A text that is too long even
 * at the smallest size ends in "..."; a room too small for one letter holds no line.
 */
export function fitText(text: string, room: TextRoom): TextBlock {
  const words = writable(text)
    .split(" ")
    .filter((word) => word !== "");
  const linesIn = (unit: number): number =>
    Math.floor((room.height / unit - glyphHeight) / lineHeight + 1);
  const steps = 24;
  for (let step = 0; step <= steps; step++) {
    const unit = room.largestUnit * (room.smallestUnit / room.largestUnit) ** (step / steps);
    const brokenWord = words.some((word) => lineColumns(word) > room.width / unit);
    if (brokenWord && step < steps * 0.7) continue;
    const lines = wrap(words, room.width / unit);
    if (lines.length <= linesIn(unit)) return block(lines, unit);
  }
  const unit = room.smallestUnit;
  const lines = wrap(words, room.width / unit).slice(0, Math.max(0, linesIn(unit)));
  const last = lines.pop();
  return block(last === undefined ? [] : [...lines, ellipsis(last, room.width / unit)], unit);
}

function ellipsis(line: string, room: number): string {
  let kept = line;
  while (kept !== "" && lineColumns(`${kept}...`) > room) kept = kept.slice(0, -1);
  return `${kept}...`;
}

function block(lines: readonly string[], unit: number): TextBlock {
  const rows = lines.length === 0 ? 0 : (lines.length - 1) * lineHeight + glyphHeight;
  return { lines, unit, width: Math.max(0, ...lines.map(lineColumns)) * unit, height: rows * unit };
}
