import type { Clock } from "./clock.ts";
import { HTTPConnectionError } from "./errors.ts";

/** When a provider counts as down, and for how long. */
export interface BreakerConfig {
  /** Failed requests in a row (no answer, or a status of 500 and above) that open the breaker. @default 5 */
  failures?: number;
  /** Time without submits after that, in milliseconds. @default 30_000 */
  coolDownMs?: number;
}

/**
 * Keeps submits away from a provider that is down, so that a chain moves on at once. What closes it again is never
 * a submit: a check of a running job that is answered, or a bare request to the vendor's host.
 */
export interface Breaker {
  /** @throws HTTPConnectionError while the provider counts as down */
  admit(probe: () => Promise<boolean>): Promise<void>;
  answered(): void;
  failed(): void;
}

/** Makes the breaker of one provider and key; without settings it lets everything through. */
export function createBreaker(
  provider: string,
  config: BreakerConfig | undefined,
  clock: Clock,
): Breaker {
  if (!config)
    return { admit: async () => undefined, answered: () => undefined, failed: () => undefined };
  const { failures: most = 5, coolDownMs = 30_000 } = config;
  let failures = 0;
  let openUntil = 0;
  let probing: Promise<boolean> | undefined;
  const answered = (): void => {
    failures = 0;
    openUntil = 0;
  };
  const failed = (): void => {
    failures++;
    if (failures >= most) openUntil = clock.now() + coolDownMs;
  };
  const refuse = (): never => {
    throw new HTTPConnectionError(
      `${provider} counts as down after ${failures} failed requests in a row; submits are held back for ${Math.max(0, openUntil - clock.now())} ms`,
      { provider, delivery: "unsent", retryAfterMs: Math.max(0, openUntil - clock.now()) },
    );
  };
  return {
    answered,
    failed,
    async admit(probe) {
      if (failures < most) return;
      if (clock.now() < openUntil) refuse();
      probing ??= probe().finally(() => (probing = undefined));
      if (await probing) answered();
      else {
        failed();
        refuse();
      }
    },
  };
}
