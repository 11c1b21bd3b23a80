import { expect, test } from "vitest";
import { virtualClock } from "../../testing/src/clock.ts";
import { gateFor, type RequestGate } from "../src/limiter.ts";

const never = new AbortController().signal;

function gate(limits: Parameters<typeof gateFor>[2]): {
  gate: RequestGate;
  clock: ReturnType<typeof virtualClock>;
} {
  const clock = virtualClock({ start: 0 });
  return { gate: gateFor("shop", crypto.randomUUID(), limits, clock), clock };
}

/** Lets everything that is ready happen, without letting time pass. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

test("requests leave one after the other at the allowed pace, in the order in which they came", async () => {
  const { gate: pace, clock } = gate({ requestsPerSecond: 4 });
  const left: [number, number][] = [];
  await Promise.all(
    [0, 1, 2, 3, 4].map(async (index) => {
      await pace.request(never);
      left.push([index, clock.now()]);
    }),
  );
  expect(left).toEqual([
    [0, 0],
    [1, 250],
    [2, 500],
    [3, 750],
    [4, 1_000],
  ]);
});

test("a 429 holds back also those who had a turn, and they keep to the pace afterwards", async () => {
  const { gate: pace, clock } = gate({ requestsPerSecond: 4 });
  const left: number[] = [];
  const all = [0, 1, 2].map(async () => {
    await pace.request(never);
    left.push(clock.now());
  });
  pace.learn(429, new Headers({ "retry-after": "10" }));
  await Promise.all(all);
  expect(left[0]).toBe(0);
  expect(left.slice(1).toSorted((a, b) => a - b)).toEqual([10_000, 10_250]);
});

test("a rate-limit header that says that nothing is left closes the gate until its reset", async () => {
  const { gate: pace, clock } = gate({ concurrency: 5 });
  pace.learn(200, new Headers({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "30" }));
  await pace.request(never);
  expect(clock.now()).toBe(30_000);
});

test("a reset that is told as a time of day is one", async () => {
  const clock = virtualClock({ start: Date.parse("2026-01-01T00:00:00Z") });
  const pace = gateFor("shop", "by the clock", { concurrency: 5 }, clock);
  const reset = String(clock.now() / 1_000 + 20);
  pace.learn(200, new Headers({ "ratelimit-remaining": "0", "ratelimit-reset": reset }));
  await pace.request(never);
  expect(clock.waits).toEqual([20_000]);
});

test("no answer closes the gate for longer than a minute", async () => {
  const { gate: pace, clock } = gate({ concurrency: 5 });
  pace.learn(429, new Headers({ "retry-after": "86400" }));
  await pace.request(never);
  expect(clock.now()).toBe(60_000);
});

test("no more jobs run than are allowed, and the next in turn takes a place that is given back", async () => {
  const { gate: places } = gate({ concurrency: 2 });
  const order: number[] = [];
  const releases: (() => void)[] = [];
  const jobs = [0, 1, 2, 3].map(async (index) => {
    releases[index] = await places.job(never);
    order.push(index);
  });
  await settle();
  expect(order).toEqual([0, 1]);
  releases[1]?.();
  releases[1]?.();
  await settle();
  expect(order).toEqual([0, 1, 2]);
  releases[0]?.();
  releases[2]?.();
  await Promise.all(jobs);
  expect(order).toEqual([0, 1, 2, 3]);
});

test("somebody who gives up leaves the queue, and nobody loses a place by it", async () => {
  const { gate: places } = gate({ concurrency: 1 });
  const first = await places.job(never);
  const stop = new AbortController();
  const second = places.job(stop.signal);
  let third: (() => void) | undefined;
  const waiting = places.job(never).then((release) => (third = release));
  stop.abort(new Error("no more"));
  await expect(second).rejects.toThrow("no more");
  first();
  await waiting;
  third?.();
  (await places.job(never))();
});

test("somebody who gives up in the moment in which his turn comes gives it on", async () => {
  const { gate: places } = gate({ concurrency: 1 });
  const first = await places.job(never);
  const stop = new AbortController();
  const second = places.job(stop.signal);
  const third = places.job(never);
  first();
  stop.abort(new Error("too late"));
  await second.then(
    (release) => release(),
    () => undefined,
  );
  const release = await third;
  release();
  expect(release).toBeTypeOf("function");
});

test("429s halve what may run at once, and calm brings it back one by one", async () => {
  const { gate: places, clock } = gate({ concurrency: 8 });
  places.learn(429, new Headers());
  places.learn(429, new Headers());
  const atOnce = async (): Promise<number> => {
    const releases: (() => void)[] = [];
    const stop = new AbortController();
    const waiting = Array.from({ length: 8 }, () =>
      places.job(stop.signal).then(
        (release) => releases.push(release),
        () => undefined,
      ),
    );
    await settle();
    const running = releases.length;
    stop.abort(new Error("enough"));
    await Promise.all(waiting);
    for (const release of releases) release();
    return running;
  };
  expect(await atOnce()).toBe(2);
  for (let job = 0; job < 30; job++) (await places.job(never))();
  expect(await atOnce()).toBeGreaterThan(2);
  for (let job = 0; job < 60; job++) (await places.job(never))();
  expect(await atOnce()).toBe(8);
  expect(clock.now()).toBe(0);
});

test("accounts do not wait for each other, and one account is one queue", async () => {
  const clock = virtualClock();
  const limits = { concurrency: 1 };
  const mine = gateFor("shop", "my key", limits, clock);
  expect(gateFor("shop", "my key", { ...limits }, clock)).toBe(mine);
  await mine.job(never);
  await gateFor("shop", "another key", limits, clock).job(never);
  await gateFor("other-shop", "my key", limits, clock).job(never);
});
