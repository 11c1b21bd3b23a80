import { type RemoteRef, jobCall } from "./job-context.ts";
import type { JobRef } from "./job-ref.ts";
import { anySignal, type Clock } from "./clock.ts";
import { CancelledError, TarashError, TimeoutError } from "./errors.ts";
import type { Part } from "./attempt.ts";
import { AttemptFailure } from "./attempt-failure.ts";
import { asError } from "./job.ts";
import type { CancelOutcome, JobState } from "./provider.ts";
import { encodeJobRef } from "./ref-text.ts";
import { type EventSource, type OnProgress, type Reporter, createReporter } from "./reporter.ts";
import type { AnyResponse, Update } from "./response.ts";
import { requestTimeoutMs, runStep } from "./step.ts";

/** How a job stands right now. */
export interface JobStatus {
  readonly status: JobState["status"];
  readonly progressPercent?: number;
  readonly queuePosition?: number;
  readonly logs?: readonly string[];
}

export interface WaitOptions<Response = AnyResponse> {
  onProgress?(update: Update<Response>): unknown;
  /** Stops waiting; the job goes on. */
  signal?: AbortSignal;
  /**
   * Longest wait, in milliseconds; the job goes on after it. Without it the config's `timeoutMs` ends the job of a
   * submit, and nothing that of a resumed one.
   */
  timeoutMs?: number;
}

/** A job that a provider has taken. It goes on whether or not anybody waits. */
export interface Job<Response = AnyResponse> {
  /** All that another process needs; plain JSON without a secret. */
  readonly ref: JobRef;
  /** The ref as one URL-safe string. */
  readonly refString: string;
  /** Asks the provider once. */
  status(): Promise<JobStatus>;
  /** Waits for the response. May be called again, and from several places. */
  wait(options?: WaitOptions<Response>): Promise<Response>;
  /** Progress until the job ends; the last update holds the result or the error. */
  updates(options?: { signal?: AbortSignal }): AsyncIterable<Update<Response>>;
  /** Asks the provider to stop. `not-supported` means that it goes on, and so does its bill. */
  cancel(): Promise<CancelOutcome>;
}

/** What a job handle works with. */
export interface HandleParts {
  readonly ref: JobRef;
  readonly parts: readonly Part[];
  /** Where events go while nobody waits with a callback of his own. */
  readonly relay: RelayReporter;
  readonly source: EventSource;
  /** Milliseconds since 1970. */
  readonly deadline: number | undefined;
  /** Waits for all parts and makes the response; throws what the caller shall see. */
  finish(options: { signal: AbortSignal; deadline: number | undefined }): Promise<AnyResponse>;
}

/** Makes the handle of a job. */
export function makeJob(handle: HandleParts): Job {
  const { ref, parts, relay } = handle;
  let finished: AnyResponse | undefined;
  const job: Job = {
    ref,
    refString: encodeJobRef(ref),
    async status() {
      if (finished) return { status: "completed" };
      return joinStates(await Promise.all(parts.map(statusOf)));
    },
    async wait(options = {}) {
      const end = relay.attach(options.onProgress as OnProgress | undefined);
      if (finished) {
        end.completed(handle.source, finished);
        return finished;
      }
      const patience = patienceOf(options, partContext(parts).clock, ref);
      try {
        const { signal } = patience;
        finished = await handle.finish({ signal, deadline: handle.deadline });
        end.completed(handle.source, finished);
        return finished;
      } catch (error) {
        const thrown =
          error instanceof AttemptFailure ? error.error : asError(error, patience.signal, ref);
        end.failed(handle.source, thrown);
        if (!patience.signal.aborted) relay.first.failed(handle.source, thrown);
        throw thrown;
      } finally {
        patience.end();
      }
    },
    updates(options = {}) {
      return updatesOf(job, options.signal);
    },
    async cancel() {
      const outcomes = await Promise.all(parts.map((part) => part.cancel()));
      return joinOutcomes(outcomes);
    },
  };
  return Object.freeze(job);
}

