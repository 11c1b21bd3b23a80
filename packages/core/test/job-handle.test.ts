import { expect, test } from "vitest";
import { virtualClock } from "../../testing/src/clock.ts";
import type { TarashError } from "../src/errors.ts";
import { submitVideo } from "../src/generators.ts";
import type { Update } from "../src/response.ts";
import { resumeJob } from "../src/index.ts";
import { MemoryJobStore } from "../src/job-store.ts";
import { gate, heldVendor, turn } from "./held-vendor.ts";
import { rejection } from "./web-server.ts";

async function submitted(vendor = heldVendor(), more: object = {}) {
  const clock = virtualClock();
  const job = await submitVideo(vendor.provider("m"), { prompt: "a" }, { clock, ...more });
  return { vendor, clock, job };
}

test("a submit resolves with a ref of plain JSON, also as one string, before anything is known", async () => {
  const { vendor, job } = await submitted();
  expect([vendor.submits, vendor.checks]).toEqual([1, 0]);
  expect(JSON.parse(JSON.stringify(job.ref))).toEqual(job.ref);
  expect(job.ref).toMatchObject({
    provider: "vendor",
    model: "m",
    remoteId: "job-1",
    resumable: true,
  });
  expect(job.refString).toMatch(/^tarash1\.[\w-]+$/);
  expect(Object.isFrozen(job)).toBe(true);
});

test("status asks once; a job that is over is not asked again", async () => {
  const { vendor, job } = await submitted();
  expect(await job.status()).toEqual({ status: "queued" });
  expect(await job.status()).toEqual({ status: "processing", progressPercent: 50 });
  await job.wait();
  const { checks } = vendor;
  expect(await job.status()).toEqual({ status: "completed" });
  expect(vendor.checks).toBe(checks);
});

test("wait may be called twice, at once and later, and brings the same response", async () => {
  const { vendor, job } = await submitted();
  const [first, second] = await Promise.all([job.wait(), job.wait()]);
  expect(second.video).toEqual(first.video);
  const { checks } = vendor;
  expect((await job.wait()).video).toEqual(first.video);
  expect([vendor.submits, vendor.checks]).toEqual([1, checks]);
});

test("every listener hears one end, also one that comes when all is over", async () => {
  const first: Update[] = [];
  const second: Update[] = [];
  const late: Update[] = [];
  const { job } = await submitted(heldVendor(), {
    onProgress: (update: Update) => first.push(update),
  });
  await job.wait({ onProgress: (update) => second.push(update) });
  await job.wait({ onProgress: (update) => late.push(update) });
  const ends = (updates: Update[]): string[] =>
    updates
      .map(({ event }) => event)
      .filter((event) => event === "completed" || event === "failed");
  expect([ends(first), ends(second), ends(late)]).toEqual([
    ["completed"],
    ["completed"],
    ["completed"],
  ]);
  expect(first.map(({ event }) => event)).toEqual([
    "submitted",
    "progress",
    "progress",
    "completed",
  ]);
  expect(late[0]?.result?.requestId).toBe(job.ref.requestId);
});

test("updates are told until the last one, which holds the result; a second reading tells the end", async () => {
  const { job } = await submitted();
  const events: string[] = [];
  let last: Update | undefined;
  for await (const update of job.updates()) {
    events.push(update.event);
    last = update;
  }
  expect(events).toEqual(["progress", "progress", "completed"]);
  expect(last?.result).toMatchObject({ status: "completed" });
  const again: string[] = [];
  for await (const update of job.updates()) again.push(update.event);
  expect(again).toEqual(["completed"]);
});

test("breaking out of the updates stops the waiting and leaves the job alone", async () => {
  const { vendor, job } = await submitted();
  for await (const update of job.updates()) {
    expect(update.event).toBe("progress");
    break;
  }
  const { checks } = vendor;
  await turn();
  await turn();
  expect(vendor.checks).toBe(checks);
  expect(vendor.cancelled).toEqual([]);
  expect((await job.wait()).status).toBe("completed");
});

test("a failed job ends the updates with its error, and wait rejects with it", async () => {
  const vendor = heldVendor();
  vendor.states = [{ status: "failed", error: { message: "out of memory" } }];
  const heard: string[] = [];
  const { job } = await submitted(vendor, { onProgress: ({ event }: Update) => heard.push(event) });
  const updates: Update[] = [];
  for await (const update of job.updates()) updates.push(update);
  expect(updates.map(({ event, error }) => [event, error?.message])).toEqual([
    ["failed", "vendor m: out of memory"],
  ]);
  const error = (await rejection(job.wait())) as TarashError;
  expect(error.name).toBe("GenerationFailedError");
  expect(error.job).toMatchObject({ remoteId: "job-1" });
  expect(error.executionMetadata?.attempts).toMatchObject([
    { status: "failed", billing: "possible" },
  ]);
  expect(heard).toEqual(["submitted", "failed"]);
});

