import { anySignal } from "./clock.ts";
import { type JobContext, type RemoteRef, jobCall } from "./job-context.ts";
import { emptyResult, failureError } from "./job-failure.ts";
import { AttemptFailure } from "./attempt-failure.ts";
import { backOffMs, mayRepeat, retryDefaults, waitAfter, withRetries } from "./retry.ts";
import { CancelledError, GenerationFailedError, TimeoutError, isTarashError } from "./errors.ts";
import { type Inbox, openInbox } from "./inbox.ts";
import { asError } from "./job.ts";
import { settleJob } from "./job-record.ts";
import type { CancelOutcome, JobState, ProviderOutput } from "./provider.ts";
import { requestTimeoutMs, runStep } from "./step.ts";

/** How a job is waited for. */
export interface FollowOptions {
  /** Aborted when nobody waits any more; the job itself is left alone. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970; nothing for a resumed job, which may take its time. */
  readonly deadline: number | undefined;
  /** What is known already, so that no check is spent on it. */
  readonly now?: JobState | undefined;
}

/** Time for asking a vendor to cancel, and for the last look at a job, in milliseconds. */
const cancelTimeoutMs = 15_000;

/**
 * Waits for a job: the vendor's stream where it has one, checks as the safety net, a webhook through the store.
 * Never submits. Resolves to the output.
 * @throws AttemptFailure
 */
export async function followJob(
  context: JobContext,
  ref: RemoteRef,
  options: FollowOptions,
): Promise<ProviderOutput> {
  const stop = new AbortController();
  const signal = anySignal([stop.signal, options.signal]);
  const inbox = openInbox(context, ref, signal);
  const cancelDeadline =
    options.deadline === undefined
      ? undefined
      : context.clock.after(options.deadline - context.clock.now(), () =>
          stop.abort(deadlinePassed),
        );
  try {
    const output = await untilFinished(context, ref, options, inbox, signal);
    await settleJob(context.store, ref, "completed", context.clock.now()).catch((cause: unknown) =>
      context.log.error({ cause, job: ref }, "the job store could not keep the end of the job"),
    );
    return output;
  } catch (error) {
    if (error === checksUsedUp) {
      return await giveUp(context, ref, `after ${context.config.maxPollAttempts} checks`);
    }
    if (stop.signal.aborted) {
      return await giveUp(context, ref, `within ${context.config.timeoutMs} ms`);
    }
    throw await failed(context, ref, error, options.signal);
  } finally {
    cancelDeadline?.();
    stop.abort(waitOver);
    inbox.close();
  }
}

// Made once: an error made for each job would cost its stack trace each time.
const deadlinePassed = new TimeoutError("the deadline passed");
const checksUsedUp = new TimeoutError("the checks are used up");
const waitOver = new CancelledError("the wait is over");

async function untilFinished(
  context: JobContext,
  ref: RemoteRef,
  options: FollowOptions,
  inbox: Inbox,
  signal: AbortSignal,
): Promise<ProviderOutput> {
  const started = context.clock.now();
  let checks = 0;
  let failures = 0;
  let state: JobState | undefined = options.now;
  for (;;) {
    if (state) {
      const output = await conclude(context, ref, state, signal);
      if (output) return output;
    }
    signal.throwIfAborted();
    const waited =
      checks === 0 && !state && !inbox.streaming() && !options.now
        ? 0
        : nextWait(context, started, inbox.streaming());
    const streamed = inbox.streaming();
    state = await inbox.next(waited);
    const streamFailed = streamed && !inbox.streaming() && context.clock.now() - started < 500;
    if (state || streamFailed) continue;
    if (context.config.maxPollAttempts !== undefined && checks >= context.config.maxPollAttempts)
      throw checksUsedUp;
    checks++;
    try {
      state = await check(context, ref, signal);
      failures = 0;
    } catch (error) {
      signal.throwIfAborted();
      failures++;
      await endureFailure(context, error, failures, signal);
    }
  }
}

/** A failed check costs nothing and says nothing about the job: wait, and check again, up to a budget. */
async function endureFailure(
  context: JobContext,
  error: unknown,
  failures: number,
  signal: AbortSignal,
): Promise<void> {
  const { pollFailures } = { ...retryDefaults, ...context.config.retry };
  if (!isTarashError(error) || !mayRepeat(error) || failures >= pollFailures) throw error;
  const wait =
    waitAfter(error, failures, context.config.retry, context.clock) ??
    backOffMs(failures, context.config.retry, context.clock);
  context.log.info({ error, failures, wait }, "a check failed; the job goes on");
  await context.clock.wait(wait, signal);
}

/** The wait between two checks while the vendor pushes states, in milliseconds: only a safety net. */
const streamingWaitMs = 15_000;

/**
 * Checks are seldom in the first seconds, when few jobs are done; then every 310 ms, so that a short job is noticed
 * 155 ms late on average with no more requests than a check every half second; then every 5 % of the time passed,
 * up to the caller's interval.
 */
function nextWait(context: JobContext, started: number, streaming: boolean): number {
  const { clock, config, definition } = context;
  const elapsed = clock.now() - started;
  const wanted =
    elapsed < 1_000
      ? Math.max(1_100 - elapsed, 500)
      : elapsed < 2_800
        ? 900
        : Math.max(310, elapsed * 0.05);
  const bounded = streaming ? streamingWaitMs : Math.min(wanted, config.pollIntervalMs);
  const jittered = bounded * (0.9 + clock.random() * 0.2);
  return Math.max(jittered, definition.minimumPollMs ?? 0, 1);
}

