import type { Clock } from "@tarash/core";

/** A clock that a test owns. */
export interface VirtualClock extends Clock {
  /** Lets time pass: all that becomes due on the way happens, in order. */
  advance(milliseconds: number): void;
  /** Lets time pass until the next thing that is due. Says whether there was one. */
  advanceToNext(): boolean;
  /** Keeps time from jumping until the returned function is called: something real is going on. */
  hold(): () => void;
  /** Every wait that was asked for so far, in milliseconds, in order. */
  readonly waits: readonly number[];
}

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/** After so many real milliseconds time may jump again, so that a forgotten hold hangs no test. */
const longestHoldMs = 500;

/**
 * A clock on which nobody really waits: as soon as somebody does, and nothing else is left to do in this turn of
 * the event loop, time jumps to the end of the shortest wait. `after` callbacks never make time jump; they are
 * called when it passes them. `random` gives the same numbers for the same seed.
 */
export function virtualClock(options: { start?: number; seed?: number } = {}): VirtualClock {
  let now = options.start ?? Date.parse("2026-01-01T00:00:00Z");
  const timers = new Set<Timer>();
  const waiting = new Set<Timer>();
  const waits: number[] = [];
  let jump: NodeJS.Immediate | undefined;
  let holds = 0;

  const earliest = (among: Iterable<Timer>): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of among) if (!first || timer.at < first.at) first = timer;
    return first;
  };
  const runUntil = (time: number): void => {
    for (let due = earliest(timers); due && due.at <= time; due = earliest(timers)) {
      timers.delete(due);
      now = Math.max(now, due.at);
      due.call();
    }
    now = Math.max(now, time);
  };
  const scheduleJump = (): void => {
    jump ??= setImmediate(() => {
      jump = undefined;
      const next = earliest(waiting);
      if (!next || holds > 0) return;
      runUntil(next.at);
      if (waiting.size > 0) scheduleJump();
    });
  };
  const start = (milliseconds: number, call: () => void): Timer => {
    const timer = { at: now + Math.max(0, milliseconds), call };
    timers.add(timer);
    return timer;
  };
  return {
    waits,
    hold() {
      holds++;
      let held = true;
      const release = (): void => {
        if (!held) return;
        held = false;
        clearTimeout(longest);
        holds--;
        if (holds === 0 && waiting.size > 0) scheduleJump();
      };
      const longest = setTimeout(release, longestHoldMs);
      longest.unref();
      return release;
    },
    now: () => now,
    random: seeded(options.seed ?? 1),
    after(milliseconds, callback) {
      const timer = start(milliseconds, callback);
      return () => timers.delete(timer);
    },
    wait(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        waits.push(milliseconds);
        const timer = start(milliseconds, () => {
          waiting.delete(timer);
          signal?.removeEventListener("abort", abort);
          resolve();
        });
        const abort = (): void => {
          timers.delete(timer);
          waiting.delete(timer);
          reject(signal?.reason);
        };
        signal?.addEventListener("abort", abort, { once: true });
        waiting.add(timer);
        scheduleJump();
      });
    },
    advance: (milliseconds) => runUntil(now + milliseconds),
    advanceToNext() {
      const next = earliest(timers);
      if (next) runUntil(next.at);
      return next !== undefined;
    },
  };
}

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
