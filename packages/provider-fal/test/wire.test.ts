import { readFileSync } from "node:fs";
import {
  createWebhookHandler,
  generateImage,
  generateVideo,
  MemoryJobStore,
  resumeJob,
  submitVideo,
  type VideoGenerationUpdate,
} from "@tarash/core";
import { type FakeFal, type FakeVendorOptions, startFakeFal, virtualClock } from "@tarash/testing";
import { expect, test } from "vitest";
import { fal } from "../src/index.ts";

const png = Uint8Array.from(
  atob(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
  ),
  (letter) => letter.charCodeAt(0),
);
const veo = "fal-ai/veo3.1/fast";

type Config = ReturnType<typeof fal>;

async function start(options: FakeVendorOptions = {}): Promise<{
  fake: FakeFal;
  clock: ReturnType<typeof virtualClock>;
  config(model?: string, more?: Partial<Config>): Config;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const clock = virtualClock();
  const fake = await startFakeFal({ clock, ...options });
  return {
    fake,
    clock,
    config: (model = veo, more = {}) =>
      fal(model, { apiKey: fake.apiKey, baseUrl: fake.url, fetch: fake.fetch, ...more }),
    [Symbol.asyncDispose]: () => fake.close(),
  };
}

test("text becomes a video through the endpoint without images, with one submit", async () => {
  await using at = await start();
  const response = await generateVideo(
    at.config(),
    { prompt: "a fox", durationSeconds: 8 },
    { clock: at.clock },
  );
  expect(response.video).toMatchObject({ contentType: "video/mp4" });
  expect(response).toMatchObject({ seed: 7, providerRequestId: at.fake.jobs.all[0]?.id });
  const submit = at.fake.requests.find(({ step }) => step === "submit");
  expect(submit?.url.pathname).toBe("/fal-ai/veo3.1/fast");
  expect(submit?.body).toEqual({ prompt: "a fox", duration: "8s" });
  expect(submit?.headers.get("user-agent")).toContain("@fal-ai/client");
  expect([at.fake.accepted, at.fake.count("submit")]).toEqual([1, 1]);
});

test("bytes of a first frame are uploaded, and the key does not go to the upload's host", async () => {
  await using at = await start();
  const imageList = [{ image: png, type: "first_frame" as const }];
  await generateVideo(at.config(), { prompt: "a fox", imageList }, { clock: at.clock });
  const submit = at.fake.requests.find(({ step }) => step === "submit");
  expect(submit?.url.pathname).toBe("/fal-ai/veo3.1/fast/image-to-video");
  const { image_url: url = "" } = (submit?.body ?? {}) as { image_url?: string };
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1/);
  expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(png);
  expect(at.fake.accepted).toBe(1);
});

test("an upload URL on another host is not given the key", async () => {
  await using at = await start();
  await using other = await startFakeFal();
  at.fake.fault("upload", {
    kind: "status",
    status: 200,
    json: { file_url: "https://files.test/a.png", upload_url: `${other.url}/storage/put/a` },
  });
  const imageList = [{ image: png, type: "first_frame" as const }];
  await generateVideo(at.config(), { prompt: "a fox", imageList }, { clock: at.clock });
  const [put] = other.requests;
  expect([put?.method, put?.headers.get("authorization")]).toEqual(["PUT", null]);
});

test("progress comes from the stream, with queue position and logs", async () => {
  const script = {
    states: [
      { status: "queued", queuePosition: 3 },
      { status: "processing", logs: ["loading"] },
      { status: "unknown" },
    ],
  } as const;
  await using at = await start({ script });
  const updates: VideoGenerationUpdate[] = [];
  const onProgress = (update: VideoGenerationUpdate): number => updates.push(update);
  await generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock, onProgress });
  expect(updates.map(({ event }) => event)).toEqual(
    expect.arrayContaining(["submitted", "progress", "completed"]),
  );
  expect(updates.some(({ queuePosition }) => queuePosition === 3)).toBe(true);
  expect(updates.some(({ logs }) => logs?.includes("loading"))).toBe(true);
  expect([at.fake.count("stream"), at.fake.count("poll"), at.fake.accepted]).toEqual([1, 0, 1]);
});

test("checks take over where the stream breaks", async () => {
  await using at = await start();
  at.fake.fault("stream", { kind: "reset-before" });
  const { video } = await generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  expect(video.url).toContain("http");
  expect(at.fake.count("poll")).toBeGreaterThan(0);
  expect(at.fake.accepted).toBe(1);
});

