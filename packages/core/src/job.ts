import { newIntent, prepare, remaining } from "./intent.ts";
import type { JobContext, JobOrder, OpenJob } from "./job-context.ts";
import { AttemptFailure } from "./attempt-failure.ts";
import {
  CancelledError,
  GenerationFailedError,
  SubmitUnknownError,
  type TarashError,
  isTarashError,
} from "./errors.ts";
import type { JobRef } from "./job-ref.ts";
import type { JobRecordState } from "./job-store.ts";
import { saveJob, settleJob, storedDelivery } from "./job-record.ts";
import type { Call, SubmitCall, Submitted } from "./provider.ts";
import { mayRepeat, mayResubmit, withRetries } from "./retry.ts";
import { hostAnswers, requestTimeoutMs, runStep } from "./step.ts";
import { webhookAddress } from "./webhook-token.ts";

/**
 * Buys one job: prepares media, writes the intent, submits once, writes down the remote id, and only then goes on.
 * @throws AttemptFailure
 */
export async function submitJob(context: JobContext, order: JobOrder): Promise<OpenJob> {
  const intent = await newIntent(context, order);
  await context.gate
    .admit(() => hostAnswers(context))
    .catch((error: unknown) => {
      throw new AttemptFailure(asError(error, order.signal, intent), "not-bought");
    });
  const parameters = await prepare(context, order).catch((error: unknown) => {
    const failure = asError(error, order.signal, intent);
    failure.job ??= intent;
    throw new AttemptFailure(failure, "not-bought");
  });
  const webhook = await webhookAddress(order.webhookUrl, intent.id);
  await saveJob(context.store, intent, {
    attempt: context.attempt,
    part: context.part,
    idempotencyKey: order.idempotencyKey,
    tokenDigest: webhook?.tokenDigest,
    now: context.clock.now(),
  });
  if (order.signal.aborted) {
    await settle(context, intent, "refused");
    throw new AttemptFailure(asError(order.signal.reason, order.signal, intent), "not-bought");
  }
  try {
    const submitted = await send(context, order, parameters, webhook?.url, intent);
    return await accept(context, intent, submitted);
  } catch (error) {
    if (error instanceof AttemptFailure) throw error;
    return settleFailedSubmit(
      context,
      order,
      intent,
      asError(error, order.signal, intent),
      parameters,
    );
  }
}

async function send(
  context: JobContext,
  order: JobOrder,
  parameters: Record<string, unknown>,
  webhookUrl: string | undefined,
  intent: JobRef,
): Promise<Submitted> {
  // A signal that nobody aborts: a submit on the wire is left to finish, so that its fate is known.
  const untorn = new AbortController().signal;
  return withRetries(
    () =>
      runStep(context, { signal: untorn, timeoutMs: remaining(context, order.deadline) }, (call) =>
        context.adapter.submit(submitCall(context, order, parameters, webhookUrl, intent, call)),
      ),
    {
      mayRetry: mayResubmit,
      config: context.config.retry,
      clock: context.clock,
      signal: order.signal,
      onRetry: (error, waitMs) =>
        context.log.info({ error, waitMs }, "the submit was not taken; trying again"),
    },
  );
}

function submitCall(
  context: JobContext,
  order: JobOrder,
  parameters: Record<string, unknown>,
  webhookUrl: string | undefined,
  intent: JobRef,
  call: Call,
): SubmitCall {
  return {
    ...call,
    endpoint: order.mapped.endpoint,
    task: order.mapped.task,
    parameters,
    request: order.request,
    idempotencyKey: order.idempotencyKey,
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
    ...(context.mock ? { mock: context.mock } : {}),
    mayBlock: order.mayBlock,
    partialImage: (image) => context.onPartialImage(intent, image),
  };
}

