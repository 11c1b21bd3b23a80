import {
  createWebhookHandler,
  generateImage,
  generateVideo,
  MemoryJobStore,
  resumeJob,
  submitVideo,
} from "@tarash/core";
import {
  type FakeVendor,
  type FakeVendorOptions,
  sampleMedia,
  startFakeLuma,
  virtualClock,
} from "@tarash/testing";
import { expect, test } from "vitest";
import { luma } from "../src/index.ts";

const png = sampleMedia("image", "input").content;
const picture = "https://media.test/a.png";
const clip = "https://media.test/a.webm";

type Config = ReturnType<typeof luma>;

async function start(options: FakeVendorOptions = {}): Promise<{
  fake: FakeVendor;
  clock: ReturnType<typeof virtualClock>;
  config(model?: string, more?: Partial<Config>): Config;
  /** Makes a video of the request and says what was sent, and to where. */
  sent(model: string, request: object): Promise<{ path: string; body: unknown }>;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const clock = virtualClock();
  const fake = await startFakeLuma({ clock, ...options });
  const config = (model = "ray-2", more = {}): Config =>
    luma(model, { apiKey: fake.apiKey, baseUrl: fake.url, fetch: fake.fetch, ...more });
  return {
    fake,
    clock,
    config,
    async sent(model, request) {
      const { video } = await generateVideo(config(model), request, { clock });
      expect(video.contentType).toBe("video/mp4");
      return submitOf(fake);
    },
    [Symbol.asyncDispose]: () => fake.close(),
  };
}

/** The first submit that came in. */
function submitOf({ requests }: FakeVendor): { path: string; body: unknown } {
  const submit = requests.find(({ step }) => step === "submit");
  if (!submit) throw new Error("nothing was submitted");
  return { path: submit.url.pathname, body: submit.body };
}

test("words and frames become a video of Ray 2, with one submit", async () => {
  await using at = await start();
  const { path, body } = await at.sent("ray-2", {
    prompt: "a fox",
    durationSeconds: 9,
    resolution: "4K",
    imageList: [
      { image: picture, type: "first_frame" },
      { image: "https://media.test/b.png", type: "last_frame" },
    ],
  });
  expect(path).toBe("/dream-machine/v1/generations/video");
  expect(body).toEqual({
    model: "ray-2",
    prompt: "a fox",
    duration: "9s",
    resolution: "4k",
    keyframes: {
      frame0: { type: "image", url: picture },
      frame1: { type: "image", url: "https://media.test/b.png" },
    },
  });
  expect([at.fake.accepted, at.fake.count("submit")]).toEqual([1, 1]);
});

test.each([
  [
    "ray-2",
    { task: "extend", sourceJob: "g-1", prompt: "on" },
    "/dream-machine/v1/generations/video",
    { model: "ray-2", prompt: "on", keyframes: { frame0: { type: "generation", id: "g-1" } } },
  ],
  [
    "ray-flash-2",
    { video: clip, prompt: "as a drawing" },
    "/dream-machine/v1/generations/video/modify",
    {
      model: "ray-flash-2",
      generation_type: "modify_video",
      media: { url: clip },
      mode: "flex_1",
      prompt: "as a drawing",
    },
  ],
  [
    "ray-2",
    { task: "edit", video: clip, extraParams: { mode: "reimagine_3" } },
    "/dream-machine/v1/generations/video/modify",
    {
      model: "ray-2",
      generation_type: "modify_video",
      media: { url: clip },
      mode: "reimagine_3",
    },
  ],
  [
    "ray-2",
    { task: "reframe", video: clip, aspectRatio: "9:16", extraParams: { x_start: 4 } },
    "/dream-machine/v1/generations/video/reframe",
    {
      model: "ray-2",
      generation_type: "reframe_video",
      media: { url: clip },
      aspect_ratio: "9:16",
      x_start: 4,
    },
  ],
  [
    "ray-2",
    { task: "upscale", sourceJob: "g/1", resolution: "1080p" },
    "/dream-machine/v1/generations/g%2F1/upscale",
    { generation_type: "upscale_video", resolution: "1080p" },
  ],
  [
    "ray-2",
    { task: "edit", sourceJob: "g-1", generateAudio: true, prompt: "wind" },
    "/dream-machine/v1/generations/g-1/audio",
    { generation_type: "add_audio", prompt: "wind" },
  ],
  [
    "ray-3.2",
    { prompt: "a fox", durationSeconds: 10, aspectRatio: "21:9", extraParams: { loop: false } },
    "/v1/generations",
    {
      model: "ray-3.2",
      type: "video",
      prompt: "a fox",
      aspect_ratio: "21:9",
      video: { duration: "10s", loop: false },
    },
  ],
  [
    "ray-3.2",
    { task: "extend", sourceJob: "g-1", prompt: "on" },
    "/v1/generations",
    {
      model: "ray-3.2",
      type: "video",
      prompt: "on",
      video: { start_frame: { generation_id: "g-1" } },
    },
  ],
  [
    "ray-3.2",
    { video: clip, prompt: "at night", extraParams: { strength: "adhere_2" } },
    "/v1/generations",
    {
      model: "ray-3.2",
      type: "video_edit",
      prompt: "at night",
      source: { url: clip, media_type: "video/webm" },
      video: { edit: { strength: "adhere_2" } },
    },
  ],
  [
    "ray-3.2",
    { task: "reframe", sourceJob: "g-1", prompt: "wider", aspectRatio: "21:9" },
    "/v1/generations",
    {
      model: "ray-3.2",
      type: "video_reframe",
      prompt: "wider",
      aspect_ratio: "21:9",
      source: { generation_id: "g-1" },
    },
  ],
])("%s is asked for %j as Luma wants it", async (model, request, path, body) => {
  await using at = await start();
  expect(await at.sent(model, request)).toEqual({ path, body });
});

