import { expect, test } from "vitest";
import { virtualClock } from "../../testing/src/clock.ts";
import type { TarashError } from "../src/errors.ts";
import { generateVideo } from "../src/generators.ts";
import type { JobRef } from "../src/job-ref.ts";
import { MemoryJobStore, type StoredRecord } from "../src/job-store.ts";
import type { Update } from "../src/response.ts";
import { done, gate, heldVendor, turn } from "./held-vendor.ts";
import { rejection } from "./web-server.ts";

async function recordsOf(store: MemoryJobStore): Promise<StoredRecord[]> {
  const found: StoredRecord[] = [];
  for await (const record of store.list()) found.push(record);
  return found;
}

/** Whether `promise` has settled by the end of this turn of the event loop. */
async function settled(promise: Promise<unknown>): Promise<boolean> {
  let over = false;
  const note = (): void => void (over = true);
  promise.then(note, note);
  await turn();
  return over;
}

test("one call, from request to a frozen response, with one end of its events", async () => {
  const vendor = heldVendor();
  const updates: Update[] = [];
  const refs: JobRef[] = [];
  const response = await generateVideo(
    vendor.provider("m"),
    { prompt: "a" },
    {
      clock: virtualClock(),
      onProgress: (update) => updates.push(update as Update),
      onAccepted: (ref) => refs.push(ref),
    },
  );
  expect(vendor.submits).toBe(1);
  expect(updates.map(({ event }) => event)).toEqual([
    "submitted",
    "progress",
    "progress",
    "completed",
  ]);
  expect(updates.at(-1)?.result).toBe(response);
  expect(refs).toMatchObject([{ remoteId: "job-1" }]);
  expect(response).toMatchObject({
    provider: "vendor",
    model: "m",
    providerRequestId: "job-1",
    status: "completed",
    isMock: false,
    executionMetadata: {
      totalAttempts: 1,
      successfulAttempt: 1,
      fallbackTriggered: false,
      configsInChain: 1,
      attempts: [{ status: "success", billing: "billed", attempt: 1 }],
    },
  });
  expect(response.executionMetadata.attempts[0]?.startedAt).toMatch(/^2026-01-01T00:00:00.000Z$/);
  for (const part of [
    response,
    response.video,
    response.videos,
    response.adjustments,
    response.job,
    response.executionMetadata,
  ])
    expect(Object.isFrozen(part)).toBe(true);
});

test("aborted before it begins: nothing is submitted", async () => {
  const vendor = heldVendor();
  const store = new MemoryJobStore();
  const error = (await rejection(
    generateVideo(
      vendor.provider("m"),
      { prompt: "a" },
      { signal: AbortSignal.abort(), jobStore: store, clock: virtualClock() },
    ),
  )) as TarashError;
  expect(error.name).toBe("CancelledError");
  expect(await error.cancelOutcome).toBe("cancelled");
  await turn();
  expect([vendor.submits, vendor.cancelled]).toEqual([0, []]);
  const left = (await recordsOf(store)).filter(({ state }) => state !== "refused");
  expect(left).toEqual([]);
});

test("aborted while a submit is on the wire: rejected at once, the submit left to finish, then cancelled", async () => {
  const vendor = heldVendor();
  const { opened, open } = gate();
  const started = gate();
  vendor.beforeAccepting = () => {
    started.open();
    return opened;
  };
  const store = new MemoryJobStore();
  const abort = new AbortController();
  const call = rejection(
    generateVideo(
      vendor.provider("m"),
      { prompt: "a" },
      { signal: abort.signal, jobStore: store, clock: virtualClock() },
    ),
  );
  await started.opened;
  abort.abort(new Error("enough"));
  expect(await settled(call)).toBe(true);
  const error = (await call) as TarashError;
  expect(error.name).toBe("CancelledError");
  expect((error.cause as Error).message).toBe("enough");
  expect((await recordsOf(store)).map(({ state }) => state)).toEqual(["intent"]);
  open();
  expect(await error.cancelOutcome).toBe("cancelled");
  expect(vendor.cancelled).toEqual(["job-1"]);
  expect((await recordsOf(store)).map(({ state }) => state)).toEqual(["cancelled"]);
});

test("aborted between two checks: rejected within one turn, with the ref, and the vendor asked to cancel", async () => {
  const vendor = heldVendor();
  vendor.states = [{ status: "processing" }];
  const clock = virtualClock();
  const abort = new AbortController();
  const accepted = gate();
  const updates: Update[] = [];
  const call = rejection(
    generateVideo(
      vendor.provider("m"),
      { prompt: "a" },
      {
        signal: abort.signal,
        clock,
        onAccepted: () => accepted.open(),
        onProgress: (update) => updates.push(update as Update),
      },
    ),
  );
  await accepted.opened;
  const release = clock.hold();
  await turn();
  abort.abort();
  expect(await settled(call)).toBe(true);
  release();
  const error = (await call) as TarashError;
  expect(error.name).toBe("CancelledError");
  expect(error.job).toMatchObject({ remoteId: "job-1" });
  expect(await error.cancelOutcome).toBe("cancelled");
  expect(vendor.cancelled).toEqual(["job-1"]);
  expect(error.executionMetadata).toMatchObject({
    totalAttempts: 1,
    attempts: [{ status: "failed", billing: "possible" }],
  });
  expect(updates.map(({ event }) => event).filter((event) => event !== "progress")).toEqual([
    "submitted",
    "failed",
  ]);
  const { checks } = vendor;
  await turn();
  expect(vendor.checks).toBe(checks);
});