test("a refusal by policy is a ContentModerationError, at the submit and in the result", async () => {
  await using at = await start();
  at.fake.fault("submit", { kind: "refuse", reason: "moderated", message: "no violence" });
  const early = generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  await expect(early).rejects.toMatchObject({ name: "ContentModerationError", statusCode: 422 });
  at.fake.script({ end: "moderated", message: "no violence" });
  const late = generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  await expect(late).rejects.toMatchObject({
    name: "ContentModerationError",
    message: `fal ${veo}: prompt: no violence`,
  });
  expect(at.fake.accepted).toBe(1);
});

test("other 422 name the field; a job that failed says so in fal's words", async () => {
  await using at = await start();
  at.fake.fault("submit", { kind: "refuse", reason: "invalid", message: "too long" });
  const early = generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  await expect(early).rejects.toMatchObject({
    name: "ValidationError",
    message: expect.stringContaining("prompt: too long") as string,
  });
  at.fake.script({ end: "invalid", message: "too dark" }, { times: 1 });
  const invalid = generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  await expect(invalid).rejects.toMatchObject({ name: "ValidationError" });
  at.fake.script({ end: "failed", message: "the runner died" }, { times: 1 });
  const failed = generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  await expect(failed).rejects.toMatchObject({
    name: "GenerationFailedError",
    message: `fal ${veo}: the runner died`,
  });
  expect(at.fake.accepted).toBe(2);
});

test("a result that cannot be fetched for a while is contact trouble, not a failed job", async () => {
  await using at = await start();
  at.fake.fault("result", { kind: "status", status: 503 }, { times: 2 });
  const { video } = await generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  expect(video.url).toContain("http");
  expect(at.fake.accepted).toBe(1);
});

test("429 is tried again after Retry-After, by core and not by the SDK", async () => {
  await using at = await start();
  at.fake.fault("submit", { kind: "status", status: 429, headers: { "retry-after": "7" } });
  await generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  expect([at.fake.count("submit"), at.fake.accepted]).toEqual([2, 1]);
  expect(at.clock.waits.some((wait) => wait >= 7_000)).toBe(true);
});

test.each([
  { kind: "status", status: 503 },
  { kind: "status", status: 502 },
  { kind: "reset-before" },
  { kind: "reset-after" },
  { kind: "truncated" },
  { kind: "malformed" },
  { kind: "html" },
] as const)("the SDK sends a submit that meets $kind $status exactly once", async (fault) => {
  await using at = await start();
  at.fake.fault("submit", fault, { times: 9 });
  const config = at.config(veo, { retry: { limit: 0 } });
  const started = performance.now();
  const call = generateVideo(config, { prompt: "a fox" }, { clock: at.clock });
  const unknown = !("status" in fault && fault.status === 503);
  await expect(call).rejects.toMatchObject({ name: unknown ? "SubmitUnknownError" : "HTTPError" });
  expect(at.fake.count("submit")).toBe(1);
  expect(performance.now() - started).toBeLessThan(900);
});

test("an abort rejects at once and cancels a job that waits", async () => {
  await using at = await start({
    script: { states: Array.from({ length: 900 }, () => ({ status: "queued" })) },
  });
  const stop = new AbortController();
  const call = generateVideo(
    at.config(),
    { prompt: "a fox" },
    { clock: at.clock, signal: stop.signal, onAccepted: () => stop.abort() },
  );
  const error = (await call.catch((thrown: unknown) => thrown)) as {
    name: string;
    cancelOutcome: Promise<string>;
  };
  expect(error.name).toBe("CancelledError");
  expect(await error.cancelOutcome).toBe("cancelled");
  expect([at.fake.accepted, at.fake.count("cancel")]).toEqual([1, 1]);
});

test("a cancel that a running job does not heed is not called confirmed", async () => {
  await using at = await start({
    script: { states: Array.from({ length: 900 }, () => ({ status: "processing" })) },
  });
  const job = await submitVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  at.fake.fault("cancel", {
    kind: "status",
    status: 202,
    json: { status: "CANCELLATION_REQUESTED" },
  });
  expect(await job.cancel()).toBe("not-supported");
  expect(await job.cancel()).toBe("cancelled");
});

