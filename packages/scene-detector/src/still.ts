import { ffmpegArguments } from "./command.ts";
import { FfmpegError } from "./errors.ts";
import type { Detection, Scene } from "./result.ts";
import { locate, runFfmpeg, type Workshop } from "./workshop.ts";

export type ImageFormat = "jpg" | "png" | "webp";

const encoders: Record<ImageFormat, readonly string[]> = {
  jpg: ["-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p"],
  png: ["-c:v", "png", "-pix_fmt", "rgb24"],
  webp: ["-c:v", "libwebp", "-quality", "80", "-pix_fmt", "yuv420p"],
};

/** Moments of a scene: the middles of `count` equal parts, so that transitions at its edges are avoided. */
export function moments({ start, durationSeconds }: Scene, count: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    Number((start.seconds + (durationSeconds * (index + 0.5)) / count).toFixed(6)),
  );
}

/** Takes the frame that is shown at a moment, as an image file's bytes or as raw RGB. */
export async function grabFrame(
  workshop: Workshop,
  detection: Detection,
  seconds: number,
  size: { width: number; height: number },
  format: ImageFormat | "raw",
): Promise<Buffer> {
  const place = locate(detection, workshop.sources, seconds);
  const { numerator, denominator } = detection.video.frameRate;
  const output =
    format === "raw"
      ? ["-pix_fmt", "rgb24", "-f", "rawvideo"]
      : [...encoders[format], "-f", "image2pipe"];
  // A seek shows the next frame: half a frame early hits the one that is on the screen.
  let from = Math.max(0, place.seconds - denominator / numerator / 2);
  for (let attempt = 0; attempt < 3; attempt++) {
    const image = await runFfmpeg(
      workshop,
      place.source,
      ffmpegArguments({
        inputs: [
          {
            options: [...place.source.options, "-ss", from.toFixed(6)],
            source: place.source.source,
          },
        ],
        filter: `scale=${size.width}:${size.height}:flags=bicubic,setsar=1`,
        options: ["-map", "0:V:0", "-frames:v", "1", ...output],
        output: "pipe:1",
      }),
    );
    if (image.length > 0) return image;
    // The last frame of a slow film may begin well before the moment.
    from = Math.max(0, from - 1);
  }
  throw new FfmpegError("failed", `no frame at ${seconds.toFixed(3)} s could be taken`);
}

/** The size of a thumbnail that keeps the shape of the video; one side may be given. */
export function thumbnailSize(
  { video }: Detection,
  asked: { width?: number | undefined; height?: number | undefined },
): { width: number; height: number } {
  const shape = video.width > 0 && video.height > 0 ? video.width / video.height : 16 / 9;
  const even = (value: number): number => Math.max(2, Math.round(value / 2) * 2);
  if (asked.width !== undefined)
    return { width: even(asked.width), height: even(asked.height ?? asked.width / shape) };
  if (asked.height !== undefined)
    return { width: even(asked.height * shape), height: even(asked.height) };
  return { width: even(video.width), height: even(video.height) };
}
