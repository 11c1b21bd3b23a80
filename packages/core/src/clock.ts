/**
 * Where the core takes time and chance from. Tests replace it, so that no test waits for real seconds.
 */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Resolves after `milliseconds`; rejects with the signal's reason as soon as it is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Calls `callback` once after `milliseconds`, unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void;
  /** A number from 0 (included) to 1 (excluded), for jitter. */
  random(): number;
}

/** Timers hold at most a signed 32-bit number of milliseconds; a longer one would fire at once. */
const longestTimer = 2_147_483_647;

/** The real time of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, Math.min(milliseconds, longestTimer));
    return () => clearTimeout(timer);
  },
  wait(milliseconds, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const timer = setTimeout(finish, Math.min(milliseconds, longestTimer));
      signal?.addEventListener("abort", abort, { once: true });
      function finish(): void {
        signal?.removeEventListener("abort", abort);
        resolve();
      }
      function abort(): void {
        clearTimeout(timer);
        reject(signal?.reason);
      }
    });
  },
};

/** A signal that is aborted with `reason()` after `milliseconds`, and the function that stops its timer. */
export function deadlineSignal(
  clock: Clock,
  milliseconds: number,
  reason: () => unknown,
): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const stop = clock.after(milliseconds, () => controller.abort(reason()));
  return { signal: controller.signal, stop };
}

/** A signal that is aborted with the first of several. Not every edge runtime has `AbortSignal.any`. */
export function anySignal(signals: readonly AbortSignal[]): AbortSignal {
  if (typeof AbortSignal.any === "function") return AbortSignal.any([...signals]);
  const first = new AbortController();
  for (const signal of signals) {
    const follow = (): void => first.abort(signal.reason);
    if (signal.aborted) follow();
    else signal.addEventListener("abort", follow, { once: true, signal: first.signal });
  }
  return first.signal;
}

/** `promise`, or a rejection with the signal's reason within the same turn in which it is aborted. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
