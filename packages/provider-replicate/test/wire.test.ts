import {
  createWebhookHandler,
  generateImage,
  generateVideo,
  MemoryJobStore,
  resumeJob,
  submitVideo,
  type VideoGenerationUpdate,
} from "@tarash/core";
import {
  type FakeReplicate,
  type FakeVendorOptions,
  sampleMedia,
  startFakeReplicate,
  virtualClock,
} from "@tarash/testing";
import { expect, test } from "vitest";
import { replicate } from "../src/index.ts";

const png = sampleMedia("image", "input").content;
const hailuo = "minimax/hailuo-02";
const flux = "black-forest-labs/flux-schnell";

type Config = ReturnType<typeof replicate>;

async function start(options: FakeVendorOptions = {}): Promise<{
  fake: FakeReplicate;
  clock: ReturnType<typeof virtualClock>;
  config(model?: string, more?: Partial<Config>): Config;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const clock = virtualClock();
  const fake = await startFakeReplicate({ clock, ...options });
  return {
    fake,
    clock,
    config: (model = hailuo, more = {}) =>
      replicate(model, { apiKey: fake.apiKey, baseUrl: fake.url, fetch: fake.fetch, ...more }),
    [Symbol.asyncDispose]: () => fake.close(),
  };
}

/** The first submit that came in. */
function submitOf({ requests }: FakeReplicate): FakeReplicate["requests"][number] {
  const submit = requests.find(({ step }) => step === "submit");
  if (!submit) throw new Error("nothing was submitted");
  return submit;
}

test("a model is called by its name, with one submit through the real client", async () => {
  await using at = await start();
  const { video, providerRequestId } = await generateVideo(
    at.config(),
    { prompt: "a fox", durationSeconds: 6, resolution: "768P" },
    { clock: at.clock },
  );
  expect(video).toMatchObject({ contentType: "video/mp4", expiresAt: "2026-01-01T01:00:10.000Z" });
  expect(providerRequestId).toBe(at.fake.jobs.all[0]?.id);
  const submit = submitOf(at.fake);
  expect(submit.url.pathname).toBe("/v1/models/minimax/hailuo-02/predictions");
  expect(submit.body).toEqual({ input: { prompt: "a fox", duration: 6, resolution: "768p" } });
  expect(submit.headers.get("user-agent")).toBe("replicate-javascript/1.4.0");
  expect([at.fake.accepted, at.fake.count("submit")]).toEqual([1, 1]);
});

test.each([
  [`${hailuo}:abc123`, "/v1/predictions", "abc123"],
  ["acme/unheard-of", "/v1/models/acme/unheard-of/predictions", undefined],
  ["acme/unheard-of:def456", "/v1/predictions", "def456"],
  ["deployments/acme/fast-fox", "/v1/deployments/acme/fast-fox/predictions", undefined],
])("%s is called at %s", async (model, path, version) => {
  await using at = await start();
  const { video } = await generateVideo(at.config(model), { prompt: "a fox" }, { clock: at.clock });
  expect(video.url).toContain("http");
  expect(submitOf(at.fake).url.pathname).toBe(path);
  expect((submitOf(at.fake).body as { version?: string }).version).toBe(version);
});

test("a submit holds for a short job where nothing is lost by it, and no check is needed", async () => {
  await using at = await start({ script: { states: [] } });
  const { images } = await generateImage(
    at.config(flux),
    { prompt: "a fox", n: 3 },
    { clock: at.clock },
  );
  expect(images).toHaveLength(3);
  expect(submitOf(at.fake).headers.get("prefer")).toBe("wait=5");
  expect([at.fake.accepted, at.fake.count("poll")]).toEqual([1, 0]);
});

test("a submit does not hold where a store or the caller waits for the job's id", async () => {
  await using at = await start();
  const jobStore = new MemoryJobStore();
  await generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock, jobStore });
  const job = await submitVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  await job.wait();
  const submits = at.fake.requests.filter(({ step }) => step === "submit");
  expect(submits.map(({ headers }) => headers.get("prefer"))).toEqual([null, null]);
});

