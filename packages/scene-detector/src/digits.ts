/** Digits of 3 x 5 dots, one row of three bits after another: a contact sheet needs no font file. */
const glyphs: Record<string, string> = {
  "0": "111101101101111",
  "1": "010110010010111",
  "2": "111001111100111",
  "3": "111001111001111",
  "4": "101101111001001",
  "5": "111100111001111",
  "6": "111100111101111",
  "7": "111001010010010",
  "8": "111101111101111",
  "9": "111101111001111",
  ":": "000010000010000",
  ".": "000000000000010",
};

/** Writes digits, colons and points onto RGB pixels; other characters leave a space. */
export function writeDigits(
  pixels: Uint8Array,
  pixelsWide: number,
  text: string,
  place: { x: number; y: number; scale: number },
): void {
  const { x, y, scale } = place;
  for (const [position, character] of [...text].entries()) {
    const glyph = glyphs[character];
    if (glyph === undefined) continue;
    for (let dot = 0; dot < 15; dot++) {
      if (glyph[dot] === "0") continue;
      const left = x + (position * 4 + (dot % 3)) * scale;
      const top = y + Math.floor(dot / 3) * scale;
      for (let row = top; row < top + scale; row++) {
        const start = (row * pixelsWide + left) * 3;
        pixels.fill(230, start, start + scale * 3);
      }
    }
  }
}
