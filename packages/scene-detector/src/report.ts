import { availableParallelism } from "node:os";
import { basename, dirname, resolve } from "node:path";
import { checkKeys, checkNumber } from "./detector.ts";
import { reportPage } from "./page.ts";
import type { Detection } from "./result.ts";
import type { VideoInput } from "./source.ts";
import { grabFrame, moments, thumbnailSize } from "./still.ts";
import { inParallel } from "./workers.ts";
import { inWorkshop, saveWhole, type WorkOptions } from "./workshop.ts";

/** What `htmlReport` takes. */
export interface ReportOptions extends WorkOptions {
  /** Where the page is written. */
  path: string;
  /** Longer side of each picture in pixels. @default 240 */
  size?: number;
}

/**
 * Writes a page that a person can open: a picture of each scene, its times, and the curve of changes with its cuts.
 * Everything is in the one file; it loads nothing. Returns the path.
 */
export async function htmlReport(
  input: VideoInput | readonly VideoInput[],
  detection: Detection,
  options: ReportOptions,
): Promise<string> {
  checkKeys("htmlReport", options, reportKeys);
  checkNumber("size", options.size, 32, 2000);
  const { size: side = 240 } = options;
  const { width, height } = detection.video;
  const size = thumbnailSize(detection, height > width ? { height: side } : { width: side });
  const path = resolve(options.path);
  return inWorkshop(input, options, async (workshop) => {
    const pictures = await inParallel(detection.scenes, availableParallelism(), async (scene) => {
      const [seconds] = moments(scene, 1);
      const picture = await grabFrame(workshop, detection, seconds!, size, "jpg");
      return `data:image/jpeg;base64,${picture.toString("base64")}`;
    });
    return saveWhole(dirname(path), basename(path), reportPage(detection, pictures, size));
  });
}

const reportKeys = [
  "path",
  "size",
  "signal",
  "timeoutMs",
  "protocols",
  "ffmpegPath",
  "ffprobePath",
] as const satisfies (keyof ReportOptions)[];
