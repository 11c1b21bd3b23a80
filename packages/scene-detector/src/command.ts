import fluent from "fluent-ffmpeg";

/** One ffmpeg command: what is read, what is done to it, what is written. */
export interface CommandPlan {
  /** Options before the input, then the input as ffmpeg takes it. */
  inputs: readonly { options?: readonly string[]; source: string }[];
  filter?: string | undefined;
  /** Options before the output; at least one with its value. */
  options: readonly string[];
  /** A file, or `pipe:1`. */
  output: string;
}

/**
 * Has fluent-ffmpeg put the arguments in order. It does not run them: its capability check takes longer than some
 * decodes and fails on new versions, it cannot end a process tree, and it knows no AbortSignal (it is archived).
 * It does not check them either, so nothing here may come from outside unchecked.
 */
export function ffmpegArguments(plan: CommandPlan): string[] {
  const command = fluent() as fluent.FfmpegCommand & Record<typeof listArguments, () => string[]>;
  for (const { options = [], source } of plan.inputs) {
    command.input(source);
    if (options.length > 0) command.inputOptions(...atLeastTwo(options));
  }
  command.output(plan.output);
  if (plan.filter !== undefined) command.videoFilters(plan.filter);
  command.outputOptions(...atLeastTwo(plan.options));
  return ["-nostdin", "-hide_banner", "-nostats", ...command[listArguments]()];
}

/** Not public, but the package is archived and pinned: it stays as it is. */
const listArguments = "_getArguments";

/** fluent-ffmpeg splits a lone parameter at its space; from two on it leaves them alone. */
function atLeastTwo(options: readonly string[]): [string, ...string[]] {
  const [first, second, ...rest] = options;
  if (first === undefined || second === undefined)
    throw new TypeError("ffmpeg options come in pairs");
  return [first, second, ...rest];
}
