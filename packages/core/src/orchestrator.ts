import {
  type ChainRun,
  type OpenAttempt,
  type StartedAttempt,
  metadataOf,
  recordFailure,
  recordSuccess,
  skip,
  sourceOf,
  withMetadata,
} from "./chain-run.ts";
import { startAttempt } from "./attempt.ts";
import { AttemptFailure } from "./attempt-failure.ts";
import { TarashError, ValidationError, isTarashError } from "./errors.ts";
import { settleJob } from "./job-record.ts";
import { joinRefs, worst } from "./joined-ref.ts";
import { boundLog } from "./log.ts";
import { makeResponse } from "./make-response.ts";
import type { PlannedLink } from "./plan.ts";
import type { ResolvedConfig } from "./provider.ts";
import type { AnyResponse, FailedPart } from "./response.ts";

/**
 * Walks the chain until one link has taken the job, and, with `finish`, until one has brought a result.
 * @throws TarashError with the execution metadata and the job ref.
 */
export async function walkChain<Result>(
  run: ChainRun,
  finish: (attempt: OpenAttempt) => Promise<Result>,
): Promise<Result> {
  let last: TarashError | undefined;
  for (const [index, { link, plan, problem }] of run.chain.entries()) {
    if (!plan) {
      if (index === 0 && problem && !mayMoveOn(problem, link.config))
        throw withMetadata(run, problem);
      skip(run, link.config, problem);
      last ??= problem;
      continue;
    }
    const started: StartedAttempt = {
      plan,
      number: run.attempts.length + 1,
      startedAt: run.call.clock.now(),
    };
    run.running = started;
    try {
      holdToWholeBudget(run, plan);
      return await finish(await openAttempt(run, started));
    } catch (error) {
      const failure = asFailure(error, plan);
      recordFailure(run, started, failure);
      last = failure.error;
      if (run.call.signal.aborted || !goesOn(failure, link.config)) break;
      await abandon(run, failure);
      if (index < run.chain.length - 1) {
        run.call.reporter.attemptFailed(
          sourceOf(plan, started.number, failure.error.job),
          failure.error,
        );
      }
    }
  }
  const error = last ?? new ValidationError("the chain is empty");
  throw withMetadata(run, error);
}

async function openAttempt(run: ChainRun, started: StartedAttempt): Promise<OpenAttempt> {
  const { call } = run;
  const { plan, number, startedAt } = started;
  const deadline = startedAt + plan.link.config.timeoutMs;
  const parts = startAttempt(call, plan, number, deadline);
  run.active = parts;
  const settled = await Promise.allSettled(parts.map((part) => part.opened));
  const failures = settled.flatMap((result, index) =>
    result.status === "rejected" ? [{ index, failure: asFailure(result.reason, plan) }] : [],
  );
  const open = parts.filter((_, index) => settled[index]?.status === "fulfilled");
  const unopened = failures.map(({ failure }) => failure);
  if (open.length === 0) throw worst(unopened, plan);
  const refs = settled.flatMap((result) =>
    result.status === "fulfilled" ? [result.value.ref] : [],
  );
  return {
    plan,
    parts: open,
    failedParts: failures.map(({ index, failure }) => failedPart(index, failure)),
    unopened,
    ref: joinRefs(refs, plan),
    startedAt,
    number,
  };
}

