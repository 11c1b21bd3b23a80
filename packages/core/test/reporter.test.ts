import { runInNewContext } from "node:vm";
import { array, assert, constantFrom, integer, option, property, record } from "fast-check";
import { afterEach, expect, test } from "vitest";
import { virtualClock } from "../../testing/src/clock.ts";
import { boundLog, setLogger } from "../src/log.ts";
import type { JobState } from "../src/provider.ts";
import { type OnProgress, createReporter } from "../src/reporter.ts";
import type { AnyResponse, Update } from "../src/response.ts";
import { turn } from "./held-vendor.ts";

afterEach(() => setLogger(undefined));
const source = { provider: "vendor", model: "m", attempt: 1 };
const response = { requestId: "r" } as unknown as AnyResponse;

function listen(onUpdate: (update: Update) => unknown = () => undefined) {
  const updates: Update[] = [];
  const clock = virtualClock();
  const onProgress = (update: Update): unknown => {
    updates.push(update);
    return onUpdate(update);
  };
  const reporter = createReporter("r", onProgress as OnProgress, boundLog(), clock);
  return { reporter, updates, clock };
}

test("percent never goes back, stays within 0 and 100, and begins anew with each attempt", () => {
  const { reporter, updates } = listen();
  for (const percent of [10, 5, 40, 140, -3])
    reporter.state(source, { status: "processing", percent });
  reporter.state({ ...source, attempt: 2 }, { status: "processing", percent: 3 });
  expect(updates.map(({ progressPercent }) => progressPercent)).toEqual([10, 40, 100, 3]);
});

test("whatever a vendor tells: percent only rises, each log line comes once, the end comes once and last", () => {
  const anyState = record(
    {
      status: constantFrom("queued" as const, "processing" as const, "completed" as const),
      percent: integer({ min: -20, max: 150 }),
      queuePosition: integer({ min: 0, max: 9 }),
      length: integer({ min: 0, max: 8 }),
    },
    { requiredKeys: ["status", "length"] },
  );
  assert(
    property(array(anyState), option(integer({ min: 0, max: 9 })), (states, failAt) => {
      const { reporter, updates } = listen();
      reporter.submitted(source);
      let written = 0;
      for (const [index, { length, ...state }] of states.entries()) {
        written = Math.max(written, length);
        const logs = Array.from({ length: written }, (_, line) => `line ${line}`);
        if (index === failAt) reporter.failed(source, new Error("over"));
        reporter.state(source, { ...state, logs } as JobState);
      }
      reporter.completed(source, response);
      reporter.failed(source, new Error("late"));
      const percents = updates.flatMap(({ progressPercent = [] }) => progressPercent);
      expect(percents).toEqual([...percents].sort((left, right) => left - right));
      const logs = updates.flatMap((update) => update.logs ?? []);
      expect(new Set(logs).size).toBe(logs.length);
      const ends = updates.filter(({ event }) => event === "completed" || event === "failed");
      expect(ends).toEqual([updates.at(-1)]);
    }),
  );
});

test.each([
  ["the whole log each time", [["a"], ["a", "b"], ["a", "b"], ["a", "b", "c"]], ["a", "b", "c"]],
  ["only what is new", [["a"], ["b", "c"], [], ["d"]], ["a", "b", "c", "d"]],
  [
    "a window of the last lines",
    [
      ["a", "b"],
      ["b", "c"],
      ["c", "d"],
    ],
    ["a", "b", "c", "d"],
  ],
  ["the same line twice", [["a"], ["a", "a"]], ["a", "a"]],
  ["nothing in between", [["a"], [], ["a", "b"]], ["a", "b"]],
])("a vendor that sends %s", (_, logs, told) => {
  const { reporter, updates } = listen();
  for (const lines of logs) reporter.state(source, { status: "processing", logs: lines });
  expect(updates.flatMap((update) => update.logs ?? [])).toEqual(told);
});

test("a state that says nothing new is not told again", () => {
  const { reporter, updates } = listen();
  for (let index = 0; index < 3; index++)
    reporter.state(source, { status: "queued", queuePosition: 4 });
  reporter.state(source, { status: "queued", queuePosition: 3 });
  expect(updates.map(({ queuePosition }) => queuePosition)).toEqual([4, 3]);
});

test("the time in the queue and at work is told apart", () => {
  const { reporter, updates, clock } = listen();
  reporter.submitted(source);
  clock.advance(3_000);
  reporter.state(source, { status: "queued", percent: 0 });
  clock.advance(1_000);
  reporter.state(source, { status: "processing", percent: 1 });
  clock.advance(2_000);
  reporter.state(source, { status: "processing", percent: 2 });
  expect(updates.slice(1)).toMatchObject([
    { status: "queued", queuedSeconds: 3 },
    { status: "processing", queuedSeconds: 4, processingSeconds: 0 },
    { status: "processing", queuedSeconds: 4, processingSeconds: 2 },
  ]);
});

test("updates are frozen and say who, which attempt and which part", () => {
  const { reporter, updates } = listen();
  reporter.state({ ...source, attempt: 2, part: 1 }, { status: "processing", raw: { x: 1 } });
  expect(updates[0]).toMatchObject({
    requestId: "r",
    event: "progress",
    provider: "vendor",
    model: "m",
    attempt: 2,
    part: 1,
    update: { x: 1 },
  });
  expect(Object.isFrozen(updates[0])).toBe(true);
});

test.each([
  [
    "throws",
    () => {
      throw new Error("callback broke");
    },
  ],
  ["rejects", () => Promise.reject(new Error("callback broke"))],
  [
    "rejects with a promise of another realm",
    (): unknown => runInNewContext("Promise.reject(error)", { error: new Error("callback broke") }),
  ],
])("a callback that %s is logged and ends nothing", async (_, callback) => {
  const logged: string[] = [];
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);
  process.on("unhandledRejection", note);
  const write = (facts: Record<string, unknown>, message: string): void =>
    void logged.push(`${message} ${String(facts["error"])}`);
  setLogger({ debug: write, info: write, warn: write, error: write });
  const { reporter, updates } = listen(callback);
  reporter.submitted(source);
  reporter.completed(source, response);
  await turn();
  process.off("unhandledRejection", note);
  expect(rejections).toEqual([]);
  expect(updates.map(({ event }) => event)).toEqual(["submitted", "completed"]);
  expect(logged).toEqual(
    Array.from({ length: 2 }, () => "onProgress threw; the job goes on Error: callback broke"),
  );
});
