import { parseArgs } from "node:util";
import { ValidationError } from "@tarash/core";
import type { DetectOptions } from "./options.ts";
import type { ImageFormat } from "./still.ts";

/** Formats that are text, in the order of the help, with the ending of their files. */
export const textFormats = {
  json: ".json",
  csv: ".csv",
  edl: ".edl",
  fcpxml: ".fcpxml",
  otio: ".otio",
  vtt: ".vtt",
  ffmetadata: ".ffmetadata.txt",
  keyframes: ".keyframes.txt",
} as const;

export type TextFormat = keyof typeof textFormats;

/** What the command line asks for. */
export interface Command {
  inputs: string[];
  detect: DetectOptions;
  formats: TextFormat[];
  html: boolean;
  sheet: boolean;
  thumbnails: number;
  format: ImageFormat;
  split: "exact" | "copy" | undefined;
  output: string | undefined;
  template: string | undefined;
  quiet: boolean;
  help: boolean;
  version: boolean;
}

const flag = { type: "boolean" } as const;
const value = { type: "string" } as const;

/** Reads the command line; throws `ValidationError` with what is wrong. */
export function readArguments(argv: readonly string[]): Command {
  const { values, positionals } = parse(argv);
  const number = (name: "thumbnails" | "sensitivity" | "min-scene" | "threshold" | "timeout") => {
    const text = values[name];
    if (text === undefined) return undefined;
    const parsed = Number(text);
    if (text.trim() === "" || !Number.isFinite(parsed))
      throw new ValidationError(`--${name} takes a number (got "${text}")`);
    return parsed;
  };
  const timeout = number("timeout");
  const threshold = number("threshold");
  const detect = defined<DetectOptions>({
    method: threshold === undefined ? undefined : "threshold",
    threshold,
    sensitivity: number("sensitivity"),
    minSceneLengthSeconds: number("min-scene"),
    fades: values["no-fades"] ? false : undefined,
    dissolves: values["no-dissolves"] ? false : undefined,
    mode: values.mode as DetectOptions["mode"],
    start: time("start", values.start),
    end: time("end", values.end),
    crop: crop(values.crop),
    strict: values.strict,
    timeoutMs: timeout === undefined ? undefined : timeout * 1000,
    ffmpegPath: values.ffmpeg,
    ffprobePath: values.ffprobe,
  });
  if (values.split && values["split-copy"])
    throw new ValidationError("--split and --split-copy exclude one another");
  return {
    inputs: positionals,
    detect,
    formats: (Object.keys(textFormats) as TextFormat[]).filter((name) => values[name]),
    html: values.html ?? false,
    sheet: values.sheet ?? false,
    thumbnails: number("thumbnails") ?? 0,
    format: (values.format ?? "jpg") as ImageFormat,
    split: values.split ? "exact" : values["split-copy"] ? "copy" : undefined,
    output: values.output,
    template: values.template,
    quiet: values.quiet ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: flag,
        csv: flag,
        edl: flag,
        fcpxml: flag,
        otio: flag,
        vtt: flag,
        ffmetadata: flag,
        keyframes: flag,
        html: flag,
        sheet: flag,
        thumbnails: value,
        format: value,
        split: flag,
        "split-copy": flag,
        output: { type: "string", short: "o" },
        template: value,
        sensitivity: value,
        "min-scene": value,
        "no-fades": flag,
        "no-dissolves": flag,
        threshold: value,
        mode: value,
        start: value,
        end: value,
        crop: value,
        strict: flag,
        timeout: value,
        ffmpeg: value,
        ffprobe: value,
        quiet: { type: "boolean", short: "q" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean", short: "v" },
      },
    });
  } catch (error) {
    throw new ValidationError(error instanceof Error ? error.message : String(error));
  }
}

function time(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/.exec(text);
  if (!match) throw new ValidationError(`--${name} takes seconds or HH:MM:SS.mmm (got "${text}")`);
  const [, hours = "0", minutes = "0", seconds = "0"] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function crop(text: string | undefined): DetectOptions["crop"] {
  if (text === undefined) return undefined;
  const [, width, height, x, y] = /^(\d+)x(\d+)\+(\d+)\+(\d+)$/.exec(text) ?? [];
  if (y === undefined)
    throw new ValidationError(`--crop takes WxH+X+Y, such as 640x360+0+40 (got "${text}")`);
  return { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
}

/** The entries that are not `undefined`. */
function defined<Target extends object>(entries: {
  [Key in keyof Target]: Target[Key] | undefined;
}): Target {
  return Object.fromEntries(
    Object.entries(entries).filter(([, entry]) => entry !== undefined),
  ) as Target;
}
