import { mediaBytes, MemoryJobStore, type Update } from "@tarash/core";
import { expect } from "vitest";
import type { JobScript } from "../job-book.ts";
import { answersAtOnce, type Case, type Trial } from "./case.ts";
import { endless, openBench, outputsOf } from "./subject.ts";

const open = ({ given, operation }: Trial): ReturnType<typeof openBench> =>
  openBench(given, operation);

function scripted(script: JobScript): (trial: Trial) => ReturnType<typeof openBench> {
  return async (trial) => {
    const bench = await open(trial);
    bench.fake.script(script);
    return bench;
  };
}

/** What comes of a call, from the first event to the response or the error. */
export const callCases: readonly Case[] = [
  {
    name: "makes outputs that can be read, from one accepted submit",
    async run(trial) {
      await using bench = await open(trial);
      const response = await bench.generate();
      const outputs = outputsOf(response);
      expect(outputs.length).toBeGreaterThan(0);
      for (const output of outputs) {
        expect((await mediaBytes(output)).byteLength).toBeGreaterThan(0);
      }
      expect(bench.fake.accepted).toBe(1);
      expect(response).toMatchObject({
        provider: trial.given.provider.definition.name,
        model: trial.subject.model,
        status: "completed",
        isMock: false,
        executionMetadata: { totalAttempts: 1, successfulAttempt: 1, fallbackTriggered: false },
      });
      expect(response.executionMetadata.attempts[0]?.billing).toBe("billed");
      expect(Object.isFrozen(response)).toBe(true);
    },
  },
  {
    name: "accounts for each field of the request exactly once",
    async run(trial) {
      await using bench = await open(trial);
      const { adjustments } = await bench.generate();
      const fields = adjustments.map(({ field }) => field);
      const asked = Object.keys(trial.subject.request);
      expect(fields.filter((field) => asked.includes(field)).toSorted()).toEqual(asked.toSorted());
      expect(new Set(fields).size).toBe(fields.length);
    },
  },
  {
    name: "tells of its progress in order, and ends it with one event",
    async run(trial) {
      await using bench = await open(trial);
      const updates: Update<unknown>[] = [];
      const response = await bench.generate({ onProgress: (update) => updates.push(update) });
      const events = updates.map(({ event }) => event);
      expect(events.filter((event) => event === "completed")).toHaveLength(1);
      expect(events.at(-1)).toBe("completed");
      expect(updates.at(-1)?.result).toBe(response);
      expect(new Set(updates.map(({ requestId }) => requestId))).toEqual(
        new Set([response.requestId]),
      );
      const percents = updates.flatMap(({ progressPercent }) => progressPercent ?? []);
      expect(percents).toEqual(percents.toSorted((left, right) => left - right));
    },
  },
  {
    name: "tells the job with every event after its submit",
    exempt: answersAtOnce,
    async run(trial) {
      await using bench = await open(trial);
      const updates: Update<unknown>[] = [];
      await bench.generate({ onProgress: (update) => updates.push(update) });
      expect(updates[0]?.event).toBe("submitted");
      expect(updates.filter(({ job }) => job?.remoteId === undefined)).toEqual([]);
    },
  },
  {
    name: "reports the place in the queue as the vendor does",
    exempt: ({ subject }) =>
      subject.reports?.includes("queue") ? undefined : "the vendor tells no place",
    async run(trial) {
      await using bench = await scripted({
        states: [{ status: "queued", queuePosition: 3 }, { status: "processing" }],
      })(trial);
      const places: number[] = [];
      await bench.generate({
        onProgress: ({ queuePosition }) =>
          queuePosition !== undefined && places.push(queuePosition),
      });
      expect(places).toContain(3);
    },
  },
  {
    name: "reports percents as the vendor does, and never back",
    exempt: ({ subject }) =>
      subject.reports?.includes("percent") ? undefined : "the vendor tells no percents",
    async run(trial) {
      const percents = [10, 60, 40].map((percent) => ({ status: "processing" as const, percent }));
      await using bench = await scripted({ states: percents })(trial);
      const told: number[] = [];
      await bench.generate({
        onProgress: ({ progressPercent }) =>
          progressPercent !== undefined && told.push(progressPercent),
      });
      expect(told).toEqual(expect.arrayContaining([10, 60]));
      expect(told).not.toContain(40);
    },
  },
  {
    name: "reports each line of the vendor's log once",
    exempt: ({ subject }) =>
      subject.reports?.includes("logs") ? undefined : "the vendor sends no log",
    async run(trial) {
      await using bench = await scripted({
        states: [
          { status: "processing", logs: ["one"] },
          { status: "processing", logs: ["one", "two"] },
        ],
      })(trial);
      const lines: string[] = [];
      await bench.generate({ onProgress: ({ logs }) => lines.push(...(logs ?? [])) });
      expect(lines).toEqual(["one", "two"]);
    },
  },
  {
    name: "takes a state that it does not know for work that goes on",
    exempt: answersAtOnce,
    async run(trial) {
      await using bench = await scripted({
        states: [{ status: "unknown" }, { status: "unknown" }, { status: "processing" }],
      })(trial);
      const response = await bench.generate();
      expect(outputsOf(response).length).toBeGreaterThan(0);
      expect(bench.fake.accepted).toBe(1);
    },
  },
  {
    name: "calls a job that is completed without an output a failure, and moves on",
    exempt: answersAtOnce,
    async run(trial) {
      await using bench = await scripted({ end: "empty" })(trial);
      const failure = await bench.fails();
      expect(failure.name).toBe("GenerationFailedError");
      expect(failure.job?.remoteId).toBeDefined();
      expect(bench.fake.accepted).toBe(1);
    },
  },
  {
    name: "tells a failed job in the vendor's words, with its id",
    exempt: answersAtOnce,
    async run(trial) {
      await using bench = await scripted({ end: "failed", message: "the model ran out of steam" })(
        trial,
      );
      const failure = await bench.fails();
      expect(failure.name).toBe("GenerationFailedError");
      expect(failure.message).toContain("the model ran out of steam");
      expect(failure.job?.remoteId).toBeDefined();
      expect(failure.executionMetadata?.attempts[0]?.billing).toBe("possible");
    },
  },
  {
    name: "knows a policy refusal of a submit",
    exempt: ({ subject }) =>
      (subject.refusals ?? ["submit"]).includes("submit")
        ? undefined
        : "the vendor's policy does not speak at submit",
    async run(trial) {
      await using bench = await open(trial);
      bench.fake.fault("submit", { kind: "refuse", reason: "moderated", message: "not this" });
      const failure = await bench.fails();
      expect(failure.name).toBe("ContentModerationError");
      expect(failure.message).toContain("not this");
      expect(bench.fake.count("submit")).toBe(1);
      expect(failure.executionMetadata?.attempts[0]?.billing).toBe("none");
    },
  },
  {
    name: "knows a policy refusal of a job",
    exempt: (trial) =>
      answersAtOnce(trial) ??
      ((trial.subject.refusals ?? ["result"]).includes("result")
        ? undefined
        : "the vendor's policy speaks at submit only"),
    async run(trial) {
      await using bench = await scripted({ end: "moderated", message: "not this" })(trial);
      const failure = await bench.fails();
      expect(failure.name).toBe("ContentModerationError");
      expect(failure.message).toContain("not this");
      expect(bench.fake.accepted).toBe(1);
    },
  },
  {
    name: "calls a refused input a ValidationError, in the vendor's words, once",
    async run(trial) {
      await using bench = await open(trial);
      bench.fake.fault("submit", { kind: "refuse", reason: "invalid", message: "too long by far" });
      const failure = await bench.fails();
      expect(failure.name).toBe("ValidationError");
      expect(failure.message).toContain("too long by far");
      expect(bench.fake.count("submit")).toBe(1);
    },
  },
  {
    name: "waits as long as a 429 asks, and is accepted once",
    async run(trial) {
      await using bench = await open(trial);
      bench.fake.fault("submit", {
        kind: "status",
        status: 429,
        headers: { "retry-after": "7" },
        json: {},
      });
      await bench.generate();
      expect(bench.clock.waits).toContain(7_000);
      expect(bench.fake.count("submit")).toBe(2);
      expect(bench.fake.accepted).toBe(1);
    },
  },
  {
    name: "ends at its deadline with a TimeoutError that names the job",
    exempt: answersAtOnce,
    async run(trial) {
      await using bench = await scripted(endless)(trial);
      const before = bench.clock.now();
      const failure = await bench.fails({ config: { timeoutMs: 60_000 } });
      expect(failure.name).toBe("TimeoutError");
      expect(failure.job?.remoteId).toBeDefined();
      expect(bench.clock.now() - before).toBeGreaterThanOrEqual(60_000);
      expect(bench.fake.accepted).toBe(1);
      expect(bench.fake.count("cancel") > 0).toBe(trial.adapter.cancel !== undefined);
    },
  },
  {
    name: "ends at its deadline with a TimeoutError that may have been billed",
    exempt: ({ adapter }) => (adapter.check ? "its jobs can be looked at" : undefined),
    async run(trial) {
      await using bench = await open(trial);
      bench.fake.fault("submit", { kind: "stall" });
      const failure = await bench.fails({ config: { timeoutMs: 60_000 } });
      expect(failure.name).toBe("TimeoutError");
      expect(failure.executionMetadata?.attempts[0]?.billing).toBe("possible");
      expect(bench.fake.count("submit")).toBe(1);
    },
  },
  {
    name: "says that a wrong key is one, without another try",
    async run(trial) {
      await using bench = await open(trial);
      const failure = await bench.fails({ config: { apiKey: "a-key-of-somebody-else" } });
      expect(failure.name).toBe("AuthenticationError");
      expect(bench.fake.accepted).toBe(0);
      expect(bench.fake.count("submit")).toBe(1);
    },
  },
  {
    name: "reaches the vendor at baseUrl alone, with nothing but the platform's fetch",
    async run(trial) {
      await using bench = await open(trial);
      const response = await bench.generate({ config: { fetch: globalThis.fetch } });
      expect(outputsOf(response).length).toBeGreaterThan(0);
      expect(bench.fake.requests.length).toBeGreaterThan(0);
      expect(bench.fake.requests.filter(({ status }) => status === undefined)).toEqual([]);
    },
  },
  {
    name: "sends one request for one submit, whatever goes wrong with it",
    async run(trial) {
      for (const fault of [
        { kind: "reset-before" },
        { kind: "reset-after" },
        { kind: "truncated" },
        { kind: "status", status: 429 },
        { kind: "status", status: 500 },
        { kind: "status", status: 503 },
      ] as const) {
        await using bench = await open(trial);
        bench.fake.fault("submit", fault);
        const failure = await bench
          .fails({
            config: { retry: { limit: 0 } },
            jobStore: new MemoryJobStore(),
          })
          .catch(() => undefined);
        expect({ fault, requests: bench.fake.count("submit") }).toEqual({ fault, requests: 1 });
        expect(failure !== undefined).toBe(
          trial.adapter.find === undefined || failure !== undefined,
        );
      }
    },
  },
];
