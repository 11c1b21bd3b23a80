import { readdirSync, readFileSync } from "node:fs";
import {
  type GenerationConfig,
  generateImage,
  generateVideo,
  mediaBytes,
  resumeJob,
  submitVideo,
  type VideoGenerationUpdate,
} from "@tarash/core";
import { type FakeVendor, startFakeRunway, virtualClock } from "@tarash/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runway } from "../src/index.ts";

let fake: FakeVendor;
let clock: ReturnType<typeof virtualClock>;
beforeEach(async () => {
  clock = virtualClock();
  fake = await startFakeRunway({ clock });
});
afterEach(() => fake.close());

const png = Uint8Array.from(
  atob(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
  ),
  (letter) => letter.charCodeAt(0),
);

function config(model = "gen4.5", more: Partial<GenerationConfig> = {}): GenerationConfig {
  return runway(model, { apiKey: fake.apiKey, baseUrl: fake.url, fetch: fake.fetch, ...more });
}

test("a video is made through the real client, with progress and cost as Runway tells them", async () => {
  const updates: VideoGenerationUpdate[] = [];
  const response = await generateVideo(
    config(),
    { prompt: "a fox", durationSeconds: 5, aspectRatio: "9:16", seed: 7 },
    { clock, onProgress: (update) => updates.push(update) },
  );
  const [submit] = fake.requests;
  expect(submit?.url.pathname).toBe("/v1/text_to_video");
  expect(submit?.headers.get("x-runway-version")).toBe("2024-11-06");
  expect(submit?.headers.has("x-tarash-call")).toBe(false);
  expect(submit?.body).toEqual({
    model: "gen4.5",
    promptText: "a fox",
    duration: 5,
    ratio: "720:1280",
    seed: 7,
  });
  expect(updates.map(({ event, status }) => `${event} ${status}`)).toEqual([
    "submitted queued",
    "progress queued",
    "progress processing",
    "completed completed",
  ]);
  expect(updates[2]?.progressPercent).toBe(50);
  expect(response.cost).toEqual({ amount: 5, unit: "credits" });
  expect(
    (await mediaBytes(response.video, { allowPrivateAddresses: true })).byteLength,
  ).toBeGreaterThan(20);
  expect(response.video.contentType).toBe("video/mp4");
});

test("checks keep the five seconds that Runway asks for between two of them", async () => {
  await generateVideo(config("gen4.5", { pollIntervalMs: 1 }), { prompt: "a fox" }, { clock });
  expect(fake.count("poll")).toBe(3);
  expect(clock.waits.length).toBeGreaterThan(0);
  expect(clock.waits.every((wait) => wait >= 5_000)).toBe(true);
});

test("bytes are uploaded with the key, and to the storage without it", async () => {
  await generateVideo(
    config(),
    { prompt: "a fox", imageList: [{ image: png, type: "first_frame" }] },
    { clock },
  );
  const [open, store, submit] = fake.requests;
  expect(open?.url.pathname).toBe("/v1/uploads");
  expect(store?.url.pathname).toMatch(/^\/storage\//);
  expect(store?.headers.get("authorization")).toBeNull();
  expect(submit?.url.pathname).toBe("/v1/image_to_video");
  expect(submit?.body).toMatchObject({ promptImage: expect.stringMatching(/^runway:\/\//) });
});

test("several images of one task are all given", async () => {
  const response = await generateImage(config("gpt_image_2"), { prompt: "a fox", n: 3 }, { clock });
  expect(response.images).toHaveLength(3);
  expect(fake.accepted).toBe(1);
});

test.each([
  ["503", { kind: "status", status: 503, json: { error: "busy" } }, "HTTPError"],
  ["429", { kind: "refuse", reason: "rate-limited" }, "RateLimitError"],
  ["a reset", { kind: "reset-before" }, "SubmitUnknownError"],
  ["a lost answer", { kind: "reset-after" }, "SubmitUnknownError"],
  ["502", { kind: "status", status: 502, text: "bad gateway" }, "SubmitUnknownError"],
] as const)("the client sends a submit once at %s", async (_name, fault, error) => {
  fake.fault("submit", fault, { times: 10 });
  const call = generateVideo(
    config("gen4.5", { retry: { limit: 0 } }),
    { prompt: "a fox" },
    { clock },
  );
  await expect(call).rejects.toMatchObject({ name: error });
  expect(fake.count("submit")).toBe(1);
});

test("a task is cancelled by deleting it, and one that is done keeps its output", async () => {
  const job = await submitVideo(config(), { prompt: "a fox" }, { clock });
  expect(await job.cancel()).toBe("cancelled");
  expect(fake.count("cancel")).toBe(1);

  fake.script({ states: [] });
  const done = await submitVideo(config(), { prompt: "a fox" }, { clock });
  await done.wait();
  fake.jobs.all.at(-1)?.finish();
  expect(await done.cancel()).toBe("already-finished");
  expect(fake.count("cancel")).toBe(1);
});

test("a job is taken up again from its ref by another process", async () => {
  const job = await submitVideo(config(), { prompt: "a fox" }, { clock });
  const again = await resumeJob(JSON.parse(JSON.stringify(job.ref)) as typeof job.ref, {
    apiKey: fake.apiKey,
    baseUrl: fake.url,
    provider: runway,
    fetch: fake.fetch,
    clock,
  });
  expect((await again.wait()).status).toBe("completed");
  expect(fake.accepted).toBe(1);
});

test("a model that has no page is called by the endpoint that fits its inputs", async () => {
  await generateVideo(
    config("gen9"),
    { prompt: "a fox", aspectRatio: "1280:720", video: "https://media.test/a.mp4" },
    { clock },
  );
  expect(fake.requests[0]?.url.pathname).toBe("/v1/video_to_video");
  expect(fake.requests[0]?.body).toEqual({
    model: "gen9",
    promptText: "a fox",
    ratio: "1280:720",
    videoUri: "https://media.test/a.mp4",
  });
});

interface Case {
  readonly step: "submit" | "poll";
  readonly status: number;
  readonly body: unknown;
  readonly error: string;
  readonly message: string;
}

const folder = new URL("fixtures/answers/", import.meta.url);
const cases = readdirSync(folder).map((name): [string, Case] => [
  name.replace(/\.json$/, "").replaceAll("-", " "),
  JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Case,
]);

test.each(cases)("%s", async (_name, { step, status, body, error, message }) => {
  fake.fault(step, { kind: "status", status, json: body }, { times: 20 });
  const call = generateVideo(
    config("gen4.5", { timeoutMs: 60_000, retry: { limit: 0 } }),
    { prompt: "a fox" },
    { clock },
  );
  await expect(call).rejects.toMatchObject({
    name: error,
    message: expect.stringContaining(message),
  });
});
