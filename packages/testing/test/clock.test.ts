import { expect, test } from "vitest";
import { virtualClock } from "../src/index.ts";

test("time jumps to the end of the shortest wait, so that waits at once do not add up", async () => {
  const clock = virtualClock({ start: 0 });
  const order: string[] = [];
  await Promise.all([
    clock.wait(2_000).then(() => order.push(`second at ${clock.now()}`)),
    clock.wait(1_000).then(() => order.push(`first at ${clock.now()}`)),
  ]);
  expect(order).toEqual(["first at 1000", "second at 2000"]);
  expect(clock.waits).toEqual([2_000, 1_000]);
});

test("a callback is called when time passes it, and does not make time pass", async () => {
  const clock = virtualClock({ start: 0 });
  let called = 0;
  clock.after(500, () => called++);
  const stop = clock.after(600, () => called++);
  await new Promise((resolve) => setImmediate(resolve));
  expect([called, clock.now()]).toEqual([0, 0]);
  stop();
  await clock.wait(700);
  expect(called).toBe(1);
  clock.after(100, () => called++);
  clock.advance(100);
  expect([called, clock.now()]).toEqual([2, 800]);
});

test("a wait is rejected as soon as it is aborted", async () => {
  const clock = virtualClock({ start: 0 });
  const stop = new AbortController();
  const wait = clock.wait(1_000, stop.signal);
  stop.abort(new Error("no more"));
  await expect(wait).rejects.toThrow("no more");
  expect(clock.now()).toBe(0);
});

test("time stands still while something holds it", async () => {
  const clock = virtualClock({ start: 0 });
  const release = clock.hold();
  let over = false;
  const wait = clock.wait(1_000).then(() => (over = true));
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect([over, clock.now()]).toEqual([false, 0]);
  release();
  await wait;
  expect(clock.now()).toBe(1_000);
});

test("chance follows from the seed", () => {
  const draw = (seed: number): number[] => {
    const clock = virtualClock({ seed });
    return [clock.random(), clock.random(), clock.random()];
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect(draw(3).every((value) => value >= 0 && value < 1)).toBe(true);
});