/** Writes down what the vendor answered before anything else is done with it. */
async function accept(context: JobContext, intent: JobRef, submitted: Submitted): Promise<OpenJob> {
  if ("finished" in submitted) {
    const { finished, remoteId } = submitted;
    // An answer at once that has no id cannot be looked at again, also where other models of the adapter make jobs.
    const ref = { ...intent, ...(remoteId === undefined ? { resumable: false } : { remoteId }) };
    await settle(context, ref, "completed");
    return { ref, finished };
  }
  const ref: JobRef = {
    ...intent,
    remoteId: submitted.accepted,
    ...(submitted.urls ? { urls: submitted.urls } : {}),
    ...(submitted.state ? { state: submitted.state } : {}),
  };
  await settle(context, ref, "accepted");
  context.onAccepted(ref);
  return { ref, now: submitted.now };
}

/** A failed write to the store must not lose a job that was paid for: the ref goes to the caller all the same. */
async function settle(
  context: JobContext,
  ref: JobRef,
  state: JobRecordState,
  error?: TarashError,
): Promise<void> {
  try {
    await settleJob(context.store, ref, state, context.clock.now(), error);
  } catch (cause) {
    context.log.error({ cause, job: ref, state }, "the job store could not keep the job");
  }
}

async function settleFailedSubmit(
  context: JobContext,
  order: JobOrder,
  intent: JobRef,
  error: TarashError,
  parameters: Record<string, unknown>,
): Promise<OpenJob> {
  error.job ??= intent;
  if (error.delivery !== "unknown") {
    await settle(context, intent, "refused", error);
    throw new AttemptFailure(error, "not-bought");
  }
  const found = await reconcile(context, order, intent, parameters);
  if (found) return accept(context, intent, found);
  await settle(context, intent, "unknown", error);
  const { find } = context.adapter;
  if (!intent.resumable && error.name === "TimeoutError") throw new AttemptFailure(error, "unsure");
  const hint = find
    ? "no such job was found there"
    : "look into its dashboard before you submit it again";
  throw new AttemptFailure(
    new SubmitUnknownError(
      `${intent.provider} ${intent.model}: nobody can know whether the submit was taken (${error.message}); ${hint}`,
      {
        provider: intent.provider,
        model: intent.model,
        job: intent,
        cause: error,
        delivery: "unknown",
        ...(error.statusCode === undefined ? {} : { statusCode: error.statusCode }),
        rawResponse: error.rawResponse,
      },
    ),
    "unsure",
  );
}

/** Finds out what became of a submit: from a webhook that already came, or by asking the vendor. */
async function reconcile(
  context: JobContext,
  order: JobOrder,
  intent: JobRef,
  parameters: Record<string, unknown>,
): Promise<Extract<Submitted, { accepted: string }> | undefined> {
  const delivery = await storedDelivery(context.store, intent.id).catch(() => undefined);
  if (delivery) return { accepted: delivery.remoteId, now: delivery.state };
  const find = context.adapter.find?.bind(context.adapter);
  if (!find) return undefined;
  const limits = { signal: new AbortController().signal, timeoutMs: requestTimeoutMs };
  try {
    return await withRetries(
      () =>
        runStep(context, limits, (call) =>
          find(submitCall(context, order, parameters, undefined, intent, call)),
        ),
      {
        mayRetry: mayRepeat,
        config: context.config.retry,
        clock: context.clock,
        signal: limits.signal,
      },
    );
  } catch (error) {
    context.log.warn({ error, job: intent }, "the vendor could not say whether it took the job");
    return undefined;
  }
}

/** Whatever was thrown as a Tarash error; an abort of the caller's as `CancelledError`. */
export function asError(error: unknown, signal: AbortSignal, ref: JobRef): TarashError {
  if (isTarashError(error)) return error;
  if (signal.aborted) {
    return new CancelledError(`${ref.provider} ${ref.model}: cancelled by the caller`, {
      provider: ref.provider,
      model: ref.model,
      cause: signal.reason,
      job: ref,
    });
  }
  return new GenerationFailedError(`${ref.provider} ${ref.model}: ${String(error)}`, {
    cause: error,
    job: ref,
  });
}