test("the Agents API takes bytes inline, the Dream Machine API says that it wants a URL", async () => {
  await using at = await start();
  const request = { prompt: "a fox", imageList: [{ image: png, type: "first_frame" as const }] };
  const { body } = await at.sent("ray-3.2", request);
  const data = Buffer.from(png).toString("base64");
  expect(body).toMatchObject({ video: { start_frame: { data, media_type: "image/png" } } });
  const refused = generateVideo(at.config("ray-2"), request, { clock: at.clock });
  await expect(refused).rejects.toMatchObject({
    name: "ValidationError",
    message: expect.stringContaining("must be given as url") as string,
  });
  expect(at.fake.accepted).toBe(1);
});

test("with frames Ray 3.2 makes five seconds, and more is said to be too much before anything is sent", async () => {
  await using at = await start();
  const imageList = [{ image: picture, type: "first_frame" as const }];
  const call = generateVideo(
    at.config("ray-3.2"),
    { prompt: "a fox", durationSeconds: 10, imageList },
    { clock: at.clock },
  );
  await expect(call).rejects.toThrow("durationSeconds must be one of 5 (got 10)");
  expect(at.fake.requests).toEqual([]);
});

test("a job is extended by its ref; another vendor's is refused", async () => {
  await using at = await start();
  const job = await submitVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  await job.wait();
  const request = { task: "extend", prompt: "on", sourceJob: job.ref } as const;
  await generateVideo(at.config(), request, { clock: at.clock });
  expect(at.fake.requests.filter(({ step }) => step === "submit")[1]?.body).toMatchObject({
    keyframes: { frame0: { id: job.ref.remoteId } },
  });
  const foreign = { ...request, sourceJob: { ...job.ref, provider: "runway" } };
  const call = generateVideo(at.config(), foreign, { clock: at.clock });
  await expect(call).rejects.toThrow(/sourceJob must be the ref of a job that luma has accepted/);
  expect(at.fake.accepted).toBe(2);
});

test("images of Photon and Uni go to the two APIs, references by their roles", async () => {
  await using at = await start();
  const imageList = [
    { image: picture, type: "style" as const },
    { image: picture, type: "asset" as const },
  ];
  const request = { prompt: "a fox", outputFormat: "jpeg", imageList };
  for (const model of ["photon-flash-1", "uni-1-max"]) {
    const { images } = await generateImage(at.config(model), request, { clock: at.clock });
    expect(images[0]?.contentType).toBe("image/png");
  }
  const bodies = at.fake.requests.filter(({ step }) => step === "submit").map(({ body }) => body);
  expect(bodies).toEqual([
    {
      model: "photon-flash-1",
      prompt: "a fox",
      format: "jpg",
      style_ref: [{ url: picture }],
      character_ref: { identity0: { images: [picture] } },
    },
    {
      model: "uni-1-max",
      type: "image",
      prompt: "a fox",
      output_format: "jpeg",
      image_ref: [{ url: picture }, { url: picture }],
    },
  ]);
});

