import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { basename, dirname, extname, join, resolve } from "node:path";
import { ValidationError } from "@tarash/core";
import { ffmpegArguments } from "./command.ts";
import { checkKeys, checkNumber } from "./detector.ts";
import { writeDigits } from "./digits.ts";
import type { Detection } from "./result.ts";
import type { VideoInput } from "./source.ts";
import { grabFrame, moments, thumbnailSize } from "./still.ts";
import { inParallel } from "./workers.ts";
import { inWorkshop, runFfmpeg, saveWhole, type WorkOptions } from "./workshop.ts";

/** What `contactSheet` takes. */
export interface SheetOptions extends WorkOptions {
  /** The image to write: `.jpg` or `.png`. */
  path: string;
  /** Pictures side by side. @default as many as make the sheet about square, at most 8 */
  columns?: number;
  /** Width of each picture in pixels. @default 240 */
  width?: number;
}

const gap = 8;
const labelHeight = 18;

/** Draws one image with a picture of each scene, its number and where it starts. Returns the path. */
export async function contactSheet(
  input: VideoInput | readonly VideoInput[],
  detection: Detection,
  options: SheetOptions,
): Promise<string> {
  checkKeys("contactSheet", options, sheetKeys);
  const { scenes } = detection;
  const path = resolve(options.path);
  const ending = extname(path).toLowerCase();
  if (ending !== ".jpg" && ending !== ".png")
    throw new ValidationError(`path must end in .jpg or .png (got ${options.path})`);
  if (scenes.length === 0) throw new ValidationError("there is no scene to draw");
  checkNumber("columns", options.columns, 1, 100);
  checkNumber("width", options.width, 32, 2000);
  const size = thumbnailSize(detection, { width: options.width ?? 240 });
  const cell = { width: size.width + gap, height: size.height + gap + labelHeight };
  const square = Math.ceil(Math.sqrt((scenes.length * cell.height) / cell.width));
  const columns = Math.min(scenes.length, options.columns ?? Math.min(8, square));
  const width = columns * cell.width + gap;
  const height = Math.ceil(scenes.length / columns) * cell.height + gap;
  if (width * height > 200_000_000)
    throw new ValidationError(`the sheet would have ${width}x${height} pixels; lower the width`);
  const pixels = new Uint8Array(width * height * 3).fill(24);

  return inWorkshop(input, options, async (workshop) => {
    await inParallel(scenes, availableParallelism(), async (scene, index) => {
      const [seconds] = moments(scene, 1);
      const picture = await grabFrame(workshop, detection, seconds!, size, "raw");
      const x = gap + (index % columns) * cell.width;
      const y = gap + Math.floor(index / columns) * cell.height;
      for (let row = 0; row < size.height; row++)
        pixels.set(
          picture.subarray(row * size.width * 3, (row + 1) * size.width * 3),
          ((y + row) * width + x) * 3,
        );
      const label = `${index + 1} ${scene.start.timecode}`;
      const scale = label.length * 8 <= size.width ? 2 : 1;
      writeDigits(pixels, width, label.slice(0, size.width / 4 / scale), {
        x,
        y: y + size.height + 4,
        scale,
      });
    });
    const folder = await mkdtemp(join(tmpdir(), "tarash-sheet-"));
    try {
      const raw = join(folder, "sheet.rgb");
      await writeFile(raw, pixels);
      const source = { source: `file:${raw}`, options: [], name: "sheet" };
      const format = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", `${width}x${height}`];
      const encoder = ending === ".png" ? ["-c:v", "png"] : ["-c:v", "mjpeg", "-q:v", "3"];
      const image = await runFfmpeg(
        workshop,
        source,
        ffmpegArguments({
          inputs: [{ options: format, source: source.source }],
          options: ["-frames:v", "1", ...encoder, "-f", "image2pipe"],
          output: "pipe:1",
        }),
      );
      return await saveWhole(dirname(path), basename(path), image);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

const sheetKeys = [
  "path",
  "columns",
  "width",
  "signal",
  "timeoutMs",
  "protocols",
  "ffmpegPath",
  "ffprobePath",
] as const satisfies (keyof SheetOptions)[];