/** A signal that ends one wait, with an error that says that the job goes on. */
function patienceOf(
  { signal, timeoutMs }: WaitOptions<never>,
  clock: Clock,
  job: JobRef,
): { signal: AbortSignal; end(): void } {
  const { provider, model } = job;
  const over = new AbortController();
  const abort = (): void => {
    const message = `${provider} ${model}: the wait was cancelled by the caller; the job goes on`;
    over.abort(new CancelledError(message, { provider, model, job, cause: signal?.reason }));
  };
  if (signal?.aborted) abort();
  else signal?.addEventListener("abort", abort, { once: true });
  const stop =
    timeoutMs === undefined
      ? undefined
      : clock.after(timeoutMs, () => {
          const message = `${provider} ${model}: not finished after a wait of ${timeoutMs} ms; the job goes on`;
          over.abort(new TimeoutError(message, { provider, model, job, timeoutMs }));
        });
  return {
    signal: over.signal,
    end() {
      signal?.removeEventListener("abort", abort);
      stop?.();
    },
  };
}

function partContext(parts: readonly Part[]): Part["context"] {
  const [first] = parts;
  if (!first) throw new TarashError("a job without parts");
  return first.context;
}

/** The worst news first: something that goes on counts for more than something that stopped. */
export function joinOutcomes(outcomes: readonly CancelOutcome[]): CancelOutcome {
  if (outcomes.includes("not-supported")) return "not-supported";
  return outcomes.length > 0 && outcomes.every((outcome) => outcome === "already-finished")
    ? "already-finished"
    : "cancelled";
}

async function statusOf(part: Part): Promise<JobStatus> {
  const job = await part.opened;
  const check = part.context.adapter.check?.bind(part.context.adapter);
  if (job.finished || !check) return { status: "completed" };
  const limits = { signal: new AbortController().signal, timeoutMs: requestTimeoutMs };
  const state = await runStep(part.context, limits, (call) =>
    check(jobCall(part.context, job.ref as RemoteRef, call)),
  );
  return {
    status: state.status,
    ...(state.percent === undefined ? {} : { progressPercent: state.percent }),
    ...(state.queuePosition === undefined ? {} : { queuePosition: state.queuePosition }),
    ...(state.logs ? { logs: state.logs } : {}),
  };
}

/** Several jobs are as far as the one that is least far. */
function joinStates(states: readonly JobStatus[]): JobStatus {
  const order = ["queued", "processing", "failed", "cancelled", "completed"];
  return states.toSorted(
    (left, right) => order.indexOf(left.status) - order.indexOf(right.status),
  )[0] as JobStatus;
}

async function* updatesOf(job: Job, signal: AbortSignal | undefined): AsyncIterable<Update> {
  const waiting: Update[] = [];
  let wake: () => void = () => undefined;
  let over = false;
  const stop = new AbortController();
  const end = job
    .wait({
      signal: signal ? anySignal([signal, stop.signal]) : stop.signal,
      onProgress(update) {
        waiting.push(update);
        wake();
      },
    })
    .catch(() => undefined)
    .finally(() => {
      over = true;
      wake();
    });
  try {
    for (;;) {
      const next = waiting.shift();
      if (next) yield next;
      else if (over) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    stop.abort();
    await end;
  }
}

/** Hands events to whoever waits, each with a stream of his own that ends once. */
export interface RelayReporter extends Reporter {
  /** The caller of the submit: told the end by the first wait that sees it, not by one that was given up. */
  readonly first: Reporter;
  attach(onProgress: OnProgress | undefined): Pick<Reporter, "completed" | "failed">;
}

/** A reporter for a job that several may wait for; `first` is the caller of the submit. */
export function relayReporter(
  first: Reporter,
  requestId: string,
  log: Part["context"]["log"],
  clock: Part["context"]["clock"],
): RelayReporter {
  const listeners = new Set<Reporter>();
  const tell = (call: (reporter: Reporter) => void): void => {
    call(first);
    for (const listener of listeners) call(listener);
  };
  return {
    first,
    submitted: (source) => tell((reporter) => reporter.submitted(source)),
    state: (source, state) => tell((reporter) => reporter.state(source, state)),
    partialImage: (source, image) => tell((reporter) => reporter.partialImage(source, image)),
    attemptFailed: (source, error) => tell((reporter) => reporter.attemptFailed(source, error)),
    completed: (source, result) => tell((reporter) => reporter.completed(source, result)),
    failed: (source, error) => tell((reporter) => reporter.failed(source, error)),
    attach(onProgress) {
      const listener = createReporter(requestId, onProgress, log, clock);
      listeners.add(listener);
      return {
        completed(source, result) {
          tell((reporter) => reporter.completed(source, result));
          listeners.delete(listener);
        },
        failed(source, error) {
          listeners.delete(listener);
          listener.failed(source, error);
        },
      };
    },
  };
}