test("bytes are uploaded to Replicate's files and their URL is sent", async () => {
  await using at = await start();
  const imageList = [{ image: png, type: "first_frame" as const }];
  await generateVideo(at.config(), { prompt: "a fox", imageList }, { clock: at.clock });
  const { input } = submitOf(at.fake).body as { input: { first_frame_image: string } };
  const sent = await fetch(input.first_frame_image);
  expect(new Uint8Array(await sent.arrayBuffer())).toEqual(png);
  const form = at.fake.requests.find(({ step }) => step === "upload")?.body as FormData;
  expect((form.get("content") as File).name).toBe("imageList-0.png");
});

test("progress is what the logs state, and nothing where they state nothing", async () => {
  await using at = await start({
    script: {
      states: [
        { status: "queued" },
        { status: "processing", logs: ["loading weights"] },
        { status: "processing", percent: 40 },
        { status: "unknown" },
      ],
    },
  });
  const updates: VideoGenerationUpdate[] = [];
  const onProgress = (update: VideoGenerationUpdate): number => updates.push(update);
  await generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock, onProgress });
  const percents = updates.flatMap(({ progressPercent }) => progressPercent ?? []);
  expect([...new Set(percents)].filter((percent) => percent < 100)).toEqual([40]);
  expect(updates.some(({ logs }) => logs?.includes("loading weights"))).toBe(true);
});

test("a refusal by policy is a ContentModerationError, at the submit and in the result", async () => {
  await using at = await start();
  at.fake.fault("submit", { kind: "refuse", reason: "moderated" });
  const early = generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  await expect(early).rejects.toMatchObject({ name: "ContentModerationError", statusCode: 422 });
  at.fake.script({ end: "moderated", message: "flagged" });
  const late = generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  await expect(late).rejects.toMatchObject({
    name: "ContentModerationError",
    message: `replicate ${hailuo}: flagged (E005)`,
  });
});

test.each([
  { kind: "status", status: 503 },
  { kind: "status", status: 500 },
  { kind: "status", status: 429 },
  { kind: "refused" },
  { kind: "reset-before" },
  { kind: "reset-after" },
  { kind: "truncated" },
  { kind: "malformed" },
  { kind: "html" },
] as const)("the SDK sends a submit that meets $kind $status exactly once", async (fault) => {
  await using at = await start();
  let sent = 0;
  const counted: typeof fetch = (input, init) => {
    if (init?.method === "POST") sent++;
    return at.fake.fetch(input, init);
  };
  at.fake.fault("submit", fault, { times: 9 });
  const config = at.config(hailuo, { retry: { limit: 0 }, fetch: counted });
  const call = generateVideo(config, { prompt: "a fox" }, { clock: at.clock });
  const error = (await call.catch((thrown: unknown) => thrown)) as { name: string };
  const surely: Record<string, string> = {
    "status 503": "HTTPError",
    "status 429": "RateLimitError",
    "refused ": "HTTPConnectionError",
  };
  const key = `${fault.kind} ${"status" in fault ? fault.status : ""}`;
  expect(error.name).toBe(surely[key] ?? "SubmitUnknownError");
  expect(sent).toBe(1);
});

test("a check that meets 503 is repeated by core after a wait, not by the SDK at once", async () => {
  await using at = await start();
  at.fake.fault("poll", { kind: "status", status: 503 }, { times: 2 });
  const { video } = await generateVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  expect(video.url).toContain("http");
  // The held submit saw the first state; two checks were lost, two brought the rest.
  expect(at.fake.count("poll")).toBe(4);
  expect(at.clock.waits.filter((wait) => wait > 0).length).toBeGreaterThanOrEqual(2);
});

test("the token goes into no input and to no other host", async () => {
  await using at = await start();
  const imageList = [{ image: png, type: "first_frame" as const }];
  await generateVideo(at.config(), { prompt: "a fox", imageList }, { clock: at.clock });
  for (const { bytes } of at.fake.requests) {
    expect(new TextDecoder().decode(bytes)).not.toContain(at.fake.apiKey);
  }
});

test("keys of other vendors and the webhook's token, which Replicate repeats, are in no response", async () => {
  await using at = await start();
  const response = await generateImage(
    at.config("openai/gpt-image-2"),
    { prompt: "a fox", extraParams: { openai_api_key: "sk-of-somebody" } },
    { clock: at.clock, jobStore: new MemoryJobStore(), webhookUrl: "https://app.test/hooks" },
  );
  expect(submitOf(at.fake).body).toMatchObject({ input: { openai_api_key: "sk-of-somebody" } });
  const told = JSON.stringify(response);
  expect(told).toContain(response.providerRequestId);
  expect(told).not.toMatch(/sk-of-somebody|tarash_token/);
});

