import { crc32, deflate } from "node:zlib";
import { promisify } from "node:util";
import type { Canvas } from "./canvas.ts";

const signature = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const trueColor = 2;
const trueColorWithAlpha = 6;
const upFilter = 2;

/** Encodes a canvas as PNG, 8 bits a channel; with an alpha channel only when asked. */
export async function encodePng(canvas: Canvas, withAlpha: boolean): Promise<Uint8Array> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, canvas.width);
  header.setUint32(4, canvas.height);
  header.setUint8(8, 8);
  header.setUint8(9, withAlpha ? trueColorWithAlpha : trueColor);
  const body = await promisify(deflate)(filteredRows(canvas, withAlpha ? 4 : 3));
  return Buffer.concat([
    signature,
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("IDAT", body),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/** Each row as its difference from the row above: a sky of one colour a row shrinks to nothing. */
function filteredRows(canvas: Canvas, channels: 3 | 4): Uint8Array {
  const { width, height, pixels } = canvas;
  const rows = new Uint8Array((width * channels + 1) * height);
  let at = 0;
  for (let y = 0; y < height; y++) {
    rows[at++] = upFilter;
    for (let x = 0; x < width; x++) {
      const pixel = (y * width + x) * 4;
      for (let channel = 0; channel < channels; channel++) {
        const above = y === 0 ? 0 : pixels[pixel + channel - width * 4]!;
        rows[at++] = pixels[pixel + channel]! - above;
      }
    }
  }
  return rows;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, "latin1");
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
}
