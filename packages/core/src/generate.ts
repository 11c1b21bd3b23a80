import { type ChainRun, recordFailure, sourceOf, withMetadata } from "./chain-run.ts";
import type { Part } from "./attempt.ts";
import { AttemptFailure } from "./attempt-failure.ts";
import { abortable, systemClock } from "./clock.ts";
import type { GenerationConfig } from "./config.ts";
import {
  CancelledError,
  TarashError,
  TimeoutError,
  ValidationError,
  isTarashError,
} from "./errors.ts";
import { type Job, joinOutcomes, makeJob, relayReporter } from "./job-handle.ts";
import { handleOf } from "./attempt-job.ts";
import type { GenerateOptions } from "./generate-options.ts";
import { joinByKey } from "./idempotency.ts";
import { joinRefs } from "./joined-ref.ts";
import { boundLog } from "./log.ts";
import { previewSlots } from "./media-slot.ts";
import type { Operation } from "./operation.ts";
import { checkOptions } from "./options-schema.ts";
import { finishAttempt, walkChain } from "./orchestrator.ts";
import { type ChainLink, planChain } from "./plan.ts";
import type { CostEstimate } from "./price.ts";
import type { Adjustment } from "./adjustment.ts";
import type { CancelOutcome } from "./provider.ts";
import { checkRequest } from "./request-schema.ts";
import { type EventSource, type OnProgress, type Reporter, createReporter } from "./reporter.ts";
import type { AnyResponse } from "./response.ts";

