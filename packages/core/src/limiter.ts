import { type Breaker, createBreaker } from "./breaker.ts";
import { type Clock, abortable } from "./clock.ts";
import type { Limits } from "./config.ts";
import { retryAfterMs } from "./retry-after.ts";

/** What holds back one provider and key. */
export interface RequestGate {
  /** Resolves when the next request may leave, first come, first served. */
  request(signal: AbortSignal): Promise<void>;
  /** Takes note of an answer: 429s and rate-limit headers slow the gate down for a while. */
  learn(status: number, headers: Headers): void;
  /** Takes note of a request that no answer came to. */
  noAnswer(): void;
  /** Lets a submit through unless the provider counts as down; `probe` asks it something that costs nothing. */
  admit(probe: () => Promise<boolean>): Promise<void>;
  /** Resolves when one more job may run; call the result when it ends. */
  job(signal: AbortSignal): Promise<() => void>;
}

interface Waiter {
  readonly start: () => void;
  readonly signal: AbortSignal;
}

const gates = new Map<string, Gate>();
const mostGates = 1_000;

/** The gate of one provider and key, shared by all calls of the process that have the same limits. */
export function gateFor(
  provider: string,
  key: string | undefined,
  limits: Limits | undefined,
  clock: Clock,
): RequestGate {
  const name = JSON.stringify([
    provider,
    key ?? "",
    limits?.concurrency,
    limits?.requestsPerSecond,
    limits?.breaker,
  ]);
  const known = gates.get(name);
  if (known && known.clock === clock) return known;
  const gate = new Gate(provider, limits ?? {}, clock);
  gates.set(name, gate);
  const [oldest] = gates.keys();
  if (gates.size > mostGates && oldest !== undefined) gates.delete(oldest);
  return gate;
}

/** How long a 429 without `Retry-After` holds requests back, in milliseconds. */
const plainPauseMs = 1_000;
/** The longest that an answer can hold requests back, in milliseconds. */
const longestPauseMs = 60_000;
/** After this many jobs without a 429 the lowered concurrency grows by one. */
const trustAfter = 5;

class Gate implements RequestGate {
  readonly clock: Clock;
  readonly #limits: Limits;
  readonly #breaker: Breaker;
  readonly #waiting: Waiter[] = [];
  #running = 0;
  #allowed: number;
  #calm = 0;
  #nextRequestAt = 0;
  #closedUntil = 0;

  constructor(provider: string, limits: Limits, clock: Clock) {
    this.#breaker = createBreaker(provider, limits.breaker, clock);
    this.clock = clock;
    this.#limits = limits;
    this.#allowed = limits.concurrency ?? Number.POSITIVE_INFINITY;
  }

  async request(signal: AbortSignal): Promise<void> {
    for (let at = this.#turn(); ; at = this.#turn()) {
      const now = this.clock.now();
      if (at > now) await this.clock.wait(at - now, signal);
      // A 429 that came meanwhile closes the gate for those, too, who had been given a turn.
      if (this.#closedUntil <= Math.max(at, now)) return;
    }
  }

  /** When one more request may leave, in milliseconds since 1970. */
  #turn(): number {
    const { requestsPerSecond } = this.#limits;
    const at = Math.max(this.clock.now(), this.#closedUntil, this.#nextRequestAt);
    if (requestsPerSecond !== undefined) this.#nextRequestAt = at + 1_000 / requestsPerSecond;
    return at;
  }

  noAnswer(): void {
    this.#breaker.failed();
  }

  admit(probe: () => Promise<boolean>): Promise<void> {
    return this.#breaker.admit(probe);
  }

  learn(status: number, headers: Headers): void {
    if (status >= 500) this.#breaker.failed();
    else this.#breaker.answered();
    const now = this.clock.now();
    if (status === 429) {
      this.#calm = 0;
      if (Number.isFinite(this.#allowed))
        this.#allowed = Math.max(1, Math.floor(this.#allowed / 2));
      if (this.#limits.requestsPerSecond === undefined && this.#limits.concurrency === undefined)
        return;
      this.#close(now + (retryAfterMs(headers, now) ?? plainPauseMs));
      return;
    }
    const left = headers.get("x-ratelimit-remaining") ?? headers.get("ratelimit-remaining");
    const reset = Number(
      headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset") ?? Number.NaN,
    );
    if (left !== null && Number(left) === 0 && Number.isFinite(reset)) {
      // Either seconds from now or seconds since 1970, which no wait comes near.
      this.#close(reset > 1_000_000_000 ? reset * 1_000 : now + reset * 1_000);
    }
  }

  #close(until: number): void {
    this.#closedUntil = Math.max(
      this.#closedUntil,
      Math.min(until, this.clock.now() + longestPauseMs),
    );
  }

  async job(signal: AbortSignal): Promise<() => void> {
    if (this.#running >= this.#allowed || this.#waiting.length > 0) {
      let start: () => void = () => undefined;
      const turn = new Promise<void>((resolve) => {
        start = resolve;
      });
      const waiter: Waiter = { start, signal };
      this.#waiting.push(waiter);
      try {
        await abortable(turn, signal);
      } catch (error) {
        const index = this.#waiting.indexOf(waiter);
        if (index >= 0) this.#waiting.splice(index, 1);
        else this.#end();
        throw error;
      }
    } else {
      this.#running++;
    }
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#end();
    };
  }

  #end(): void {
    this.#running--;
    this.#calm++;
    const full = this.#limits.concurrency ?? Number.POSITIVE_INFINITY;
    if (this.#allowed < full && this.#calm >= trustAfter) {
      this.#allowed++;
      this.#calm = 0;
    }
    while (this.#running < this.#allowed) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#running++;
      next.start();
    }
  }
}