test("a waiting prediction is cancelled; one that is over is not", async () => {
  await using at = await start({
    script: { states: Array.from({ length: 900 }, () => ({ status: "queued" as const })) },
  });
  const waiting = await submitVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  expect(await waiting.cancel()).toBe("cancelled");
  const done = await submitVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  at.fake.jobs.all[1]?.finish();
  at.fake.jobs.all[1]?.look();
  expect(await done.cancel()).toBe("already-finished");
});

test("a cancel that only was asked for is not called cancelled", async () => {
  await using at = await start({
    script: { states: Array.from({ length: 900 }, () => ({ status: "processing" as const })) },
  });
  const job = await submitVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  at.fake.fault("cancel", { kind: "status", status: 200, json: { status: "processing" } });
  expect(await job.cancel()).toBe("not-supported");
});

test("another process takes a job up with its ref and a key", async () => {
  await using at = await start();
  const job = await submitVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  const resumed = await resumeJob(JSON.parse(JSON.stringify(job.ref)) as typeof job.ref, {
    provider: replicate,
    apiKey: at.fake.apiKey,
    baseUrl: at.fake.url,
    fetch: at.fake.fetch,
    clock: at.clock,
  });
  expect(await resumed.wait()).toMatchObject({ video: { contentType: "video/mp4" } });
  expect(at.fake.accepted).toBe(1);
});

test("a genuine webhook settles the job; a forged, altered, old or foreign one does not", async () => {
  await using at = await start();
  const jobStore = new MemoryJobStore();
  const webhookUrl = "https://app.test/hooks";
  const job = await submitVideo(
    at.config(),
    { prompt: "a fox" },
    { clock: at.clock, jobStore, webhookUrl },
  );
  const { webhook = "", webhook_events_filter: events } = submitOf(at.fake).body as {
    webhook?: string;
    webhook_events_filter?: readonly string[];
  };
  expect(events).toEqual(["completed"]);
  const handle = createWebhookHandler({
    jobStore,
    providers: { replicate },
    secrets: { replicate: at.fake.webhookSecret },
    clock: at.clock,
  });
  const post = async (delivery: ReturnType<FakeReplicate["delivery"]>): Promise<number> =>
    (await handle(new Request(webhook, { method: "POST", ...delivery }))).status;
  const [made] = at.fake.jobs.all;
  if (!made) throw new Error("no job was made");
  made.finish();
  const now = Math.floor(at.clock.now() / 1_000);
  const genuine = at.fake.delivery(made, { timestampSeconds: now });
  const other = `whsec_${btoa("another account's secret")}`;
  const forged = at.fake.delivery(made, { timestampSeconds: now, secret: other });
  const old = at.fake.delivery(made, { timestampSeconds: now - 301 });
  const bare = { body: genuine.body, headers: { "content-type": "application/json" } };
  const altered = { ...genuine, body: genuine.body.replace("succeeded", "failed") };
  for (const wrong of [forged, old, bare, altered]) expect(await post(wrong)).toBe(401);
  const rotated = `v1,${"A".repeat(43)}= ${genuine.headers["webhook-signature"]}`;
  const headers = { ...genuine.headers, "webhook-signature": rotated };
  expect(await post({ ...genuine, headers })).toBe(200);
  const polls = at.fake.count("poll");
  expect(await job.wait()).toMatchObject({ video: { contentType: "video/mp4" } });
  expect(at.fake.count("poll")).toBe(polls);
});

test("without the account's signing secret a webhook is not believed", async () => {
  await using at = await start();
  const verify = replicate.definition.verifyWebhook?.bind(replicate.definition);
  const job = at.fake.jobs.open({ input: {} });
  const timestampSeconds = Math.floor(at.clock.now() / 1_000);
  const delivery = at.fake.delivery(job, { timestampSeconds });
  const request = new Request("https://app.test/hooks", { method: "POST", ...delivery });
  const body = new TextEncoder().encode(delivery.body);
  const call = { request, body, fetch, clock: at.clock };
  await expect(verify?.(call)).rejects.toThrow(/signing secret/);
});