/** Waits for the parts of an attempt and makes the response: one output is enough. */
export async function finishAttempt(
  run: ChainRun,
  attempt: OpenAttempt,
  options: { signal: AbortSignal; deadline: number | undefined },
): Promise<AnyResponse> {
  const { plan, parts } = attempt;
  const settled = await Promise.allSettled(
    parts.map((part) => part.finish(options.signal, options.deadline)),
  );
  const outputs = settled.flatMap((result, index) => {
    const part = parts[index];
    return result.status === "fulfilled" && part
      ? [{ output: result.value, link: part.context }]
      : [];
  });
  const failures = settled.flatMap((result, index) =>
    result.status === "rejected"
      ? [{ index: parts[index]?.number ?? index, failure: asFailure(result.reason, plan) }]
      : [],
  );
  if (outputs.length === 0) {
    throw worst([...failures.map(({ failure }) => failure), ...attempt.unopened], plan);
  }
  const failedParts = [
    ...attempt.failedParts,
    ...failures.map(({ index, failure }) => failedPart(index, failure)),
  ];
  recordSuccess(
    run,
    attempt,
    outputs.map(({ output }) => output),
  );
  const lost = failedParts.map(
    ({ part, error }) => `output ${part + 1} was not made: ${error.message}`,
  );
  const skipped = run.attempts
    .filter(({ status }) => status === "skipped")
    .map(
      ({ provider, model, errorMessage }) =>
        `fallback ${provider} ${model} cannot serve this request: ${errorMessage}`,
    );
  return makeResponse({
    operation: run.call.operation,
    requestId: run.call.requestId,
    job: attempt.ref,
    outputs,
    warnings: [...run.requestWarnings, ...plan.warnings, ...lost, ...skipped],
    failedParts,
    executionMetadata: metadataOf(run),
  });
}

function failedPart(part: number, failure: AttemptFailure): FailedPart {
  const { error } = failure;
  return { part, error, ...(error.job ? { job: error.job } : {}) };
}

function asFailure(error: unknown, plan: PlannedLink): AttemptFailure {
  if (error instanceof AttemptFailure) return error;
  if (isTarashError(error))
    return new AttemptFailure(error, error.name === "ValidationError" ? "not-bought" : "unsure");
  const { providerName: provider, model } = plan.link.config;
  const message = `${provider} ${model}: ${error instanceof Error ? error.message : String(error)}`;
  return new AttemptFailure(new TarashError(message, { cause: error, provider, model }), "unsure");
}

/** Whether the chain goes on after a failure; see the design's rule on phases. */
function goesOn(failure: AttemptFailure, config: ResolvedConfig): boolean {
  if (failure.certainty === "unsure") return config.whenUnsure === "fallback";
  return mayMoveOn(failure.error, config);
}

const movingNames = new Set(["GenerationFailedError", "TimeoutError", "HTTPConnectionError"]);

/** Whether a class of error is one that another provider may make good. */
function mayMoveOn(error: TarashError, config: ResolvedConfig): boolean {
  const { fallbackOn } = config;
  const status = error.statusCode;
  if (!fallbackOn) {
    const http = error.name === "HTTPError" || error.name === "RateLimitError";
    return movingNames.has(error.name) || (http && (status === 429 || (status ?? 0) >= 500));
  }
  return fallbackOn.some((cause) =>
    typeof cause === "number"
      ? cause === status
      : cause === error.name || (cause === "HTTPError" && error.name === "RateLimitError"),
  );
}

/** Jobs that the chain goes on without stay in the store, to be looked after later. */
async function abandon(run: ChainRun, failure: AttemptFailure): Promise<void> {
  const { job } = failure.error;
  if (failure.certainty !== "unsure" || !job) return;
  for (const each of job.parts ?? [job]) {
    await settleJob(run.call.store, each, "abandoned", run.call.clock.now()).catch(
      (error: unknown) =>
        boundLog().error({ error, job: each }, "the job store could not keep an abandoned job"),
    );
  }
}

function holdToWholeBudget(run: ChainRun, plan: PlannedLink): void {
  const { maxCostUsd } = run;
  if (maxCostUsd === undefined || plan.isMock) return;
  const { providerName: provider, model, allowUnknownCost } = plan.link.config;
  if (!plan.cost.known) {
    if (allowUnknownCost) return;
    throw new ValidationError(
      `${provider} ${model}: the call has a cost cap and the cost is unknown (${plan.cost.reason}); set price or allowUnknownCost`,
      { provider, model },
    );
  }
  const total = run.spentUsd + plan.cost.maximum;
  if (total <= maxCostUsd) return;
  throw new ValidationError(
    `${provider} ${model}: maxCostUsd of the call is ${maxCostUsd}; earlier attempts may have cost ${run.spentUsd} and this one up to ${plan.cost.maximum} USD`,
    { provider, model },
  );
}
