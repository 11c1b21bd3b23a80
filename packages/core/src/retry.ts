import type { Clock } from "./clock.ts";
import type { RetryConfig } from "./config.ts";
import { type TarashError, isTarashError } from "./errors.ts";

/** Every wait of the core, in one place. */
export const retryDefaults: Required<RetryConfig> = {
  limit: 3,
  initialDelayMs: 500,
  maxDelayMs: 20_000,
  maxRetryAfterMs: 60_000,
  pollFailures: 8,
};

/** Statuses with which a vendor says that it did not take a request and would later. */
const refusedForNow = new Set([425, 429, 503]);

/** Whether a submit may be sent again: it surely was not taken, and a later one may be. */
export function mayResubmit(error: TarashError): boolean {
  if (error.delivery === "unsent") return error.isRetryable;
  return error.delivery === "refused" && refusedForNow.has(error.statusCode ?? 0);
}

/** Whether a request that buys nothing (a check, a result, an upload) is worth another try. */
export function mayRepeat(error: TarashError): boolean {
  return error.isRetryable || error.name === "TimeoutError";
}

/** The wait before try number `attempt` (from 1): exponential with full jitter over the upper half. */
export function backOffMs(attempt: number, config: RetryConfig | undefined, clock: Clock): number {
  const { initialDelayMs, maxDelayMs } = { ...retryDefaults, ...config };
  const full = Math.min(maxDelayMs, initialDelayMs * 2 ** (attempt - 1));
  return Math.round(full / 2 + (full / 2) * clock.random());
}

/** How long to wait after `error`; nothing when the vendor asks for longer than the caller would wait. */
export function waitAfter(
  error: TarashError,
  attempt: number,
  config: RetryConfig | undefined,
  clock: Clock,
): number | undefined {
  const { maxRetryAfterMs } = { ...retryDefaults, ...config };
  const asked = error.retryAfterMs;
  if (asked === undefined) return backOffMs(attempt, config, clock);
  if (asked > maxRetryAfterMs) return undefined;
  return Math.max(asked, 1);
}

/**
 * Runs `step` until it succeeds, fails for good, or the tries are used up. Rejects with the last error, or with
 * the signal's reason when the wait is aborted.
 */
export async function withRetries<Result>(
  step: () => Promise<Result>,
  options: {
    mayRetry(error: TarashError): boolean;
    config: RetryConfig | undefined;
    clock: Clock;
    signal: AbortSignal;
    onRetry?(error: TarashError, waitMs: number): void;
  },
): Promise<Result> {
  const { limit } = { ...retryDefaults, ...options.config };
  for (let attempt = 1; ; attempt++) {
    try {
      return await step();
    } catch (error) {
      if (!isTarashError(error) || attempt > limit || !options.mayRetry(error)) throw error;
      const wait = waitAfter(error, attempt, options.config, options.clock);
      if (wait === undefined) throw error;
      options.onRetry?.(error, wait);
      await options.clock.wait(wait, options.signal);
    }
  }
}
