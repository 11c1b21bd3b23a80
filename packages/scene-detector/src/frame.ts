/** The tiny picture that stands for a video frame: wide enough to tell two shots apart, small enough to keep dozens. */
export const frameWidth = 64;
export const frameHeight = 36;
const pixels = frameWidth * frameHeight;
/** Bytes of one tiny frame in 24-bit RGB. */
export const frameBytes: number = pixels * 3;

const halfWidth = frameWidth / 2;
const halfHeight = frameHeight / 2;
export const halfPixels: number = halfWidth * halfHeight;

const blockSize = 4;
const blockColumns = frameWidth / blockSize;
const blockCount = blockColumns * (frameHeight / blockSize);

/** One tiny frame split into brightness and two colour planes, each 0 to 255. */
export interface Planes {
  luma: Uint8Array;
  blue: Uint8Array;
  red: Uint8Array;
}

export function emptyPlanes(): Planes {
  return {
    luma: new Uint8Array(pixels),
    blue: new Uint8Array(pixels),
    red: new Uint8Array(pixels),
  };
}

/** Fills `planes` from 24-bit RGB, with the full-range BT.601 weights in 8-bit fixed point. */
export function readPlanes(rgb: Uint8Array, planes: Planes): void {
  const { luma, blue, red } = planes;
  for (let pixel = 0, offset = 0; pixel < pixels; pixel++, offset += 3) {
    const r = rgb[offset]!;
    const g = rgb[offset + 1]!;
    const b = rgb[offset + 2]!;
    const y = (77 * r + 150 * g + 29 * b) >> 8;
    luma[pixel] = y;
    blue[pixel] = 128 + (((b - y) * 144) >> 8);
    red[pixel] = 128 + (((r - y) * 183) >> 8);
  }
}

/**
 * How different two frames are: the mean change of a pixel in 8-bit levels, colour counting half.
 * 0 for equal frames, a few levels for motion, 10 to 150 for a cut.
 */
export function distance(a: Planes, b: Planes): number {
  return (
    (sumOfDifferences(a.luma, b.luma) +
      sumOfDifferences(a.blue, b.blue) / 2 +
      sumOfDifferences(a.red, b.red) / 2) /
    pixels
  );
}

function sumOfDifferences(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < pixels; index++) {
    const difference = a[index]! - b[index]!;
    sum += difference < 0 ? -difference : difference;
  }
  return sum;
}

const blockChanges = new Uint16Array(blockCount);
const blockLights = new Uint16Array(blockCount);
/** Bars beside or above the picture are darker than this, in luma levels. */
const barLuma = 6;

/**
 * The change that a quarter of the picture exceeds: the upper quartile over blocks of 4 x 4 pixels, in luma levels,
 * black bars left out. Near 0 where only a caption or a sticker changed, large where the whole picture did.
 */
export function spread(a: Planes, b: Planes): number {
  blockChanges.fill(0);
  blockLights.fill(0);
  for (let row = 0, pixel = 0; row < frameHeight; row++) {
    const firstBlock = (row >> 2) * blockColumns;
    for (let column = 0; column < frameWidth; column++, pixel++) {
      const before = a.luma[pixel]!;
      const after = b.luma[pixel]!;
      const block = firstBlock + (column >> 2);
      blockChanges[block] = blockChanges[block]! + Math.abs(before - after);
      blockLights[block] = blockLights[block]! + (before > after ? before : after);
    }
  }
  const area = blockSize * blockSize;
  let bars = 0;
  for (let block = 0; block < blockCount; block++) {
    if (blockLights[block]! >= barLuma * area) continue;
    blockChanges[block] = 0;
    bars++;
  }
  blockChanges.sort();
  return blockChanges[bars + Math.floor((blockCount - bars) * 0.75)]! / area || 0;
}

/** Mean and standard deviation of the brightness, in 8-bit levels. */
export function brightness({ luma }: Planes): { mean: number; contrast: number } {
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < pixels; index++) {
    const value = luma[index]!;
    sum += value;
    squares += value * value;
  }
  const mean = sum / pixels;
  return { mean, contrast: Math.sqrt(Math.max(0, squares / pixels - mean * mean)) };
}

/**
 * Correlation of the brightness of two frames, -1 to 1: near 1 for the same picture, also when it is sharper, brighter
 * or moved a little; 1 where a picture is blank and has nothing to compare.
 */
export function likeness(a: Planes, b: Planes): number {
  let sumA = 0;
  let sumB = 0;
  let squareA = 0;
  let squareB = 0;
  let both = 0;
  for (let index = 0; index < pixels; index++) {
    const x = a.luma[index]!;
    const y = b.luma[index]!;
    sumA += x;
    sumB += y;
    squareA += x * x;
    squareB += y * y;
    both += x * y;
  }
  const varianceA = squareA / pixels - (sumA / pixels) ** 2;
  const varianceB = squareB / pixels - (sumB / pixels) ** 2;
  if (Math.min(varianceA, varianceB) < 1) return 1;
  return (both / pixels - (sumA / pixels) * (sumB / pixels)) / Math.sqrt(varianceA * varianceB);
}

/** Halves the brightness plane in both directions (32 x 18): motion blurs away, blends stay. */
export function halve({ luma }: Planes, target: Uint8Array): void {
  for (let row = 0, index = 0; row < halfHeight; row++) {
    for (let column = 0; column < halfWidth; column++, index++) {
      const pixel = row * 2 * frameWidth + column * 2;
      const sum =
        luma[pixel]! + luma[pixel + 1]! + luma[pixel + frameWidth]! + luma[pixel + frameWidth + 1]!;
      target[index] = (sum + 2) >> 2;
    }
  }
}

/** Shrinks a picture in 24-bit RGB to the tiny size, each pixel the mean of its area. */
export function resize(
  rgb: Uint8Array,
  width: number,
  height: number,
  target: Uint8Array,
): Uint8Array {
  for (let row = 0, offset = 0; row < frameHeight; row++) {
    const top = Math.floor((row * height) / frameHeight);
    const bottom = Math.max(top + 1, Math.floor(((row + 1) * height) / frameHeight));
    for (let column = 0; column < frameWidth; column++, offset += 3) {
      const left = Math.floor((column * width) / frameWidth);
      const right = Math.max(left + 1, Math.floor(((column + 1) * width) / frameWidth));
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let y = top; y < bottom; y++)
          for (let x = left; x < right; x++) sum += rgb[(y * width + x) * 3 + channel]!;
        target[offset + channel] = sum / ((bottom - top) * (right - left));
      }
    }
  }
  return target;
}