test("the whole call's time limit ends all attempts, and no fallback is bought after it", async () => {
  const first = heldVendor();
  const second = heldVendor();
  first.states = [{ status: "processing" }];
  const error = (await rejection(
    generateVideo(
      first.provider("m", { fallbackConfigs: [second.provider("m")] }),
      { prompt: "a" },
      { clock: virtualClock(), timeoutMs: 10_000 },
    ),
  )) as TarashError & { timeoutMs: number };
  expect([error.name, error.timeoutMs]).toEqual(["TimeoutError", 10_000]);
  expect(error.message).toMatch(/the whole call took longer than 10000 ms/);
  expect(await error.cancelOutcome).toBe("cancelled");
  expect([first.submits, second.submits]).toEqual([1, 0]);
  expect(error.executionMetadata?.attempts.map(({ status }) => status)).toEqual([
    "failed",
    "skipped",
  ]);
});

test("a job's own deadline asks the vendor to cancel; a result that is there by then is kept", async () => {
  const vendor = heldVendor();
  vendor.states = [{ status: "processing" }];
  const late = (await rejection(
    generateVideo(
      vendor.provider("m", { timeoutMs: 5_000 }),
      { prompt: "a" },
      { clock: virtualClock() },
    ),
  )) as TarashError;
  expect(late.name).toBe("TimeoutError");
  expect(vendor.cancelled).toEqual(["job-1"]);
  expect(await late.cancelOutcome).toBe("cancelled");
});

test("an error of the caller's callbacks ends nothing", async () => {
  const vendor = heldVendor();
  const fail = (): never => {
    throw new Error("callback broke");
  };
  const response = await generateVideo(
    vendor.provider("m"),
    { prompt: "a" },
    { clock: virtualClock(), onProgress: fail, onAccepted: async () => fail() },
  );
  expect(response.status).toBe("completed");
});

test("the same key joins the call that runs, and leaves it alone when the joiner goes", async () => {
  const vendor = heldVendor();
  const { opened, open } = gate();
  vendor.beforeAccepting = () => opened;
  const config = vendor.provider("m");
  const options = { idempotencyKey: "order-1", clock: virtualClock() };
  const first = generateVideo(config, { prompt: "a" }, options);
  await turn();
  const second = generateVideo(config, { prompt: "a", seed: undefined as never }, options);
  const abort = new AbortController();
  const third = rejection(
    generateVideo(config, { prompt: "a" }, { ...options, signal: abort.signal }),
  );
  const other = await rejection(generateVideo(config, { prompt: "b" }, options));
  expect(other.name).toBe("ValidationError");
  expect(other.message).toMatch(/"order-1" was used with another request/);
  abort.abort();
  expect((await third).message).toMatch(/the call goes on/);
  open();
  expect(await second).toBe(await first);
  expect(vendor.submits).toBe(1);
  expect(vendor.idempotencyKeys).toEqual(["order-1"]);
});

test("with a store the same key brings the job of a call that is over, in any process", async () => {
  const vendor = heldVendor();
  const options = {
    idempotencyKey: "order-2",
    jobStore: new MemoryJobStore(),
    clock: virtualClock(),
  };
  const first = await generateVideo(vendor.provider("m"), { prompt: "a" }, options);
  vendor.states = [done];
  const second = await generateVideo(vendor.provider("m"), { prompt: "a" }, options);
  expect(second.video).toEqual(first.video);
  expect(second.job.id).toBe(first.job.id);
  expect(vendor.submits).toBe(1);
  const other = await rejection(generateVideo(vendor.provider("m"), { prompt: "b" }, options));
  expect(other.message).toMatch(/was used with another request/);
});

test("a key whose call bought nothing is free again", async () => {
  const vendor = heldVendor();
  const options = {
    idempotencyKey: "order-3",
    jobStore: new MemoryJobStore(),
    clock: virtualClock(),
  };
  const refused = await rejection(
    generateVideo({ ...vendor.provider("m"), model: "unknown" }, { prompt: "a" }, options),
  );
  expect(refused.message).toMatch(/model unknown is not known/);
  expect(await recordsOf(options.jobStore)).toEqual([]);
  await generateVideo(vendor.provider("m"), { prompt: "a" }, options);
  expect(vendor.submits).toBe(1);
});

test("a store that fails to keep a key's job neither loses it nor ends the process", async () => {
  const vendor = heldVendor();
  const store = new MemoryJobStore();
  const update = store.update.bind(store);
  let broken = false;
  store.update = (id, change) =>
    broken && id.startsWith("key-") ? Promise.reject(new Error("disk full")) : update(id, change);
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);
  process.on("unhandledRejection", note);
  vendor.beforeAccepting = async () => void (broken = true);
  const response = await generateVideo(
    vendor.provider("m"),
    { prompt: "a" },
    { idempotencyKey: "order-4", jobStore: store, clock: virtualClock() },
  );
  await turn();
  process.off("unhandledRejection", note);
  expect([response.status, rejections]).toEqual(["completed", []]);
});
