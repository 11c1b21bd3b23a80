import type { CallContext, Part } from "./attempt.ts";
import type { AttemptFailure } from "./attempt-failure.ts";
import type { TarashError } from "./errors.ts";
import type { JobRef } from "./job-ref.ts";
import type { ChainLink, PlannedLink } from "./plan.ts";
import type { ProviderOutput, ResolvedConfig } from "./provider.ts";
import type { EventSource } from "./reporter.ts";
import type { AttemptMetadata, Billing, ExecutionMetadata, FailedPart } from "./response.ts";

/** A chain at work: what was tried, and what is running now. */
export interface ChainRun {
  readonly call: CallContext;
  readonly chain: readonly ChainLink[];
  readonly requestWarnings: readonly string[];
  /** US dollars that the whole call may cost, all attempts and parts together. */
  readonly maxCostUsd: number | undefined;
  readonly attempts: AttemptMetadata[];
  /** Parts of the attempt that runs now. */
  active: readonly Part[];
  /** The attempt that runs now. */
  running: StartedAttempt | undefined;
  spentUsd: number;
}

/** An attempt that has begun. */
export interface StartedAttempt {
  readonly plan: PlannedLink;
  readonly startedAt: number;
  /** From 1. */
  readonly number: number;
}

/** An attempt whose parts, or some of them, the provider has taken. */
export interface OpenAttempt extends StartedAttempt {
  readonly parts: readonly Part[];
  readonly failedParts: readonly FailedPart[];
  /** Why parts were not taken, or why nobody knows whether they were. */
  readonly unopened: readonly AttemptFailure[];
  readonly ref: JobRef;
}

/** Notes a link that was passed over. */
export function skip(
  run: ChainRun,
  config: ResolvedConfig,
  problem: TarashError | undefined,
): void {
  run.attempts.push({
    provider: config.providerName,
    model: config.model,
    attempt: run.attempts.length + 1,
    status: "skipped",
    ...(problem
      ? { errorType: problem.name, errorMessage: problem.message, isRetryable: false }
      : {}),
    billing: "none",
  });
}

function times(
  run: ChainRun,
  startedAt: number,
): Pick<AttemptMetadata, "startedAt" | "endedAt" | "elapsedSeconds"> {
  const now = run.call.clock.now();
  return {
    startedAt: new Date(startedAt).toISOString(),
    endedAt: new Date(now).toISOString(),
    elapsedSeconds: (now - startedAt) / 1_000,
  };
}

/** Notes a failed attempt, and what it may have cost. */
export function recordFailure(
  run: ChainRun,
  { plan, number, startedAt }: StartedAttempt,
  failure: AttemptFailure,
): void {
  const { error } = failure;
  const { providerName: provider, model } = plan.link.config;
  error.provider ??= provider;
  error.model ??= model;
  const billing: Billing = plan.isMock ? "none" : failure.billing;
  if (billing !== "none" && plan.cost.known) run.spentUsd += plan.cost.maximum;
  run.attempts.push({
    provider,
    model,
    attempt: number,
    status: "failed",
    ...times(run, startedAt),
    errorType: error.name,
    errorMessage: error.message,
    isRetryable: error.isRetryable,
    ...(error.statusCode === undefined ? {} : { statusCode: error.statusCode }),
    ...(error.providerRequestId === undefined
      ? {}
      : { providerRequestId: error.providerRequestId }),
    ...(error.job ? { job: error.job } : {}),
    billing,
  });
}

/** Notes the attempt that brought a result. */
export function recordSuccess(
  run: ChainRun,
  attempt: OpenAttempt,
  outputs: readonly ProviderOutput[],
): void {
  const { plan, ref } = attempt;
  run.attempts.push({
    provider: plan.link.config.providerName,
    model: plan.link.config.model,
    attempt: attempt.number,
    status: "success",
    ...times(run, attempt.startedAt),
    ...(ref.remoteId === undefined ? {} : { providerRequestId: ref.remoteId }),
    job: ref,
    billing: plan.isMock || outputs.length === 0 ? "none" : "billed",
  });
}

/** What happened so far; links that were not reached are `skipped`. */
export function metadataOf(run: ChainRun): ExecutionMetadata {
  const tried = run.attempts;
  const untried = run.chain.slice(tried.length).map(({ link }, index): AttemptMetadata => ({
    provider: link.config.providerName,
    model: link.config.model,
    attempt: tried.length + index + 1,
    status: "skipped",
    billing: "none",
  }));
  const success = tried.find(({ status }) => status === "success");
  const really = tried.filter(({ status }) => status !== "skipped");
  const starts = really.flatMap(({ startedAt }) => (startedAt ? [Date.parse(startedAt)] : []));
  const ends = really.flatMap(({ endedAt }) => (endedAt ? [Date.parse(endedAt)] : []));
  return {
    totalAttempts: really.length,
    ...(success ? { successfulAttempt: success.attempt } : {}),
    attempts: [...tried, ...untried],
    fallbackTriggered: really.length > 1 || (success?.attempt ?? 1) > 1,
    configsInChain: run.chain.length,
    totalElapsedSeconds:
      starts.length > 0 ? (Math.max(...ends, ...starts) - Math.min(...starts)) / 1_000 : 0,
  };
}

export function withMetadata(run: ChainRun, error: TarashError): TarashError {
  error.executionMetadata = metadataOf(run);
  error.requestId = run.call.requestId;
  return error;
}

export function sourceOf(plan: PlannedLink, attempt: number, job: JobRef | undefined): EventSource {
  return { provider: plan.link.config.providerName, model: plan.link.config.model, attempt, job };
}
