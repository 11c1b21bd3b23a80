import type { OutputMedium, SubmitCall } from "@tarash/core/provider";
import { parseSize, ValidationError } from "@tarash/core/provider";
import type { ImageFormat } from "./draw-image.ts";
import type { SpeechFormat } from "./draw-speech.ts";
import { tinyMedia } from "./tiny-media.ts";

/** What is to be made: plain JSON, so that it can stand in a job ref. */
export type OutputOrder =
  | {
      readonly kind: "video";
      readonly prompt: string;
      readonly seed: number | string;
      readonly count: number;
      readonly durationSeconds: number;
      readonly width: number;
      readonly height: number;
      readonly framesPerSecond: number;
      readonly withAudio: boolean;
    }
  | {
      readonly kind: "image";
      readonly prompt: string;
      readonly seed: number | string;
      readonly count: number;
      readonly width: number;
      readonly height: number;
      readonly format: ImageFormat;
      readonly transparent: boolean;
    }
  | {
      readonly kind: "speech";
      readonly text: string;
      readonly seed: number | string;
      readonly format: SpeechFormat;
      readonly sampleRate: number;
      readonly speed: number;
    };

/** Pixels of the short side; anything else that looks like `NUMBERp` counts as itself. */
const shortSides: Readonly<Record<string, number>> = {
  "4k": 2160,
  "2k": 1440,
  "1k": 1024,
  "8k": 4320,
};
const usual = { seconds: 4, shortSide: 720, ratio: "16:9", framesPerSecond: 24, imageSide: 1024 };

/** What a request asks for, with the mock's own defaults where it asks for nothing. */
export function orderOf({ operation, request }: SubmitCall, seed: number | string): OutputOrder {
  if (operation === "video") {
    const [width, height] = sidesOf(
      request.aspectRatio ?? usual.ratio,
      shortSide(request.resolution),
    );
    return {
      kind: "video",
      prompt: request.prompt ?? "",
      seed,
      count: request.numberOfVideos ?? 1,
      durationSeconds: request.durationSeconds ?? usual.seconds,
      width,
      height,
      framesPerSecond: request.fps ?? usual.framesPerSecond,
      withAudio: request.generateAudio ?? false,
    };
  }
  if (operation === "image") {
    const sized = request.size === undefined ? undefined : parseSize(request.size);
    const [width, height] = sized ?? sidesOf(request.aspectRatio ?? "1:1", usual.imageSide);
    return {
      kind: "image",
      prompt: request.prompt ?? "",
      seed,
      count: request.n ?? 1,
      width,
      height,
      format: imageFormat(request.outputFormat),
      transparent: request.background === "transparent",
    };
  }
  const { format, sampleRate } = speechFormat(request.outputFormat ?? "mp3_44100_128");
  const text = operation === "tts" ? (request.text ?? "") : "The same words in another voice.";
  return { kind: "speech", text, seed, format, sampleRate, speed: request.speed ?? 1 };
}

function shortSide(resolution: string | undefined): number {
  if (resolution === undefined) return usual.shortSide;
  const named = shortSides[resolution.toLowerCase()];
  const lines = /^(\d{2,4})p?$/i.exec(resolution)?.[1];
  if (named ?? lines) return named ?? Number(lines);
  throw new ValidationError(
    `the mock reads a resolution such as 720p or 4k (got ${JSON.stringify(resolution)})`,
  );
}

function sidesOf(ratio: string, short: number): readonly [number, number] {
  const [across, down] = ratio.split(":").map(Number);
  if (!across || !down)
    throw new ValidationError(
      `the mock reads an aspect ratio such as 16:9 (got ${JSON.stringify(ratio)})`,
    );
  const long = (Math.max(across, down) / Math.min(across, down)) * short;
  const even = (pixels: number): number => Math.round(pixels / 2) * 2;
  return across >= down ? [even(long), even(short)] : [even(short), even(long)];
}

function imageFormat(name: string | undefined): ImageFormat {
  if (name === "jpeg" || name === "jpg") return "jpeg";
  return name === "webp" ? "webp" : "png";
}

const speechFormats = new Set(["wav", "pcm", "mp3", "opus", "aac", "flac"]);

function speechFormat(name: string): { format: SpeechFormat; sampleRate: number } {
  const [format = "", rate] = name.split("_");
  if (!speechFormats.has(format)) {
    throw new ValidationError(
      `the mock speaks ${[...speechFormats].join(", ")} (got outputFormat ${JSON.stringify(name)})`,
    );
  }
  return { format: format as SpeechFormat, sampleRate: rate === undefined ? 44_100 : Number(rate) };
}

/** Makes what was ordered (the brushes are loaded when they are needed), or hands out ready-made media of the same kind. */
export async function drawOutput(
  order: OutputOrder,
  tiny: boolean,
  signal: AbortSignal,
): Promise<OutputMedium[]> {
  if (tiny) return tinyOutput(order);
  if (order.kind === "speech") {
    const { drawSpeech } = await import("./draw-speech.ts");
    const { bytes, ...known } = await drawSpeech({ ...order, signal });
    return [{ content: bytes, ...known }];
  }
  const { drawImage } = await import("./draw-image.ts");
  const { drawVideo } = await import("./draw-video.ts");
  const seeds = Array.from({ length: order.count }, (_, index) => nth(order.seed, index));
  return Promise.all(
    seeds.map(async (seed) => {
      const { width, height } = order;
      if (order.kind === "image") {
        return {
          content: await drawImage({ ...order, seed, signal }),
          contentType: `image/${order.format}`,
          width,
          height,
        };
      }
      const content = await drawVideo({ ...order, seed, signal });
      return {
        content,
        contentType: "video/mp4",
        width,
        height,
        durationSeconds: order.durationSeconds,
      };
    }),
  );
}

function nth(seed: number | string, index: number): number | string {
  if (index === 0) return seed;
  return typeof seed === "number" ? seed + index : `${seed} ${index}`;
}

function tinyOutput(order: OutputOrder): OutputMedium[] {
  const kind =
    order.kind === "video"
      ? "mp4"
      : order.kind === "image"
        ? order.format
        : order.format === "wav"
          ? "wav"
          : "mp3";
  const count = order.kind === "speech" ? 1 : order.count;
  return Array.from({ length: count }, () => {
    const { bytes, framesPerSecond: _, ...known } = tinyMedia(kind);
    return { content: bytes, ...known };
  });
}