/** What would be sent, and to where. Nothing is. */
export interface Preview {
  readonly provider: string;
  readonly model: string;
  /** The vendor's endpoint id or path. */
  readonly endpoint: string;
  /** By wire name; media that would be uploaded or converted are shown as `{ upload, bytes, sha256 }`. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly adjustments: readonly Adjustment[];
  readonly warnings: readonly string[];
  readonly costEstimate: CostEstimate;
}

/** Runs a call to its response. */
export function generate(
  operation: Operation,
  config: GenerationConfig,
  request: unknown,
  options: GenerateOptions<never> = {},
): Promise<AnyResponse> {
  checkOptions(options);
  return joinByKey<AnyResponse>({
    kind: "generate",
    operation,
    config,
    request,
    options,
    start: (joined) => run(operation, config, request, joined),
    join: (job) =>
      job.wait({
        ...(options.onProgress ? { onProgress: options.onProgress as OnProgress } : {}),
        ...(options.signal ? { signal: options.signal } : {}),
        ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
      }),
  });
}

async function run(
  operation: Operation,
  config: GenerationConfig,
  request: unknown,
  options: GenerateOptions<never>,
): Promise<AnyResponse> {
  const opened = openCall(operation, config, request, options, undefined);
  const { chainRun } = opened;
  const { call } = chainRun;
  let source = firstSource(chainRun);
  const work = walkChain(chainRun, (attempt) => {
    source = sourceOf(attempt.plan, attempt.number, attempt.ref);
    const deadline = attempt.startedAt + attempt.plan.link.config.timeoutMs;
    return finishAttempt(chainRun, attempt, { signal: call.signal, deadline });
  });
  try {
    const response = await abortable(work, call.signal);
    call.reporter.completed(source, response);
    return response;
  } catch (error) {
    const thrown = finalError(chainRun, error);
    call.reporter.failed({ ...source, ...(thrown.job ? { job: thrown.job } : {}) }, thrown);
    throw thrown;
  } finally {
    opened.close();
    work.catch(() => undefined);
  }
}

/** Runs a call until one provider has taken the job. */
export function submit(
  operation: Operation,
  config: GenerationConfig,
  request: unknown,
  options: GenerateOptions<never> = {},
): Promise<Job> {
  checkOptions(options);
  return joinByKey<Job>({
    kind: "submit",
    operation,
    config,
    request,
    options,
    start: (joined) => submitNow(operation, config, request, joined),
    join: (job) => Promise.resolve(job),
  });
}

async function submitNow(
  operation: Operation,
  config: GenerationConfig,
  request: unknown,
  options: GenerateOptions<never>,
): Promise<Job> {
  const requestId = crypto.randomUUID();
  const clock = options.clock ?? systemClock;
  const log = boundLog({ requestId });
  const own = createReporter(requestId, options.onProgress as OnProgress | undefined, log, clock);
  const relay = relayReporter(own, requestId, log, clock);
  const opened = openCall(operation, config, request, options, { requestId, reporter: relay });
  const { chainRun } = opened;
  const work = walkChain(chainRun, (attempt) => Promise.resolve(attempt));
  try {
    return makeJob(handleOf(chainRun, await abortable(work, chainRun.call.signal), relay));
  } catch (error) {
    const thrown = finalError(chainRun, error);
    relay.failed({ ...firstSource(chainRun), ...(thrown.job ? { job: thrown.job } : {}) }, thrown);
    throw thrown;
  } finally {
    opened.close();
    work.catch(() => undefined);
  }
}

interface OpenCall {
  readonly chainRun: ChainRun;
  /** Forgets the caller's signal and deadline. */
  close(): void;
}

function openCall(
  operation: Operation,
  config: GenerationConfig,
  given: unknown,
  options: GenerateOptions<never>,
  submitOnly: { requestId: string; reporter: Reporter } | undefined,
): OpenCall {
  const clock = options.clock ?? systemClock;
  const { request, warnings } = checkRequest(operation, given);
  const chain = planChain(operation, config, request, { now: clock.now(), needKeys: true });
  const requestId = submitOnly?.requestId ?? crypto.randomUUID();
  const log = boundLog({ requestId });
  const over = new AbortController();
  const chainRun: ChainRun = {
    call: {
      operation,
      requestId,
      clock,
      reporter:
        submitOnly?.reporter ??
        createReporter(requestId, options.onProgress as OnProgress | undefined, log, clock),
      store: options.jobStore,
      webhookUrl: options.webhookUrl,
      idempotencyKey: options.idempotencyKey,
      onAccepted: options.onAccepted,
      signal: over.signal,
      submitOnly: submitOnly !== undefined,
    },
    chain,
    requestWarnings: [...warnings, ...unfitFallbacks(chain)],
    maxCostUsd: options.maxCostUsd,
    attempts: [],
    active: [],
    running: undefined,
    spentUsd: 0,
  };
  log.info(
    {
      operation,
      chain: chain.map(({ link }) => `${link.config.providerName} ${link.config.model}`),
    },
    "call begins",
  );
  const end = (error: TarashError): void => {
    if (over.signal.aborted) return;
    const { active, running } = chainRun;
    const refs = active.flatMap((part) => part.ref() ?? []);
    if (running && refs.length > 0) error.job = joinRefs(refs, running.plan);
    over.abort(error);
    error.cancelOutcome = cancelParts(active);
  };
  const { signal, timeoutMs } = options;
  const abort = (): void =>
    end(new CancelledError("cancelled by the caller", { requestId, cause: signal?.reason }));
  if (signal?.aborted) abort();
  else signal?.addEventListener("abort", abort, { once: true });
  const stop =
    timeoutMs === undefined
      ? undefined
      : clock.after(timeoutMs, () =>
          end(
            new TimeoutError(`the whole call took longer than ${timeoutMs} ms`, {
              requestId,
              timeoutMs,
            }),
          ),
        );
  return {
    chainRun,
    close() {
      signal?.removeEventListener("abort", abort);
      stop?.();
    },
  };
}

async function cancelParts(parts: readonly Part[]): Promise<CancelOutcome> {
  return joinOutcomes(await Promise.all(parts.map((part) => part.cancel())));
}

function firstSource({ chain, attempts }: ChainRun): EventSource {
  const config = chain[0]?.link.config;
  return {
    provider: config?.providerName ?? "",
    model: config?.model ?? "",
    attempt: Math.max(1, attempts.length),
  };
}

/** The error that a call ends with; an attempt that was cut off is told like any other. */
function finalError(chainRun: ChainRun, error: unknown): TarashError {
  const { call, running } = chainRun;
  const thrown = isTarashError(error) ? error : new TarashError(String(error), { cause: error });
  if (thrown !== call.signal.reason) return thrown;
  const told: ChainRun = { ...chainRun, attempts: [...chainRun.attempts] };
  if (running && told.attempts.every(({ attempt }) => attempt !== running.number)) {
    recordFailure(told, running, new AttemptFailure(thrown, thrown.job ? "unsure" : "not-bought"));
  }
  return withMetadata(told, thrown);
}

/** A fallback that cannot serve is told now, not on the day when it is needed. */
function unfitFallbacks(chain: readonly ChainLink[]): string[] {
  return chain
    .slice(1)
    .flatMap(({ problem }) => (problem ? [`this fallback is skipped: ${problem.message}`] : []));
}

/** What each link of the chain would send; the first one's is returned. Opens no socket. */
export async function preview(
  operation: Operation,
  config: GenerationConfig,
  given: unknown,
): Promise<Preview> {
  const { request, warnings } = checkRequest(operation, given);
  const chain = planChain(operation, config, request, { now: systemClock.now(), needKeys: false });
  const [first] = chain;
  if (!first?.plan) throw first?.problem ?? new ValidationError("the chain is empty");
  const { link, parts, cost, warnings: own } = first.plan;
  const { mapped } = parts[0];
  return {
    provider: link.config.providerName,
    model: link.config.model,
    endpoint: mapped.endpoint,
    parameters: await previewSlots(mapped.parameters),
    adjustments: mapped.adjustments,
    warnings: [...warnings, ...unfitFallbacks(chain), ...own],
    costEstimate: cost,
  };
}