test.each(["ray-2", "ray-3.2"])(
  "%s: a refusal by policy is a ContentModerationError",
  async (model) => {
    await using at = await start();
    at.fake.fault("submit", { kind: "refuse", reason: "moderated" });
    const early = generateVideo(at.config(model), { prompt: "a fox" }, { clock: at.clock });
    await expect(early).rejects.toMatchObject({ name: "ContentModerationError", statusCode: 400 });
    at.fake.script({ end: "moderated" });
    const late = generateVideo(at.config(model), { prompt: "a fox" }, { clock: at.clock });
    await expect(late).rejects.toMatchObject({ name: "ContentModerationError" });
  },
);

test("a wrong key is told which API it was tried on", async () => {
  await using at = await start();
  const config = at.config("ray-3.2", { apiKey: "of-the-other-api" });
  const call = generateVideo(config, { prompt: "a fox" }, { clock: at.clock });
  await expect(call).rejects.toMatchObject({
    name: "AuthenticationError",
    message: expect.stringContaining("LUMA_AGENTS_API_KEY") as string,
  });
});

test.each([
  { kind: "status", status: 503 },
  { kind: "status", status: 429 },
  { kind: "status", status: 500 },
  { kind: "reset-before" },
  { kind: "reset-after" },
  { kind: "malformed" },
  { kind: "html" },
] as const)("a submit that meets $kind $status is sent exactly once", async (fault) => {
  await using at = await start();
  at.fake.fault("submit", fault, { times: 9 });
  const config = at.config("ray-2", { retry: { limit: 0 } });
  const call = generateVideo(config, { prompt: "a fox" }, { clock: at.clock });
  await expect(call).rejects.toBeInstanceOf(Error);
  expect(at.fake.count("submit")).toBe(1);
});

test("a job of the Agents API is taken up where it was made", async () => {
  await using at = await start();
  const job = await submitVideo(at.config("ray-3.2"), { prompt: "a fox" }, { clock: at.clock });
  const resumed = await resumeJob(JSON.parse(JSON.stringify(job.ref)) as typeof job.ref, {
    provider: luma,
    apiKey: at.fake.apiKey,
    baseUrl: at.fake.url,
    fetch: at.fake.fetch,
    clock: at.clock,
  });
  expect(await resumed.wait()).toMatchObject({
    video: { contentType: "video/mp4", expiresAt: expect.stringContaining("T01:00") as string },
  });
  const polls = at.fake.requests.filter(({ step }) => step === "poll");
  expect(new Set(polls.map(({ url }) => url.pathname))).toEqual(
    new Set([`/v1/generations/${job.ref.remoteId}`]),
  );
});

test("a callback with the token settles the job; one without it does not", async () => {
  await using at = await start();
  const jobStore = new MemoryJobStore();
  const webhookUrl = "https://app.test/hooks";
  const options = { clock: at.clock, jobStore, webhookUrl };
  const job = await submitVideo(at.config(), { prompt: "a fox" }, options);
  const { callback_url: callback = "" } = submitOf(at.fake).body as { callback_url?: string };
  const handle = createWebhookHandler({ jobStore, providers: { luma }, clock: at.clock });
  const body = JSON.stringify({
    id: job.ref.remoteId,
    state: "completed",
    assets: { video: at.fake.files.sample("video", "made") },
  });
  const post = async (url: string): Promise<number> =>
    (await handle(new Request(url, { method: "POST", body }))).status;
  expect(await post(webhookUrl)).toBe(400);
  expect(await post(callback.slice(0, -1))).toBe(401);
  expect(await post(callback)).toBe(200);
  const polls = at.fake.count("poll");
  expect(await job.wait()).toMatchObject({ video: { contentType: "video/mp4" } });
  expect(at.fake.count("poll")).toBe(polls);
});

test("the token of a webhook, which Luma repeats, is in no response", async () => {
  await using at = await start();
  const webhookUrl = "https://app.test/hooks";
  const options = { clock: at.clock, jobStore: new MemoryJobStore(), webhookUrl };
  const response = await generateVideo(at.config(), { prompt: "a fox" }, options);
  expect(JSON.stringify(submitOf(at.fake).body)).toContain("tarash_token");
  expect(JSON.stringify(response)).not.toContain("tarash_token");
});

test("Luma knows no cancel, and says so", async () => {
  await using at = await start();
  const job = await submitVideo(at.config(), { prompt: "a fox" }, { clock: at.clock });
  expect(await job.cancel()).toBe("not-supported");
});
