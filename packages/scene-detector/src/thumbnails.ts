import { availableParallelism } from "node:os";
import { ValidationError } from "@tarash/core";
import { checkKeys, checkNumber } from "./detector.ts";
import type { Detection, Scene } from "./result.ts";
import type { VideoInput } from "./source.ts";
import { grabFrame, moments, thumbnailSize, type ImageFormat } from "./still.ts";
import { fileNames } from "./template.ts";
import { inParallel } from "./workers.ts";
import { inWorkshop, saveWhole, type WorkOptions } from "./workshop.ts";

/** What `saveThumbnails` takes. */
export interface ThumbnailOptions extends WorkOptions {
  /** Where the files go; made where it is missing. */
  folder: string;
  /** Images of each scene, evenly spread. @default 1 */
  perScene?: number;
  /** @default "jpg" */
  format?: ImageFormat;
  /** Size in pixels; the other side follows the shape of the video. @default the video's own size */
  width?: number;
  height?: number;
  /** Name of each file: `{name}`, `{scene}`, `{image}`, `{start}`, `{frame}`. @default "{name}-{scene}-{image}" */
  template?: string;
  /** How many are taken at once. @default the number of processors */
  parallel?: number;
}

/** One saved image. */
export interface Thumbnail {
  scene: Scene;
  path: string;
  /** The moment that it shows. */
  seconds: number;
}

/** Saves images of each scene. A file is there as a whole or not at all. */
export async function saveThumbnails(
  input: VideoInput | readonly VideoInput[],
  detection: Detection,
  options: ThumbnailOptions,
): Promise<Thumbnail[]> {
  checkKeys("saveThumbnails", options, thumbnailKeys);
  const { folder, perScene = 1, format = "jpg", template = "{name}-{scene}-{image}" } = options;
  checkNumber("perScene", perScene, 1, 1000);
  if (!["jpg", "png", "webp"].includes(format))
    throw new ValidationError(`format must be jpg, png or webp (got ${String(format)})`);
  for (const side of ["width", "height"] as const) checkNumber(side, options[side], 2, 16384);
  const size = thumbnailSize(detection, options);
  const wanted = detection.scenes.flatMap((scene) =>
    moments(scene, perScene).map((seconds, index) => ({ scene, seconds, image: index + 1 })),
  );
  const names = fileNames(template, detection, wanted, `.${format}`);
  return inWorkshop(input, options, (workshop) =>
    inParallel(
      wanted,
      options.parallel ?? availableParallelism(),
      async ({ scene, seconds }, index) => {
        const image = await grabFrame(workshop, detection, seconds, size, format);
        return { scene, seconds, path: await saveWhole(folder, names[index]!, image) };
      },
    ),
  );
}

const thumbnailKeys = [
  "folder",
  "perScene",
  "format",
  "width",
  "height",
  "template",
  "parallel",
  "signal",
  "timeoutMs",
  "protocols",
  "ffmpegPath",
  "ffprobePath",
] as const satisfies (keyof ThumbnailOptions)[];
