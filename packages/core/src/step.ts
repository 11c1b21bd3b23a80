import { announceStep, cachedClient } from "./client-cache.ts";
import { abortable, anySignal, type Clock } from "./clock.ts";
import { HTTPConnectionError, TarashError, isTarashError } from "./errors.ts";
import { type HttpContext, callHeader, guardedFetch, httpClient } from "./http.ts";
import type { RequestGate } from "./limiter.ts";
import type { Logger } from "./log.ts";
import type { Operation } from "./operation.ts";
import type { Call, ProviderDefinition, ResolvedConfig } from "./provider.ts";

/** One link of a chain at work: what all of its steps share. */
export interface LinkContext {
  readonly operation: Operation;
  readonly definition: ProviderDefinition;
  readonly config: ResolvedConfig;
  readonly log: Logger;
  readonly clock: Clock;
  readonly gate: RequestGate;
  readonly requestId: string;
}

/** How one step is bounded. */
export interface StepLimits {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** Longest time for one request that buys nothing, in milliseconds. */
export const requestTimeoutMs = 60_000;

/**
 * Runs one step of a provider (a submit, a check, a result, …) and makes a Tarash error of whatever it throws. What
 * core's own `fetch` saw counts for more than what an SDK made of it.
 */
export async function runStep<Result>(
  link: LinkContext,
  limits: StepLimits,
  step: (call: Call) => Promise<Result>,
): Promise<Result> {
  const id = crypto.randomUUID();
  // A signal of its own, so that an SDK's requests can be told apart by it.
  const signal = anySignal([limits.signal]);
  let sent = false;
  const context = httpContext(link, signal, limits.timeoutMs, () => (sent = true));
  const guarded = guardedFetch(context);
  const forget = announceStep(signal, id, guarded);
  const call: Call = {
    operation: link.operation,
    provider: link.config.providerName,
    model: link.config.model,
    config: link.config,
    fetch: guarded,
    http: httpClient(context, guarded),
    signal,
    headers: { [callHeader]: id },
    log: link.log,
    clock: link.clock,
    client: (make) => cachedClient(link.definition, link.config, neutralFetch(link), make),
  };
  try {
    return await abortable(step(call), limits.signal);
  } catch (error) {
    const failure = stepError(link, limits.signal, error, guarded.failure(), sent);
    if (sent && (failure.name === "HTTPConnectionError" || failure.name === "TimeoutError"))
      link.gate.noAnswer();
    throw failure;
  } finally {
    forget();
  }
}

/** Whether the vendor's host answers at all: a bare request without a key, which buys nothing. */
export async function hostAnswers(link: LinkContext): Promise<boolean> {
  const [host] = link.definition.hosts;
  if (host === undefined) return true;
  const { fetch: send = fetch, baseUrl } = link.config;
  const signal = AbortSignal.timeout(probeTimeoutMs);
  try {
    const response = await send(new URL("/", baseUrl ?? host), {
      method: "HEAD",
      redirect: "manual",
      signal,
    });
    return response.status < 500;
  } catch {
    return false;
  }
}

const probeTimeoutMs = 10_000;

/** Requests that an SDK makes without saying for which step: same hosts and key, no memory of failures. */
function neutralFetch(link: LinkContext): typeof fetch {
  return (input, init) => {
    const context = httpContext(
      link,
      new AbortController().signal,
      requestTimeoutMs,
      () => undefined,
    );
    return guardedFetch(context)(input, init);
  };
}

function httpContext(
  link: LinkContext,
  signal: AbortSignal,
  timeoutMs: number,
  onSend: () => void,
): HttpContext {
  const { config, definition } = link;
  const { apiKey } = config;
  return {
    provider: config.providerName,
    model: config.model,
    hosts: definition.hosts,
    baseUrl: config.baseUrl,
    fetch: config.fetch ?? fetch,
    headers: config.headers,
    authorization: apiKey === undefined ? {} : (definition.authorization?.(apiKey, config) ?? {}),
    signal,
    clock: link.clock,
    timeoutMs,
    readFailure: definition.readFailure?.bind(definition),
    beforeRequest: async () => {
      await link.gate.request(signal);
      onSend();
    },
    afterAnswer: (status, headers) => link.gate.learn(status, headers),
  };
}

function stepError(
  link: LinkContext,
  signal: AbortSignal,
  error: unknown,
  failure: TarashError | undefined,
  sent: boolean,
): TarashError {
  if (signal.aborted && isTarashError(signal.reason)) return signal.reason;
  const { providerName: provider, model } = link.config;
  const own = isTarashError(error)
    ? error
    : (failure ?? inCauses(error) ?? link.definition.toError?.(error));
  if (own) {
    own.provider ??= provider;
    own.model ??= model;
    return own;
  }
  const said = error instanceof Error ? error.message : String(error);
  if (sent) {
    return new HTTPConnectionError(`${provider} ${model}: the answer could not be read: ${said}`, {
      provider,
      model,
      cause: error,
      delivery: "unknown",
    });
  }
  return new TarashError(
    `${provider} ${model}: the provider's code failed before anything was sent: ${said}`,
    {
      provider,
      model,
      cause: error,
      delivery: "unsent",
    },
  );
}

/** Vendor SDKs wrap what `fetch` throws, more than once. */
function inCauses(error: unknown): TarashError | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; depth++) {
    if (isTarashError(at)) return at;
    at = at.cause;
  }
  return undefined;
}
