import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createWebhookHandler,
  type JobStore,
  MemoryJobStore,
  resumeAll,
  submitVideo,
  SubmitUnknownError,
  unfinishedJobs,
} from "@tarash/core";
import { FileJobStore } from "@tarash/core/node";
import { fal } from "@tarash/provider-fal";
import {
  type FakeFal,
  type FakeJob,
  type FalDelivery,
  startFakeFal,
  virtualClock,
} from "@tarash/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

const hook = "https://app.test/hook";
const endless = Array.from({ length: 100_000 }, () => ({ status: "processing" as const }));
const request = { prompt: "a cat" };

let fake: FakeFal;
let clock = virtualClock({ start: Date.now() });

// One for all tests: fal's keys are read seldom, and each fake has keys of its own.
beforeAll(async () => {
  fake = await startFakeFal({ script: { states: endless } });
  fake.fault("stream", { kind: "status", status: 404 }, { times: 1_000 });
});
afterAll(() => fake.close());

let earlier = 0;
let billed = 0;
beforeEach(() => {
  earlier = fake.jobs.all.length;
  billed = fake.accepted;
  clock = virtualClock({ start: Date.now() });
});

const config = (): Parameters<typeof submitVideo>[0] =>
  fal("fal-ai/veo3.1", { apiKey: fake.apiKey, baseUrl: fake.url, timeoutMs: 1e9 });

/** The address that the vendor was given with the submit, token and all. */
function address(): string {
  const submit = fake.requests.findLast(({ step }) => step === "submit");
  return submit?.url.searchParams.get("fal_webhook") ?? "";
}

/** A job of this test, at the vendor. */
function remoteJob(index = 0): FakeJob {
  const job = fake.jobs.all[earlier + index];
  if (!job) throw new Error("the vendor has no such job");
  return job;
}

function handler(jobStore: JobStore): (request: Request) => Promise<Response> {
  return createWebhookHandler({ jobStore, providers: { fal }, fetch: fake.fetch, clock });
}

function deliver(store: JobStore, delivery: FalDelivery, url = address()): Promise<Response> {
  return handler(store)(new Request(url, { method: "POST", ...delivery }));
}

const folders: string[] = [];
function fileStore(): FileJobStore {
  const folder = mkdtempSync(join(tmpdir(), "tarash-webhook-"));
  folders.push(folder);
  return new FileJobStore(folder);
}
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

describe.each([
  ["a store that tells of changes", () => new MemoryJobStore()],
  ["a store that is read again at each check, as in another process", fileStore],
])("with %s", (_, makeStore) => {
  test("a delivery wakes whoever waits for the job, with the output", async () => {
    const jobStore = makeStore();
    const job = await submitVideo(config(), request, { jobStore, webhookUrl: hook, clock });
    const response = job.wait();
    const remote = remoteJob();
    remote.finish();
    expect((await deliver(jobStore, fake.delivery(remote))).status).toBe(200);
    expect((await response).video.url).toContain("http");
    expect(await unfinishedJobs(jobStore)).toEqual([]);
    expect(fake.accepted - billed).toBe(1);
  });

  test("a delivery settles an intent whose submit was never answered, and resuming brings the result", async () => {
    const jobStore = makeStore();
    fake.fault("submit", { kind: "reset-after" });
    const submitted = submitVideo(config(), request, { jobStore, webhookUrl: hook, clock });
    await expect(submitted).rejects.toThrow(SubmitUnknownError);
    expect((await unfinishedJobs(jobStore)).map(({ state }) => state)).toEqual(["unknown"]);
    const remote = remoteJob();
    remote.finish();
    expect((await deliver(jobStore, fake.delivery(remote))).status).toBe(200);
    const resumed = [];
    const options = { provider: fal, apiKey: fake.apiKey, baseUrl: fake.url, clock };
    for await (const settled of resumeAll(jobStore, options)) resumed.push(settled);
    expect(resumed).toMatchObject([{ response: { status: "completed" } }]);
    expect(fake.accepted - billed).toBe(1);
  });
});

describe("a delivery is refused, and nothing is kept of it", () => {
  let jobStore: MemoryJobStore;
  let genuine: FalDelivery;

  beforeEach(async () => {
    jobStore = new MemoryJobStore();
    await submitVideo(config(), request, { jobStore, webhookUrl: hook, clock });
    remoteJob().finish();
    genuine = fake.delivery(remoteJob());
  });

  test.each([
    ["tampered with", () => ({ ...genuine, body: genuine.body.replace("video", "vide0") })],
    [
      "signed with another key",
      () => fake.delivery(remoteJob(), { key: generateKeyPairSync("ed25519").privateKey }),
    ],
    [
      "too old to be genuine",
      () =>
        fake.delivery(remoteJob(), {
          timestampSeconds: Math.floor(Date.now() / 1_000) - 3_600,
        }),
    ],
    ["not signed", () => ({ ...genuine, headers: {} })],
  ])("when it is %s", async (_, made) => {
    expect((await deliver(jobStore, made())).status).toBe(401);
    expect((await unfinishedJobs(jobStore))[0]?.delivery).toBeUndefined();
  });

  test("when its token is another intent's, cut or missing", async () => {
    expect((await deliver(jobStore, genuine, `${hook}?tarash_token=made.up`)).status).toBe(404);
    expect((await deliver(jobStore, genuine, `${address().slice(0, -1)}x`)).status).toBe(401);
    expect((await deliver(jobStore, genuine, hook)).status).toBe(400);
  });

  test("when it is about another job of the same account", async () => {
    const mine = address();
    await submitVideo(config(), request, { jobStore, webhookUrl: hook, clock });
    const other = remoteJob(1);
    other.finish();
    expect((await deliver(jobStore, fake.delivery(other), mine)).status).toBe(409);
  });
});

test("duplicates and late deliveries change nothing", async () => {
  const jobStore = new MemoryJobStore();
  const job = await submitVideo(config(), request, { jobStore, webhookUrl: hook, clock });
  const remote = remoteJob();
  remote.finish();
  const delivery = fake.delivery(remote);
  expect((await deliver(jobStore, delivery)).status).toBe(200);
  const kept = await jobStore.read(job.ref.id);
  expect((await deliver(jobStore, delivery)).status).toBe(200);
  expect(await jobStore.read(job.ref.id)).toEqual(kept);
  await job.wait();
  const ended = await jobStore.read(job.ref.id);
  expect((await deliver(jobStore, delivery)).status).toBe(200);
  expect(await jobStore.read(job.ref.id)).toEqual(ended);
});

test("a delivery that cannot be kept is not acknowledged", async () => {
  const jobStore = new MemoryJobStore();
  await submitVideo(config(), request, { jobStore, webhookUrl: hook, clock });
  remoteJob().finish();
  const full: JobStore = {
    read: (id) => jobStore.read(id),
    update: () => Promise.reject(new Error("disk full")),
    list: () => jobStore.list(),
  };
  expect((await deliver(full, fake.delivery(remoteJob()))).status).toBe(500);
});

test("the token stands in no record, ref or error", async () => {
  const jobStore = new MemoryJobStore();
  const job = await submitVideo(config(), request, { jobStore, webhookUrl: hook, clock });
  const token = new URL(address()).searchParams.get("tarash_token") ?? "none";
  const secret = token.split(".")[1] ?? "none";
  expect(JSON.stringify([job.ref, await jobStore.read(job.ref.id)])).not.toContain(secret);
});
