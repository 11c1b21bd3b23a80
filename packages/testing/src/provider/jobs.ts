import {
  mediaBytes,
  type MemoryJobStore,
  registerProvider,
  resumeJob,
  type StoredRecord,
} from "@tarash/core";
import { expect } from "vitest";
import { answersAtOnce, type Case } from "./case.ts";
import { endless, type Failure, nextTurn, openBench, outputsOf } from "./subject.ts";

async function recordsOf(store: MemoryJobStore): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const record of store.list()) records.push(record);
  return records;
}

/** What becomes of jobs: kept, taken up elsewhere, cancelled, left alone. */
export const jobCases: readonly Case[] = [
  {
    name: "writes its intent before the submit leaves, and the end after it",
    async run({ given, operation }) {
      await using bench = await openBench(given, operation);
      const call = bench.generate();
      await bench.fake.arrival("submit");
      const before = await recordsOf(bench.store);
      await call;
      expect(before.map(({ state }) => state)).toEqual(["intent"]);
      expect((await recordsOf(bench.store)).map(({ state }) => state)).toEqual(["completed"]);
    },
  },
  {
    name: "is taken up again from its ref alone, with the same outputs and adjustments",
    exempt: answersAtOnce,
    async run({ given, operation }) {
      await using bench = await openBench(given, operation);
      const job = await bench.submit();
      const whole = await job.wait();
      const resumed = await (await bench.resume(job.refString)).wait();
      expect(resumed.providerRequestId).toBe(whole.providerRequestId);
      expect(resumed.adjustments).toEqual(whole.adjustments);
      const bytes = async (response: typeof whole): Promise<Uint8Array[]> =>
        Promise.all(outputsOf(response).map((output) => mediaBytes(output)));
      expect(await bytes(resumed)).toEqual(await bytes(whole));
      expect(bench.fake.accepted).toBe(1);
    },
  },
  {
    name: "is taken up in the middle of its work, by name, long after its deadline",
    exempt: answersAtOnce,
    async run({ given, operation }) {
      await using bench = await openBench(given, operation);
      const { ref } = await bench.submit();
      bench.clock.advance(24 * 60 * 60 * 1_000);
      registerProvider(given.provider.definition.name, given.provider);
      const job = await resumeJob(JSON.parse(JSON.stringify(ref)) as typeof ref, {
        apiKey: bench.fake.apiKey,
        baseUrl: bench.fake.url,
        fetch: bench.fake.fetch,
        clock: bench.clock,
        ...(given.config?.providerConfig === undefined
          ? {}
          : { providerConfig: given.config.providerConfig }),
      });
      expect((await job.wait()).job.id).toBe(ref.id);
      expect(bench.fake.accepted).toBe(1);
    },
  },
  {
    name: "says that a job that answered at once cannot be taken up",
    exempt: ({ adapter }) => (adapter.check ? "its jobs can be" : undefined),
    async run({ given, operation }) {
      await using bench = await openBench(given, operation);
      const { job } = await bench.generate();
      expect(job.resumable).toBe(false);
      await expect(bench.resume(job)).rejects.toThrow("cannot be taken up again");
    },
  },
  {
    name: "is cancelled by its handle, and says so",
    exempt: (trial) =>
      answersAtOnce(trial) ?? (trial.adapter.cancel ? undefined : "the adapter has no cancel"),
    async run({ given, operation }) {
      await using bench = await openBench(given, operation);
      bench.fake.script({
        states: [{ status: "queued" }, { status: "queued" }, { status: "queued" }],
      });
      const job = await bench.submit();
      expect(await job.cancel()).toBe("cancelled");
      expect(bench.fake.jobs.all[0]?.state().status).toBe("cancelled");
      expect((await recordsOf(bench.store)).map(({ state }) => state)).toEqual(["cancelled"]);
    },
  },
  {
    name: "does not call a finished job cancelled",
    exempt: answersAtOnce,
    async run({ given, operation, adapter }) {
      await using bench = await openBench(given, operation);
      const job = await bench.submit();
      bench.fake.jobs.all[0]?.finish();
      expect(await job.cancel()).toBe(adapter.cancel ? "already-finished" : "not-supported");
      expect(outputsOf(await job.wait()).length).toBeGreaterThan(0);
    },
  },
  {
    name: "rejects an aborted call at once and asks the vendor to cancel",
    exempt: answersAtOnce,
    async run({ given, operation, adapter }) {
      await using bench = await openBench(given, operation);
      bench.fake.script({ states: [{ status: "queued" }, ...(endless.states ?? [])] });
      bench.fake.fault("stream", { kind: "status", status: 404 }, { times: 1_000 });
      const stop = new AbortController();
      let failure: Failure | undefined;
      const polled = bench.fake.arrival("poll");
      const call = bench.fails({ signal: stop.signal }).then((error) => (failure = error));
      await polled;
      stop.abort();
      await nextTurn();
      expect(failure?.name).toBe("CancelledError");
      await call;
      expect(failure?.job?.remoteId).toBeDefined();
      const outcome = await failure?.cancelOutcome;
      expect(["cancelled", "not-supported"]).toContain(outcome);
      expect(bench.fake.count("cancel") > 0).toBe(adapter.cancel !== undefined);
    },
  },
  {
    name: "lets a submit that is on the wire finish when the call is aborted, and keeps what it bought",
    async run({ given, operation, adapter }) {
      await using bench = await openBench(given, operation);
      bench.fake.script(endless);
      let answer: () => void = () => undefined;
      const until = new Promise<void>((resolve) => (answer = resolve));
      bench.fake.fault("submit", { kind: "hold", until });
      const stop = new AbortController();
      let failure: Failure | undefined;
      const submitted = bench.fake.arrival("submit");
      const call = bench.fails({ signal: stop.signal }).then((error) => (failure = error));
      await submitted;
      stop.abort();
      await nextTurn();
      expect(failure?.name).toBe("CancelledError");
      await call;
      answer();
      await failure?.cancelOutcome;
      expect(bench.fake.accepted).toBe(1);
      expect(bench.fake.count("submit")).toBe(1);
      const [record] = await recordsOf(bench.store);
      const kept = adapter.check ? ["accepted", "cancelled"] : ["completed"];
      expect(kept).toContain(record?.state);
    },
  },
  {
    name: "leaves the job alone when only the wait is aborted",
    exempt: answersAtOnce,
    async run({ given, operation }) {
      await using bench = await openBench(given, operation);
      const job = await bench.submit();
      await expect(job.wait({ signal: AbortSignal.abort() })).rejects.toMatchObject({
        name: "CancelledError",
      });
      expect(bench.fake.count("cancel")).toBe(0);
      expect(outputsOf(await job.wait()).length).toBeGreaterThan(0);
    },
  },
  {
    name: "leaves the job alone when a wait has lasted as long as it may",
    exempt: answersAtOnce,
    async run({ given, operation }) {
      await using bench = await openBench(given, operation);
      bench.fake.script(endless);
      const job = await bench.submit();
      await expect(job.wait({ timeoutMs: 30_000 })).rejects.toMatchObject({ name: "TimeoutError" });
      expect(bench.fake.count("cancel")).toBe(0);
      bench.fake.jobs.all[0]?.finish();
      expect(outputsOf(await job.wait()).length).toBeGreaterThan(0);
    },
  },
  {
    name: "makes three outputs, and keeps the others when one of its jobs fails",
    exempt: ({ operation }) =>
      operation === "video" || operation === "image" ? undefined : "speech has one output",
    async run({ given, operation, subject, adapter }) {
      const count = operation === "video" ? { numberOfVideos: 3 } : { n: 3 };
      await using bench = await openBench(given, operation, { ...subject.request, ...count });
      expect(outputsOf(await bench.generate())).toHaveLength(3);
      const jobs = bench.fake.accepted;
      if (jobs === 1) return;
      if (adapter.check) bench.fake.script({ end: "failed" }, { times: 1 });
      else bench.fake.fault("submit", { kind: "refuse", reason: "invalid" });
      const response = await bench.generate();
      const kept = outputsOf(response).length;
      expect([1, 2]).toContain(kept);
      expect(response.failedParts).toHaveLength(1);
      expect(response.warnings.filter((warning) => warning.includes("was not made"))).toHaveLength(
        1,
      );
      expect(bench.fake.count("submit")).toBe(2 * jobs);
    },
  },
];
