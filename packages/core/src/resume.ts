import type { ChainRun, OpenAttempt } from "./chain-run.ts";
import type { JobContext } from "./job-context.ts";
import { type CallContext, type Part, partOf } from "./attempt.ts";
import { systemClock } from "./clock.ts";
import { flattenChain } from "./config-schema.ts";
import type { GenerationConfig } from "./config.ts";
import {
  ProviderNotFoundError,
  SubmitUnknownError,
  UnsupportedOperationError,
  ValidationError,
} from "./errors.ts";
import { handleOf } from "./attempt-job.ts";
import { type Job, makeJob, relayReporter } from "./job-handle.ts";
import type { JobRef } from "./job-ref.ts";
import { gateFor } from "./limiter.ts";
import { boundLog } from "./log.ts";
import type { PlannedLink } from "./plan.ts";
import type { OperationAdapter, ProviderDefinition } from "./provider.ts";
import { decodeJobRef } from "./ref-text.ts";
import { createReporter } from "./reporter.ts";
import { findProvider, getProvider } from "./registry.ts";
import type { ResumeOptions } from "./resuming.ts";

/** Takes up a job; see `resumeJob`. */
export async function resumeRef(given: JobRef | string, options: ResumeOptions = {}): Promise<Job> {
  const ref = decodeJobRef(given);
  const clock = options.clock ?? systemClock;
  const log = boundLog({ requestId: ref.requestId });
  const reporter = createReporter(ref.requestId, undefined, log, clock);
  const relay = relayReporter(reporter, ref.requestId, log, clock);
  const over = new AbortController();
  const plan = planFor(ref, options);
  const call: CallContext = {
    operation: ref.operation,
    requestId: ref.requestId,
    clock,
    reporter: relay,
    store: options.jobStore,
    webhookUrl: undefined,
    idempotencyKey: undefined,
    onAccepted: undefined,
    signal: over.signal,
    submitOnly: true,
  };
  const refs = ref.parts ?? [ref];
  const parts = refs.map((part, index) =>
    resumePart(call, plan, decodeJobRef(part), refs.length > 1 ? index : undefined),
  );
  const startedAt = Date.parse(ref.submittedAt) || clock.now();
  const attempt: OpenAttempt = {
    plan,
    parts,
    failedParts: [],
    unopened: [],
    ref,
    startedAt,
    number: 1,
  };
  const chainRun: ChainRun = {
    call,
    chain: [{ link: plan.link, plan }],
    requestWarnings: [],
    maxCostUsd: undefined,
    attempts: [],
    active: parts,
    running: attempt,
    spentUsd: 0,
  };
  return makeJob({ ...handleOf(chainRun, attempt, relay), deadline: undefined });
}

function resumePart(
  call: CallContext,
  plan: PlannedLink,
  ref: JobRef,
  part: number | undefined,
): Part {
  if (ref.remoteId === undefined) {
    throw new SubmitUnknownError(
      `${ref.provider} ${ref.model}: nobody knows whether the vendor took this job, so there is nothing to wait for; look into its dashboard`,
      { provider: ref.provider, model: ref.model, job: ref },
    );
  }
  const { config } = plan.link;
  const source = { provider: ref.provider, model: ref.model, attempt: 1, part, job: ref };
  const context: JobContext = {
    operation: ref.operation,
    definition: plan.definition,
    config,
    adapter: plan.adapter,
    store: call.store,
    mock: plan.isMock ? {} : undefined,
    attempt: 1,
    part,
    requestId: ref.requestId,
    clock: call.clock,
    log: boundLog({ provider: ref.provider, model: ref.model, requestId: ref.requestId, part }),
    gate: gateFor(config.providerName, config.apiKey, config.limits, call.clock),
    onAccepted: () => undefined,
    onState: (_, state) => call.reporter.state(source, state),
    onPartialImage: () => undefined,
  };
  return partOf(
    context,
    part,
    Promise.resolve({ ref }),
    () => ref,
    () => undefined,
  );
}