test("aborting a wait, or its time limit, only stops the waiting", async () => {
  const vendor = heldVendor();
  vendor.states = [{ status: "processing" }];
  const { job, clock } = await submitted(vendor);
  const abort = new AbortController();
  const waiting = rejection(job.wait({ signal: abort.signal }));
  await turn();
  abort.abort();
  const aborted = await waiting;
  expect(aborted.name).toBe("CancelledError");
  expect(aborted.message).toMatch(/the job goes on/);
  const release = clock.hold();
  const limited = rejection(job.wait({ timeoutMs: 1_000 }));
  await turn();
  clock.advance(1_001);
  release();
  const timedOut = await limited;
  expect(timedOut.name).toBe("TimeoutError");
  expect(timedOut.message).toMatch(/the job goes on/);
  expect(vendor.cancelled).toEqual([]);
  vendor.states = heldVendor().states;
  expect((await job.wait()).status).toBe("completed");
});

test("cancel says what came of it", async () => {
  const { vendor, job } = await submitted();
  expect(await job.cancel()).toBe("cancelled");
  expect(vendor.cancelled).toEqual(["job-1"]);
  const finished = await submitted();
  await finished.job.wait();
  expect(await finished.job.cancel()).toBe("already-finished");
  expect(finished.vendor.cancelled).toEqual([]);
  const deaf = await submitted(heldVendor({ cancellable: false }));
  expect(await deaf.job.cancel()).toBe("not-supported");
});

test("a ref, as JSON or string, is taken up elsewhere without another submit", async () => {
  const { vendor, job, clock } = await submitted();
  for (const ref of [job.ref, job.refString, JSON.stringify(job.ref)]) {
    const resumed = await resumeJob(ref, { provider: vendor.provider, clock });
    expect(await resumed.wait()).toMatchObject({
      video: { url: "https://cdn.vendor.test/v.mp4" },
    });
  }
  expect(vendor.submits).toBe(1);
});

test.each([
  ["", /this is no job ref/],
  ["hello", /this is no job ref/],
  ["tarash2.abc", /has version 2, and this @tarash\/core reads version 1/],
  ["tarash1.%%%", /this is no job ref/],
  ["{}", /this is no job ref \(version undefined\)/],
  ['{"version":1}', /the job ref has no id; was it changed or cut\?/],
  [null as never, /must be an object or its string \(got null\)/],
])("%j is refused as a ref", async (ref, message) => {
  const error = await rejection(resumeJob(ref));
  expect(error.name).toBe("ValidationError");
  expect(error.message).toMatch(message);
});

test("a cut or changed ref is refused, and no key leaves for a host that only the ref names", async () => {
  const { vendor, job } = await submitted();
  const { provider } = vendor;
  const cut = await rejection(resumeJob(job.refString.slice(0, -20), { provider }));
  expect(cut.name).toBe("ValidationError");
  const urls = { status: "https://evil.test/status" };
  const foreign = await rejection(resumeJob({ ...job.ref, urls }, { provider }));
  expect(foreign.message).toMatch(/status URL is on none of vendor's hosts/);
  const gateway = await rejection(
    resumeJob({ ...job.ref, baseUrl: "https://evil.test" }, { provider }),
  );
  expect(gateway.message).toMatch(/submitted through https:\/\/evil\.test: pass \{ baseUrl \}/);
});

test("a submit that is aborted on the wire is left to finish, and its job is cancelled", async () => {
  const vendor = heldVendor();
  const { opened, open } = gate();
  const started = gate();
  vendor.beforeAccepting = () => {
    started.open();
    return opened;
  };
  const abort = new AbortController();
  const submit = rejection(
    submitVideo(
      vendor.provider("m"),
      { prompt: "a" },
      { signal: abort.signal, clock: virtualClock() },
    ),
  );
  await started.opened;
  abort.abort();
  const error = (await submit) as TarashError;
  expect(error.name).toBe("CancelledError");
  expect(vendor.cancelled).toEqual([]);
  open();
  expect(await error.cancelOutcome).toBe("cancelled");
  expect(vendor.cancelled).toEqual(["job-1"]);
});

test("two submits with one key are one job, with a store and without", async () => {
  for (const jobStore of [undefined, new MemoryJobStore()]) {
    const vendor = heldVendor();
    const options = {
      idempotencyKey: `submit-${jobStore ? "stored" : "free"}`,
      clock: virtualClock(),
      ...(jobStore ? { jobStore } : {}),
    };
    const submit = () => submitVideo(vendor.provider("m"), { prompt: "a" }, options);
    const [first, second] = await Promise.all([submit(), submit()]);
    const third = await submit();
    expect([second.ref.id, third.ref.id]).toEqual([first.ref.id, first.ref.id]);
    expect(vendor.submits).toBe(1);
    expect((await third.wait()).status).toBe("completed");
    const other = await rejection(submitVideo(vendor.provider("m"), { prompt: "b" }, options));
    expect(other.message).toMatch(/was used with another request/);
  }
});
