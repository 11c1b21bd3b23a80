import { virtualClock } from "@tarash/testing";
import { expect, test } from "vitest";
import { createBreaker } from "../src/breaker.ts";

function broken(
  failures: number,
  coolDownMs = 30_000,
): {
  breaker: ReturnType<typeof createBreaker>;
  clock: ReturnType<typeof virtualClock>;
} {
  const clock = virtualClock();
  const breaker = createBreaker("acme", { failures, coolDownMs }, clock);
  for (let index = 0; index < failures; index++) breaker.failed();
  return { breaker, clock };
}

const up = (): Promise<boolean> => Promise.resolve(true);
const down = (): Promise<boolean> => Promise.resolve(false);
const never = (): Promise<boolean> => Promise.reject(new Error("nobody shall be asked"));

test("it lets everything through until so many requests in a row have failed", async () => {
  const breaker = createBreaker("acme", { failures: 3 }, virtualClock());
  breaker.failed();
  breaker.failed();
  await breaker.admit(never);
  breaker.answered();
  breaker.failed();
  breaker.failed();
  await breaker.admit(never);
  breaker.failed();
  await expect(breaker.admit(never)).rejects.toThrow(/acme counts as down after 3 failed requests/);
});

test("what it refuses was surely not sent, so that a chain moves on", async () => {
  const { breaker } = broken(2);
  await expect(breaker.admit(never)).rejects.toMatchObject({
    name: "HTTPConnectionError",
    delivery: "unsent",
    retryAfterMs: 30_000,
  });
});

test("after the cool-down a question that costs nothing decides, and one is asked for all who wait", async () => {
  const { breaker, clock } = broken(2, 10_000);
  clock.advance(10_000);
  let asked = 0;
  const probe = (): Promise<boolean> => {
    asked++;
    return up();
  };
  await Promise.all([breaker.admit(probe), breaker.admit(probe), breaker.admit(probe)]);
  expect(asked).toBe(1);
  await breaker.admit(never);
});

test("a provider that is still down stays shut for another cool-down", async () => {
  const { breaker, clock } = broken(2, 10_000);
  clock.advance(10_000);
  await expect(breaker.admit(down)).rejects.toThrow("counts as down");
  await expect(breaker.admit(never)).rejects.toThrow("counts as down");
  clock.advance(10_000);
  await breaker.admit(up);
});

test("the answer to a check of a running job closes it at once", async () => {
  const { breaker } = broken(2);
  breaker.answered();
  await expect(breaker.admit(never)).resolves.toBeUndefined();
});

test("without settings there is none", async () => {
  const breaker = createBreaker("acme", undefined, virtualClock());
  for (let index = 0; index < 100; index++) breaker.failed();
  await expect(breaker.admit(never)).resolves.toBeUndefined();
});
