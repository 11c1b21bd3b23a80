import { readFile } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import { ValidationError } from "@tarash/core";
import { readArguments, textFormats, type Command, type TextFormat } from "./arguments.ts";
import { detectScenes } from "./detect.ts";
import type { Progress } from "./options.ts";
import type { Detection } from "./result.ts";
import { addressOf, type VideoInput } from "./source.ts";
import { timecode } from "./timecode.ts";
import { usage } from "./usage.ts";

/** The terminal, or what stands for it in a test. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Whether standard output and standard error are terminals. */
  outIsTerminal: boolean;
  errorIsTerminal: boolean;
  input: AsyncIterable<Uint8Array>;
}

const exitCodes: Record<string, number> = {
  ValidationError: 2,
  VideoInputError: 3,
  FfmpegError: 4,
  TimeoutError: 5,
  CancelledError: 130,
};

/** Runs the command and returns its exit code. */
export async function main(
  argv: readonly string[],
  terminal: Terminal,
  signal?: AbortSignal,
): Promise<number> {
  try {
    const command = readArguments(argv);
    if (command.help) {
      terminal.out(usage);
      return 0;
    }
    if (command.version) {
      terminal.out(`${await version()}\n`);
      return 0;
    }
    if (command.inputs.length === 0) {
      terminal.error(`No video given.\n\n${usage}`);
      return 2;
    }
    await work(command, terminal, signal);
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    terminal.error(`${error.name}: ${error.message}\n`);
    return exitCodes[error.name] ?? 1;
  }
}

async function version(): Promise<string> {
  const manifest = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

async function work(
  command: Command,
  terminal: Terminal,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { quiet } = command;
  const inputs = command.inputs.map((input): VideoInput =>
    input === "-" ? terminal.input : input,
  );
  const again = command.html || command.sheet || command.thumbnails > 0 || command.split;
  if (again && inputs.some((input) => typeof input !== "string"))
    throw new ValidationError(
      "pictures and clips need a file: standard input can be read only once",
    );
  const bar = terminal.errorIsTerminal && !quiet;
  const detection = await detectScenes(inputs.length === 1 ? inputs[0]! : inputs, {
    ...command.detect,
    ...(signal ? { signal } : {}),
    ...(bar ? { onProgress: (progress) => terminal.error(`\r${progressBar(progress)}`) } : {}),
  }).finally(() => {
    if (bar) terminal.error("\r\u001b[K");
  });
  if (!quiet) for (const { message } of detection.warnings) terminal.error(`warning: ${message}\n`);
  const written = again
    ? await writeMedia(command, inputs.length === 1 ? inputs[0]! : inputs, detection, signal)
    : [];
  written.push(...(await writeText(command, detection, terminal)));
  if (!quiet) for (const path of written) terminal.error(`wrote ${path}\n`);
}

async function writeText(
  { formats, output, inputs, html, sheet, thumbnails, split }: Command,
  detection: Detection,
  terminal: Terminal,
): Promise<string[]> {
  if (formats.length === 0 && (html || sheet || thumbnails > 0 || split)) return [];
  if (formats.length === 0) {
    terminal.out(
      terminal.outIsTerminal ? table(detection) : await textOf("json", detection, inputs),
    );
    return [];
  }
  if (formats.length === 1 && output === undefined) {
    terminal.out(await textOf(formats[0]!, detection, inputs));
    return [];
  }
  const { saveWhole } = await import("./workshop.ts");
  const written: string[] = [];
  for (const format of formats) {
    const name = `${stem(inputs)}-scenes${textFormats[format]}`;
    written.push(await saveWhole(output ?? ".", name, await textOf(format, detection, inputs)));
  }
  return written;
}

async function textOf(
  format: TextFormat,
  detection: Detection,
  [first = ""]: readonly string[],
): Promise<string> {
  const media = addressOf(first) || first === "-" ? {} : { media: resolve(first) };
  switch (format) {
    case "json":
      return (await import("./json.ts")).toJson(detection);
    case "csv":
      return (await import("./csv.ts")).toCsv(detection);
    case "edl":
      return (await import("./edl.ts")).toEdl(detection, media);
    case "fcpxml":
      return (await import("./fcpxml.ts")).toFcpxml(detection, media);
    case "otio":
      return (await import("./otio.ts")).toOtio(detection, media);
    case "vtt":
      return (await import("./chapters.ts")).toWebVtt(detection);
    case "ffmetadata":
      return (await import("./chapters.ts")).toFfmetadata(detection);
    case "keyframes":
      return (await import("./keyframes.ts")).toKeyframes(detection);
  }
}

async function writeMedia(
  command: Command,
  input: VideoInput | VideoInput[],
  detection: Detection,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const { output: folder = ".", template, detect } = command;
  const { ffmpegPath, ffprobePath, timeoutMs } = detect;
  const options = {
    ...(ffmpegPath === undefined ? {} : { ffmpegPath }),
    ...(ffprobePath === undefined ? {} : { ffprobePath }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(signal ? { signal } : {}),
  };
  const names = template === undefined ? {} : { template };
  const start = resolve(folder, stem(command.inputs));
  const written: string[] = [];
  if (command.html) {
    const { htmlReport } = await import("./report.ts");
    written.push(await htmlReport(input, detection, { ...options, path: `${start}-scenes.html` }));
  }
  if (command.sheet) {
    const { contactSheet } = await import("./sheet.ts");
    written.push(await contactSheet(input, detection, { ...options, path: `${start}-scenes.jpg` }));
  }
  if (command.thumbnails > 0) {
    const { saveThumbnails } = await import("./thumbnails.ts");
    const { thumbnails: perScene, format } = command;
    const more = { ...options, ...names, folder, perScene, format };
    written.push(...(await saveThumbnails(input, detection, more)).map(({ path }) => path));
  }
  if (command.split) {
    const { splitVideo } = await import("./split.ts");
    const more = { ...options, ...names, folder, mode: command.split };
    if (Array.isArray(input)) throw new ValidationError("--split takes one file, not a list");
    written.push(...(await splitVideo(input, detection, more)).map(({ path }) => path));
  }
  return written;
}

function stem([first = "video"]: readonly string[]): string {
  const name = basename(addressOf(first)?.pathname ?? first);
  return first === "-" ? "video" : name.slice(0, name.length - extname(name).length) || "video";
}

function table({ scenes, cuts }: Detection): string {
  const rows = scenes.map(({ index, start, end, durationSeconds }) => {
    const cut = cuts[index - 1];
    const how = cut ? `${cut.kind} ${Math.round(cut.confidence * 100)} %` : "";
    return `${String(index + 1).padStart(5)}  ${start.timecode}  ${end.timecode}  ${durationSeconds.toFixed(3).padStart(9)} s  ${String(start.frame).padStart(8)}  ${how}`;
  });
  const head = "scene  start         end             length      frame  begins with";
  return `${head}\n${rows.map((row) => `${row.trimEnd()}\n`).join("")}`;
}

function progressBar({ percent, frames, speed, secondsLeft }: Progress): string {
  const width = 24;
  const filled = Math.round(((percent ?? 0) / 100) * width);
  const bar = percent === undefined ? "" : `${"█".repeat(filled)}${"░".repeat(width - filled)} `;
  const share = percent === undefined ? "" : `${percent.toFixed(0).padStart(3)} %  `;
  const left = secondsLeft === undefined ? "" : `  ${timecode(secondsLeft).slice(0, 8)} left`;
  return `${bar}${share}${frames} frames  ${speed.toFixed(1)}×${left}\u001b[K`;
}
