import type { JobContext, JobOrder, OpenJob, RemoteRef } from "./job-context.ts";
import { AttemptFailure } from "./attempt-failure.ts";
import { type Clock, abortable } from "./clock.ts";
import { TarashError } from "./errors.ts";
import { cancelJob, followJob } from "./follow.ts";
import { asError, submitJob } from "./job.ts";
import type { JobRef } from "./job-ref.ts";
import type { JobStore } from "./job-store.ts";
import { gateFor } from "./limiter.ts";
import { boundLog } from "./log.ts";
import { toMedia } from "./make-response.ts";
import type { PlannedLink } from "./plan.ts";
import type { CancelOutcome, ProviderOutput } from "./provider.ts";
import { type EventSource, type Reporter, callBack } from "./reporter.ts";
import type { Operation } from "./operation.ts";

/** What all attempts of one call share. */
export interface CallContext {
  readonly operation: Operation;
  readonly requestId: string;
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly store: JobStore | undefined;
  readonly webhookUrl: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly onAccepted: ((ref: JobRef) => unknown) | undefined;
  /** Aborted, with a Tarash error, when the call is over for its caller. */
  readonly signal: AbortSignal;
  /** `submit*` calls must not block for a result. */
  readonly submitOnly: boolean;
}

/** One part of an attempt at work: its submit, and what can be done with it afterwards. */
export interface Part {
  readonly context: JobContext;
  readonly number: number | undefined;
  readonly opened: Promise<OpenJob>;
  /** The latest that is known of its job. */
  ref(): JobRef | undefined;
  /** Waits for the result. @throws AttemptFailure */
  finish(signal: AbortSignal, deadline: number | undefined): Promise<ProviderOutput>;
  cancel(): Promise<CancelOutcome>;
}

/** Starts all parts of a planned link. Nothing is thrown here: each part's promises tell. */
export function startAttempt(
  call: CallContext,
  plan: PlannedLink,
  attempt: number,
  deadline: number,
): readonly Part[] {
  const several = plan.parts.length > 1;
  return plan.parts.map((planned, index) => {
    const number = several ? index : undefined;
    let known: JobRef | undefined;
    const source = (job?: JobRef): EventSource => ({
      provider: plan.link.config.providerName,
      model: plan.link.config.model,
      attempt,
      part: number,
      job: job ?? known,
    });
    const context: JobContext = {
      operation: call.operation,
      definition: plan.definition,
      config: plan.link.config,
      adapter: plan.adapter,
      store: call.store,
      mock: plan.isMock ? (plan.link.config.mock ?? {}) : undefined,
      attempt,
      part: number,
      requestId: call.requestId,
      clock: call.clock,
      log: boundLog({ ...source(), requestId: call.requestId }),
      gate: gateFor(
        plan.link.config.providerName,
        plan.link.config.apiKey,
        plan.link.config.limits,
        call.clock,
      ),
      onAccepted(ref) {
        known = ref;
        call.reporter.submitted(source(ref));
        if (call.onAccepted) callBack(context.log, "onAccepted", () => call.onAccepted?.(ref));
      },
      onState: (ref, state) => call.reporter.state(source(ref), state),
      onPartialImage: (ref, image) =>
        call.reporter.partialImage(source(ref), toMedia(image, call.operation, context)),
    };
    const key = call.idempotencyKey ?? crypto.randomUUID();
    const order: JobOrder = {
      mapped: planned.mapped,
      request: planned.request,
      deadline,
      webhookUrl: call.webhookUrl,
      idempotencyKey: several ? `${key}-${index}` : key,
      mayBlock: !call.submitOnly && call.store === undefined,
      signal: call.signal,
    };
    return openPart(context, order, number, () => known);
  });
}

function openPart(
  context: JobContext,
  order: JobOrder,
  number: number | undefined,
  known: () => JobRef | undefined,
): Part {
  let release: () => void = () => undefined;
  const opened = (async () => {
    release = await context.gate.job(order.signal).catch((reason: unknown) => {
      const error = reason instanceof TarashError ? reason : new TarashError(String(reason));
      throw new AttemptFailure(error, "not-bought");
    });
    try {
      // Time in the limiter's queue is not the job's: it would be bought and cancelled at once.
      const deadline = Math.max(order.deadline, context.clock.now() + context.config.timeoutMs);
      return await submitJob(context, { ...order, deadline });
    } catch (error) {
      release();
      throw error instanceof AttemptFailure ? error : localFailure(error);
    }
  })();
  opened.then(
    (job) => job.finished && release(),
    () => undefined,
  );
  // Parts that wait for each other's place in the limiter are followed from the start, or none would ever leave it.
  const together = number !== undefined && context.config.limits?.concurrency !== undefined;
  return partOf(
    context,
    number,
    opened,
    known,
    () => release(),
    together ? order.signal : undefined,
  );
}

/** A bug of our own, or of a store, before anything was sent: it stops the chain and costs nothing. */
function localFailure(error: unknown): AttemptFailure {
  const message = error instanceof Error ? error.message : String(error);
  return new AttemptFailure(new TarashError(message, { cause: error }), "not-bought");
}

/** A part of which the submit is done or under way; also how a resumed job is looked after. */
export function partOf(
  context: JobContext,
  number: number | undefined,
  opened: Promise<OpenJob>,
  known: () => JobRef | undefined,
  release: () => void,
  followUntil?: AbortSignal,
): Part {
  let finished: ProviderOutput | undefined;
  const finish: Part["finish"] = async (signal, deadline) => {
    const job = await abortable(opened, signal);
    const done = finished ?? job.finished;
    if (done) return nonEmpty(done, job.ref);
    try {
      finished = await followJob(context, job.ref as RemoteRef, {
        signal,
        deadline: deadline && Math.max(deadline, Date.parse(job.ref.deadline)),
        now: job.now,
      });
      return finished;
    } finally {
      if (finished || !signal.aborted) release();
    }
  };
  const followed =
    followUntil && opened.then(({ ref }) => finish(followUntil, Date.parse(ref.deadline)));
  followed?.catch(() => undefined);
  return {
    context,
    number,
    opened,
    ref: known,
    finish: (signal, deadline) =>
      followed ? abortable(followed, signal) : finish(signal, deadline),
    async cancel() {
      const job = await opened.catch(() => undefined);
      release();
      if (!job) return "cancelled";
      if (job.finished || finished) return "already-finished";
      return cancelJob(context, job.ref as RemoteRef);
    },
  };
}

function nonEmpty(output: ProviderOutput, ref: JobRef): ProviderOutput {
  if (output.media.length > 0) return output;
  const error = asError(new Error("the answer holds no output"), new AbortController().signal, ref);
  throw new AttemptFailure(error, "reported");
}