test("a job that is over cannot be cancelled", async () => {
  await using at = await start();
  const job = await submitVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  at.fake.jobs.all[0]?.finish();
  at.fake.jobs.all[0]?.look();
  expect(await job.cancel()).toBe("already-finished");
});

test("a job that outlives its time is cancelled, and the error says what became of it", async () => {
  await using at = await start({
    script: { states: Array.from({ length: 90_000 }, () => ({ status: "queued" })) },
  });
  at.fake.fault("stream", { kind: "reset-before" });
  const call = generateVideo(
    at.config(veo, { timeoutMs: 30_000 }),
    { prompt: "a fox" },
    { clock: at.clock },
  );
  await expect(call).rejects.toMatchObject({
    name: "TimeoutError",
    timeoutMs: 30_000,
    message: expect.stringContaining("the vendor confirmed the cancel") as string,
  });
  expect([at.fake.accepted, at.fake.count("cancel")]).toEqual([1, 1]);
});

test("another process takes a job up by its ref, with the key alone", async () => {
  await using at = await start();
  const { ref } = await submitVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  expect(JSON.stringify(ref)).not.toContain(at.fake.apiKey);
  const job = await resumeJob(JSON.parse(JSON.stringify(ref)) as typeof ref, {
    provider: fal,
    apiKey: at.fake.apiKey,
    baseUrl: at.fake.url,
    fetch: at.fake.fetch,
    clock: at.clock,
  });
  expect(await job.wait()).toMatchObject({ video: { contentType: "video/mp4" } });
  expect(at.fake.accepted).toBe(1);
});

test("images come as many as asked for, with their sizes", async () => {
  await using at = await start();
  const response = await generateImage(
    at.config("fal-ai/flux/dev"),
    { prompt: "a fox", n: 3, aspectRatio: "16:9" },
    { clock: at.clock },
  );
  expect(response.images).toHaveLength(3);
  expect(response.images[0]).toMatchObject({ contentType: "image/png", width: 1, height: 1 });
  expect(at.fake.jobs.all[0]?.input).toEqual({
    prompt: "a fox",
    num_images: 3,
    image_size: "landscape_16_9",
  });
});

test("a webhook that fal signed ends the job; one with a wrong signature or an old date does not", async () => {
  await using at = await start({ script: { states: [] } });
  const jobStore = new MemoryJobStore();
  const { ref } = await submitVideo(
    at.config(),
    { prompt: "a fox" },
    { clock: at.clock, jobStore, webhookUrl: "https://app.test/hook" },
  );
  const submit = at.fake.requests.find(({ step }) => step === "submit");
  const url = submit?.url.searchParams.get("fal_webhook") ?? "";
  const handle = createWebhookHandler({
    jobStore,
    providers: { fal },
    fetch: at.fake.fetch,
    clock: at.clock,
  });
  const deliver = async (delivery: {
    body: string;
    headers: Readonly<Record<string, string>>;
  }): Promise<number> => {
    const { body, headers } = delivery;
    return (await handle(new Request(url, { method: "POST", body, headers }))).status;
  };
  const [made] = at.fake.jobs.all;
  if (!made) throw new Error("no job");
  made.look();
  const timestampSeconds = Math.floor(at.clock.now() / 1_000);
  const genuine = at.fake.delivery(made, { timestampSeconds });
  expect(await deliver({ ...genuine, body: genuine.body.replace("OK", "ok") })).toBe(401);
  expect(await deliver(at.fake.delivery(made, { timestampSeconds: timestampSeconds - 301 }))).toBe(
    401,
  );
  expect(
    await deliver({
      ...genuine,
      headers: { ...genuine.headers, "x-fal-webhook-signature": "00".repeat(64) },
    }),
  ).toBe(401);
  expect(await deliver({ ...genuine, headers: {} })).toBe(401);
  expect(await deliver(genuine)).toBe(200);
  const job = await resumeJob(ref, {
    provider: fal,
    apiKey: at.fake.apiKey,
    baseUrl: at.fake.url,
    fetch: at.fake.fetch,
    jobStore,
    clock: at.clock,
  });
  expect(await job.wait()).toMatchObject({ video: { contentType: "video/mp4" } });
});

test("nothing but the entry point of the catalogue imports the catalogue", () => {
  for (const file of ["index", "models", "wire", "webhook", "output", "failure", "fields"]) {
    const text = readFileSync(new URL(`../src/${file}.ts`, import.meta.url), "utf8");
    expect(text).not.toMatch(/from "\.\/catalogue/);
  }
});