function check(
  context: JobContext,
  ref: RemoteRef,
  signal: AbortSignal,
  timeoutMs: number = requestTimeoutMs,
): Promise<JobState> {
  const ask = context.adapter.check?.bind(context.adapter);
  if (!ask) {
    throw new GenerationFailedError(
      `${ref.provider} ${ref.model}: this job cannot be looked at again`,
      { job: ref },
    );
  }
  return runStep(context, { signal, timeoutMs }, (call) => ask(jobCall(context, ref, call)));
}

/** The output of a state that is over; nothing while the job goes on. An output found on the way is the result. */
async function conclude(
  context: JobContext,
  ref: RemoteRef,
  state: JobState,
  signal: AbortSignal,
): Promise<ProviderOutput | undefined> {
  if (state.status === "failed" || state.status === "cancelled") {
    throw new AttemptFailure(failureError(ref, state), "reported");
  }
  context.onState(ref, state);
  const ready = state.output && state.output.media.length > 0 ? state.output : undefined;
  const output =
    ready ??
    (state.status === "completed" ? await readResult(context, ref, state, signal) : undefined);
  return output && { raw: state.raw, ...(state.cost ? { cost: state.cost } : {}), ...output };
}

async function readResult(
  context: JobContext,
  ref: RemoteRef,
  state: JobState,
  signal: AbortSignal,
): Promise<ProviderOutput> {
  const read = context.adapter.result?.bind(context.adapter);
  if (!read && !state.output) throw emptyResult(ref, state.raw);
  const output =
    state.output ??
    (await withRetries(
      () =>
        runStep(context, { signal, timeoutMs: 5 * requestTimeoutMs }, (call) =>
          read!(jobCall(context, ref, call)),
        ).catch(refusedResult),
      {
        mayRetry: mayRepeat,
        config: {
          ...context.config.retry,
          limit: (context.config.retry?.pollFailures ?? retryDefaults.pollFailures) - 1,
        },
        clock: context.clock,
        signal,
      },
    ));
  if (output.media.length === 0) throw emptyResult(ref, output.raw);
  return output;
}

/** A 400 or 422 says something about the job where its result is asked for; to a check it may be about anything. */
function refusedResult(error: unknown): never {
  if (isTarashError(error) && error.name === "ValidationError")
    throw new AttemptFailure(error, "reported");
  throw error;
}

/** Classes that are the vendor's own word on the job, whenever they are thrown. */
const reportedNames = new Set(["ContentModerationError", "GenerationFailedError"]);

async function failed(
  context: JobContext,
  ref: RemoteRef,
  thrown: unknown,
  signal: AbortSignal,
): Promise<AttemptFailure> {
  const failure =
    thrown instanceof AttemptFailure
      ? thrown
      : new AttemptFailure(
          asError(thrown, signal, ref),
          isTarashError(thrown) && reportedNames.has(thrown.name) ? "reported" : "unsure",
        );
  failure.error.job ??= ref;
  failure.error.providerRequestId ??= ref.remoteId;
  if (failure.certainty === "reported") {
    await settleJob(context.store, ref, "failed", context.clock.now(), failure.error).catch(
      () => undefined,
    );
  }
  return failure;
}

/** At the deadline the vendor is asked to stop; a result that is there by then is not thrown away. */
async function giveUp(context: JobContext, ref: RemoteRef, bound: string): Promise<ProviderOutput> {
  const outcome = await cancelJob(context, ref);
  if (outcome !== "cancelled") {
    const late = await lateResult(context, ref);
    if (late) return late;
  }
  const ended = outcome === "cancelled";
  const error = new TimeoutError(
    `${ref.provider} ${ref.model}: not finished ${bound} (${ended ? "the vendor confirmed the cancel" : "the job goes on and may be billed; resume it with its ref"})`,
    {
      provider: ref.provider,
      model: ref.model,
      job: ref,
      providerRequestId: ref.remoteId,
      timeoutMs: context.config.timeoutMs,
    },
  );
  error.cancelOutcome = Promise.resolve(outcome);
  throw new AttemptFailure(error, ended ? "cancelled" : "unsure");
}

async function lateResult(
  context: JobContext,
  ref: RemoteRef,
): Promise<ProviderOutput | undefined> {
  const signal = new AbortController().signal;
  try {
    const state = await check(context, ref, signal, cancelTimeoutMs);
    const output = await conclude(context, ref, state, signal);
    if (output) await settleJob(context.store, ref, "completed", context.clock.now());
    return output;
  } catch (error) {
    if (error instanceof AttemptFailure) throw error;
    return undefined;
  }
}

/** Asks the vendor to cancel. An answer that does not come counts as `not-supported`: the job may go on. */
export async function cancelJob(context: JobContext, ref: RemoteRef): Promise<CancelOutcome> {
  const cancel = context.adapter.cancel?.bind(context.adapter);
  if (!cancel) return "not-supported";
  const signal = new AbortController().signal;
  try {
    const outcome = await withRetries(
      () =>
        runStep(context, { signal, timeoutMs: cancelTimeoutMs }, (call) =>
          cancel(jobCall(context, ref, call)),
        ),
      {
        mayRetry: mayRepeat,
        config: { ...context.config.retry, limit: 2 },
        clock: context.clock,
        signal,
      },
    );
    if (outcome === "cancelled")
      await settleJob(context.store, ref, "cancelled", context.clock.now());
    return outcome;
  } catch (error) {
    context.log.warn({ error, job: ref }, "the cancel was not confirmed");
    return "not-supported";
  }
}
