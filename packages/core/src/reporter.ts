import type { Clock } from "./clock.ts";
import type { JobRef } from "./job-ref.ts";
import type { Logger } from "./log.ts";
import type { MediaOutput } from "./media.ts";
import type { JobState } from "./provider.ts";
import type { AnyResponse, Update } from "./response.ts";

/** Who an event is about. */
export interface EventSource {
  readonly provider: string;
  readonly model: string;
  readonly attempt: number;
  readonly part?: number | undefined;
  readonly job?: JobRef | undefined;
}

/** What the caller is told, in order: progress never goes back, exactly one event ends it, nothing follows. */
export interface Reporter {
  submitted(source: EventSource): void;
  state(source: EventSource, state: JobState): void;
  partialImage(source: EventSource, image: MediaOutput): void;
  attemptFailed(source: EventSource, error: Error): void;
  completed(source: EventSource, result: AnyResponse): void;
  failed(source: EventSource, error: Error): void;
}

export type OnProgress = (update: Update<never>) => unknown;

/** Runs a caller's callback. What it throws is logged and never ends a paid job. */
export function callBack(log: Logger, name: string, call: () => unknown): void {
  const complain = (error: unknown): void => log.error({ error }, `${name} threw; the job goes on`);
  try {
    const result = call();
    if (isThenable(result)) Promise.resolve(result).catch(complain);
  } catch (error) {
    complain(error);
  }
}

function isThenable(value: unknown): boolean {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

interface Track {
  percent: number;
  logs: number;
  lastLog: string | undefined;
  seen: string;
  readonly submittedAt: number;
  startedAt: number | undefined;
}

/** Makes updates of what happens. Without a callback it does nothing. */
export function createReporter(
  requestId: string,
  onProgress: OnProgress | undefined,
  log: Logger,
  clock: Clock,
): Reporter {
  const tracks = new Map<string, Track>();
  let ended = false;
  const emit = (update: Omit<Update, "requestId">): void => {
    if (ended || !onProgress) return;
    ended = update.event === "completed" || update.event === "failed";
    callBack(log, "onProgress", () =>
      onProgress(Object.freeze({ requestId, ...update }) as Update<never>),
    );
  };
  const trackOf = (source: EventSource): Track => {
    const key = `${source.attempt}/${source.part ?? 0}`;
    const known = tracks.get(key) ?? {
      percent: -1,
      logs: 0,
      lastLog: undefined,
      seen: "",
      submittedAt: clock.now(),
      startedAt: undefined,
    };
    tracks.set(key, known);
    return known;
  };
  return {
    submitted(source) {
      trackOf(source);
      emit({ event: "submitted", status: "queued", ...about(source) });
    },
    state(source, state) {
      if (state.status === "completed" && state.percent === undefined && !state.logs) return;
      const update = progressOf(trackOf(source), state, clock.now());
      if (update) emit({ ...update, ...about(source) });
    },
    partialImage(source, image) {
      emit({ event: "progress", status: "processing", partialImages: [image], ...about(source) });
    },
    attemptFailed(source, error) {
      emit({ event: "attempt-failed", status: "failed", error, ...about(source) });
    },
    completed(source, result) {
      emit({ event: "completed", status: "completed", result, ...about(source) });
    },
    failed(source, error) {
      emit({ event: "failed", status: "failed", error, ...about(source) });
    },
  };
}

function about({
  provider,
  model,
  attempt,
  part,
  job,
}: EventSource): Pick<Update, "provider" | "model" | "attempt"> {
  return {
    provider,
    model,
    attempt,
    ...(part === undefined ? {} : { part }),
    ...(job ? { job } : {}),
  };
}

/** A progress event of a state; nothing when it says nothing new. */
function progressOf(
  track: Track,
  state: JobState,
  now: number,
): Omit<Update, "requestId" | "provider" | "model" | "attempt"> | undefined {
  const status = state.status === "queued" ? "queued" : "processing";
  if (status === "processing") track.startedAt ??= now;
  const percent =
    state.percent === undefined
      ? undefined
      : Math.min(100, Math.max(track.percent, state.percent, 0));
  if (percent !== undefined) track.percent = percent;
  const logs = newLogs(track, state.logs ?? []);
  const seen = JSON.stringify([status, percent, state.queuePosition]);
  if (seen === track.seen && logs.length === 0) return undefined;
  track.seen = seen;
  const queuedSeconds = ((track.startedAt ?? now) - track.submittedAt) / 1_000;
  return {
    event: "progress",
    status,
    queuedSeconds,
    ...(track.startedAt === undefined
      ? {}
      : { processingSeconds: (now - track.startedAt) / 1_000 }),
    ...(percent === undefined ? {} : { progressPercent: percent }),
    ...(state.queuePosition === undefined ? {} : { queuePosition: state.queuePosition }),
    ...(logs.length === 0 ? {} : { logs }),
    ...(state.raw === undefined ? {} : { update: state.raw }),
  };
}

/** Vendors repeat the whole log, or send only its end; either way a line is told once. */
function newLogs(track: Track, logs: readonly string[]): readonly string[] {
  const at = track.lastLog === undefined ? -1 : logs.lastIndexOf(track.lastLog);
  const repeats = logs.length >= track.logs && logs[track.logs - 1] === track.lastLog;
  const fresh = logs.slice(repeats ? track.logs : at + 1);
  if (repeats) track.logs = logs.length;
  else if (fresh.length > 0) track.logs = logs.length;
  track.lastLog = logs.at(-1) ?? track.lastLog;
  return fresh;
}