function planFor(ref: JobRef, options: ResumeOptions): PlannedLink {
  const provider = options.provider ?? getProvider(ref.provider);
  const { definition } = provider;
  if (!definition) throw answersAtOnce(ref);
  const adapter = adapterFor(ref, definition);
  if (!adapter.check || !ref.resumable) throw answersAtOnce(ref);
  checkHosts(ref, definition, options.baseUrl);
  const config: GenerationConfig = {
    provider,
    model: ref.model,
    ...pick(options, [
      "apiKey",
      "baseUrl",
      "fetch",
      "headers",
      "providerConfig",
      "pollIntervalMs",
      "retry",
      "limits",
    ]),
    ...optional("apiKeyEnv", options.apiKeyEnv ?? ref.apiKeyEnv),
    ...optional("apiVersion", options.apiVersion ?? ref.apiVersion),
  };
  const [link] = flattenChain(ref.operation, config);
  if (!link) throw new ValidationError("the chain is empty");
  const named = { ...link, config: { ...link.config, providerName: ref.provider } };
  const request = Object.freeze({ extraParams: {} });
  const mapped = {
    endpoint: ref.endpoint,
    task: "generate" as const,
    parameters: {},
    adjustments: ref.adjustments ?? [],
    warnings: [],
    answersAtOnce: false,
  };
  return {
    link: named,
    definition,
    adapter,
    isMock: ref.isMock ?? false,
    parts: [{ request, mapped }],
    warnings: [],
    cost: { known: false, reason: "the job was submitted before" },
  };
}

function optional<Name extends string>(
  name: Name,
  value: string | undefined,
): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}

function pick<Name extends keyof ResumeOptions>(
  options: ResumeOptions,
  names: readonly Name[],
): Pick<ResumeOptions, Name> {
  const set = names
    .filter((name) => options[name] !== undefined)
    .map((name) => [name, options[name]]);
  return Object.fromEntries(set) as Pick<ResumeOptions, Name>;
}

function adapterFor(ref: JobRef, definition: ProviderDefinition): OperationAdapter {
  const played = ref.isMock && definition.name !== "mock";
  const owner = played ? findProvider("mock")?.definition : definition;
  if (!owner) {
    throw new ProviderNotFoundError(
      `this job was played by the mock: install @tarash/provider-mock and call registerProvider("mock", mock)`,
      { provider: "mock" },
    );
  }
  const adapter = owner.operations[ref.operation];
  if (adapter) return adapter;
  throw new UnsupportedOperationError(`${ref.provider} does not make ${ref.operation}`, {
    provider: ref.provider,
  });
}

function answersAtOnce(ref: JobRef): UnsupportedOperationError {
  return new UnsupportedOperationError(
    `${ref.provider} ${ref.model} answers at once, so its jobs cannot be taken up again`,
    { provider: ref.provider, model: ref.model, job: ref },
  );
}

/** The key goes only where the provider or the caller says, whatever a ref claims. */
function checkHosts(
  ref: JobRef,
  definition: ProviderDefinition,
  baseUrl: string | undefined,
): void {
  const trusted = [...definition.hosts, ...(baseUrl === undefined ? [] : [baseUrl])].map(
    (url) => new URL(url).origin,
  );
  for (const [name, url] of Object.entries(ref.urls ?? {})) {
    if (typeof url !== "string" || !URL.canParse(url) || !trusted.includes(new URL(url).origin)) {
      throw new ValidationError(
        `the job ref's ${name} URL is on none of ${ref.provider}'s hosts; was the ref changed? (trusted: ${trusted.join(", ")})`,
        { provider: ref.provider, model: ref.model },
      );
    }
  }
  if (ref.baseUrl !== undefined && baseUrl === undefined) {
    throw new ValidationError(
      `this job was submitted through ${new URL(ref.baseUrl).origin}: pass { baseUrl } to say that the key may go there`,
      { provider: ref.provider, model: ref.model },
    );
  }
}
