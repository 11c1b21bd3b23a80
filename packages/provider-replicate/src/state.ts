import type { JobState, Operation } from "@tarash/core/provider";
import type { Prediction } from "replicate";
import { failureOf } from "./failure.ts";
import { outputOf } from "./output.ts";

/** How a prediction stands. `aborted`: ended before it began; `canceled`: by a caller or at its own deadline. */
export function stateOf(prediction: Prediction, operation: Operation): JobState {
  const { status, error, logs } = prediction;
  const lines = linesOf(logs);
  const raw = withoutEcho(prediction);
  const told = { ...(lines.length > 0 ? { logs: lines } : {}), raw };
  switch (status) {
    case "starting":
      return { status: "queued", ...told };
    case "succeeded":
      if (isGone(prediction)) return { status: "failed", error: { message: gone }, ...told };
      return { status: "completed", output: { ...outputOf(prediction, operation), raw }, ...told };
    case "failed":
      return { status: "failed", error: failureOf(error, status, raw), ...told };
    case "canceled":
    case "aborted":
      return error
        ? { status: "cancelled", error: failureOf(error, status, raw), ...told }
        : { status: "cancelled", ...told };
    default:
      return { status: "processing", ...percentOf(lines), ...told };
  }
}

/** Replicate repeats what it was sent, keys of other vendors and the webhook's token among it. */
function withoutEcho(prediction: Prediction): unknown {
  const { input: _input, webhook: _webhook, ...rest } = prediction;
  return rest;
}

const gone = "the output is gone: Replicate deletes what was made through its API after an hour";

function isGone({ data_removed: removed, output }: Prediction): boolean {
  return removed && (output === null || output === undefined);
}

/** A progress bar redraws its line with a carriage return; only what it ended with is worth telling. */
function linesOf(logs: unknown): readonly string[] {
  if (typeof logs !== "string") return [];
  return logs
    .split("\n")
    .map((line) => line.split("\r").findLast((part) => part.trim() !== "") ?? "")
    .filter((line) => line !== "");
}

/** The percentage of the last progress bar in the logs (`40%|████ | 2/5`); nothing else in them is taken for one. */
function percentOf(lines: readonly string[]): { percent?: number } {
  const bar = lines
    .map((line) => /(?:^|\s|:)(\d{1,3})%\s?\|.*\|/.exec(line)?.[1])
    .findLast(Boolean);
  const percent = Number(bar);
  return bar !== undefined && percent <= 100 ? { percent } : {};
}
