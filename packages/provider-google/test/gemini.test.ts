import { generateImage, generateVideo, mediaBytes, resumeJob, submitVideo } from "@tarash/core";
import { type FakeVendor, sampleMedia, startFakeGoogle, virtualClock } from "@tarash/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { google } from "../src/index.ts";
import { withKey, withProject } from "./subject.ts";

let fake: FakeVendor;
let clock: ReturnType<typeof virtualClock>;
beforeEach(async () => {
  for (const name of ["GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_CLOUD_PROJECT"]) {
    vi.stubEnv(name, undefined);
  }
  clock = virtualClock();
  fake = await startFakeGoogle({ clock });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await fake.close();
});

const png = sampleMedia("image", "one").content;
const other = sampleMedia("image", "two").content;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

test("an image is made from the prompt and several images, in their order", async () => {
  const response = await generateImage(
    withKey(fake, "gemini-3-pro-image"),
    {
      prompt: "both of them in the snow",
      aspectRatio: "21:9",
      size: "4k",
      imageList: [
        { image: other, type: "reference" },
        { image: png, type: "reference" },
      ],
    },
    { clock },
  );
  const [submit] = fake.requests;
  expect(submit?.url.pathname).toBe("/v1/models/gemini-3-pro-image:generateContent");
  expect(submit?.headers.get("x-goog-api-key")).toBe(fake.apiKey);
  expect(submit?.headers.has("x-tarash-call")).toBe(false);
  expect(submit?.body).toEqual({
    contents: [
      {
        role: "user",
        parts: [
          { text: "both of them in the snow" },
          { inlineData: { mimeType: "image/png", data: base64(other) } },
          { inlineData: { mimeType: "image/png", data: base64(png) } },
        ],
      },
    ],
    generationConfig: {
      responseModalities: ["IMAGE"],
      imageConfig: { aspectRatio: "21:9", imageSize: "4K" },
    },
  });
  expect(response.images[0]?.contentType).toBe("image/png");
  expect(response.images[0]?.content?.byteLength).toBeGreaterThan(20);
  expect(response.rawResponse).toMatchObject({ candidates: [{ finishReason: "STOP" }] });
  expect(response.rawResponse).not.toHaveProperty("sdkHttpResponse");
});

test.each([
  [{ size: "1024x1024" }, { imageSize: "1K", aspectRatio: "1:1" }],
  [{ size: "512x2048" }, { imageSize: "1K", aspectRatio: "1:4" }],
  [
    { size: "2048x2048", aspectRatio: "16:9" },
    { imageSize: "2K", aspectRatio: "16:9" },
  ],
])("a size in pixels, %j, becomes %j", async (request, imageConfig) => {
  const config = withKey(fake, "gemini-nano-banana-2.1");
  await generateImage(config, { prompt: "a fox", ...request }, { clock });
  expect(fake.requests[0]?.body).toMatchObject({ generationConfig: { imageConfig } });
});

test("a size in pixels that Google does not make is refused, or the nearest where that is allowed", async () => {
  const request = { prompt: "a fox", size: "1536x1024" };
  const config = withKey(fake, "gemini-nano-banana-2.1");
  await expect(generateImage(config, request, { clock })).rejects.toThrow(
    'size must be one of 512, 1K, 2K, 4K, 512x512, 1024x1024, 2048x2048, 4096x4096 (got "1536x1024")',
  );
  await generateImage({ ...config, onInvalidValue: "nearest" }, request, { clock });
  expect(fake.requests[0]?.body).toMatchObject({
    generationConfig: { imageConfig: { imageSize: "1K", aspectRatio: "3:2" } },
  });
});

test("several images are several requests", async () => {
  const config = withKey(fake, "gemini-3-pro-image");
  const response = await generateImage(config, { prompt: "a fox", n: 3 }, { clock });
  expect(response.images).toHaveLength(3);
  expect(fake.accepted).toBe(3);
});

test("Omni makes a video in the background, and its result is downloaded with the key", async () => {
  const response = await generateVideo(
    withKey(fake, "gemini-omni-1.2-flash"),
    {
      prompt: "a fox",
      durationSeconds: 6.5,
      aspectRatio: "9:16",
      resolution: "1080P",
      seed: 4,
      imageList: [{ image: png, type: "first_frame" }],
    },
    { clock },
  );
  const [submit, poll] = fake.requests;
  expect(submit?.url.pathname).toBe("/v1/interactions");
  expect(submit?.headers.has("x-tarash-call")).toBe(false);
  expect(submit?.body).toEqual({
    model: "gemini-omni-1.2-flash",
    input: [
      { type: "text", text: "a fox" },
      { type: "image", mime_type: "image/png", data: base64(png) },
    ],
    background: true,
    response_format: {
      type: "video",
      aspect_ratio: "9:16",
      duration: "6.5s",
      resolution: "1080p",
      delivery: "uri",
    },
    generation_config: { seed: 4, video_config: { task: "image_to_video" } },
  });
  expect(poll?.url.pathname).toBe("/v1/interactions/google-job-1");
  expect((await mediaBytes(response.video)).byteLength).toBeGreaterThan(20);
  expect(fake.requests.at(-1)?.step).toBe("download");
  expect(fake.requests.at(-1)?.headers.get("x-goog-api-key")).toBe(fake.apiKey);
});

test("a result that comes inline is bytes", async () => {
  const response = await generateVideo(
    withKey(fake, "gemini-omni-1.2-flash"),
    { prompt: "a fox", extraParams: { delivery: "inline" } },
    { clock },
  );
  expect(response.video.content?.byteLength).toBeGreaterThan(20);
  expect(response.video.contentType).toBe("video/mp4");
});

test("an earlier interaction is edited by its ref, without sending the video again", async () => {
  const config = withKey(fake, "gemini-omni-1.2-flash");
  const first = await submitVideo(config, { prompt: "a fox" }, { clock });
  await first.wait();
  await generateVideo(
    config,
    { prompt: "now at night", task: "edit", sourceJob: first.ref },
    { clock },
  );
  expect(fake.requests.findLast(({ step }) => step === "submit")?.body).toMatchObject({
    previous_interaction_id: first.ref.remoteId,
    generation_config: { video_config: { task: "edit" } },
  });
});

test("an interaction is taken up again with the key it was made with, and not without one", async () => {
  const { ref } = await submitVideo(
    withKey(fake, "gemini-omni-1.2-flash"),
    { prompt: "a fox" },
    { clock },
  );
  const options = { provider: google, baseUrl: fake.url, fetch: fake.fetch, clock };
  const project = { ...options, providerConfig: { project: "p" } };
  const again = await resumeJob(ref, { ...project, apiKey: fake.apiKey });
  expect((await again.wait()).status).toBe("completed");
  await expect((await resumeJob(ref, project)).wait()).rejects.toMatchObject({
    name: "AuthenticationError",
    message: expect.stringContaining("the job was made with an API key"),
  });
});

test("an interaction is cancelled, and one that is done is not called cancelled", async () => {
  const config = withKey(fake, "gemini-omni-1.2-flash");
  const job = await submitVideo(config, { prompt: "a fox" }, { clock });
  expect(await job.cancel()).toBe("cancelled");
  const done = await submitVideo(config, { prompt: "a fox" }, { clock });
  await done.wait();
  expect(await done.cancel()).toBe("already-finished");
});

const faults = [
  ["503", { kind: "status", status: 503, json: {} }, "HTTPError"],
  ["429", { kind: "refuse", reason: "rate-limited" }, "RateLimitError"],
  ["a reset", { kind: "reset-before" }, "SubmitUnknownError"],
  ["a lost answer", { kind: "reset-after" }, "SubmitUnknownError"],
  ["500", { kind: "status", status: 500, json: {} }, "SubmitUnknownError"],
  ["an HTML page", { kind: "html" }, "SubmitUnknownError"],
] as const;

test.each(faults)("interactions are submitted once at %s", async (_name, fault, name) => {
  fake.fault("submit", fault, { times: 10 });
  const config = withKey(fake, "gemini-omni-1.2-flash", { retry: { limit: 0 } });
  await expect(generateVideo(config, { prompt: "a fox" }, { clock })).rejects.toMatchObject({
    name,
  });
  expect(fake.count("submit")).toBe(1);
});

test.each(faults)("images are asked for once at %s", async (_name, fault, name) => {
  fake.fault("submit", fault, { times: 10 });
  const config = withKey(fake, "gemini-3-pro-image", { retry: { limit: 0 } });
  await expect(generateImage(config, { prompt: "a fox" }, { clock })).rejects.toMatchObject({
    name,
  });
  expect(fake.count("submit")).toBe(1);
});

test("an answer that is cut into pieces is not asked on for: each piece would be a submit", async () => {
  const candidate = {
    finishReason: "CONTINUATION",
    continuationToken: "t",
    content: { parts: [] },
  };
  const json = { candidates: [candidate], continuationToken: "t" };
  fake.fault("submit", { kind: "status", status: 200, json }, { times: 3 });
  await expect(
    generateImage(withKey(fake, "gemini-3-pro-image"), { prompt: "a fox" }, { clock }),
  ).rejects.toMatchObject({ name: "GenerationFailedError" });
  expect(fake.count("submit")).toBe(1);
});

test.each([
  ["veo-3.1-generate-001", "video"],
  ["imagen-4.0-generate-001", "image"],
] as const)("%s with a key is refused before anything is sent", async (model, operation) => {
  const config = withKey(fake, model, { baseUrl: fake.url });
  const call =
    operation === "video"
      ? generateVideo(config, { prompt: "a fox" }, { clock })
      : generateImage(config, { prompt: "a fox" }, { clock });
  await expect(call).rejects.toMatchObject({
    name: "UnsupportedOperationError",
    message: `google ${model} is served by Vertex AI only, not with an API key: set providerConfig.project (and location)`,
  });
  expect(fake.requests).toEqual([]);
});

test("Omni with a project is refused before anything is sent", async () => {
  const config = withProject(fake, "gemini-omni-1.2-flash");
  await expect(generateVideo(config, { prompt: "a fox" }, { clock })).rejects.toMatchObject({
    name: "UnsupportedOperationError",
    message: expect.stringContaining("served by the Gemini API only"),
  });
  expect(fake.requests).toEqual([]);
});

test("neither a key nor a project is an AuthenticationError that says what to set", async () => {
  const config = google("gemini-3-pro-image", { baseUrl: fake.url });
  await expect(generateImage(config, { prompt: "a fox" }, { clock })).rejects.toMatchObject({
    name: "AuthenticationError",
    message: expect.stringContaining("neither a key nor a project"),
  });
  expect(fake.requests).toEqual([]);
});

test("models that Google switched off are refused with date and replacement", async () => {
  await expect(
    generateVideo(withProject(fake, "veo-3.0-generate-001"), { prompt: "a fox" }),
  ).rejects.toThrow("was retired on 2026-06-30; use veo-3.1-generate-001");
});

test("what only Vertex AI takes is refused by the SDK, as the caller's fault", async () => {
  const config = withKey(fake, "gemini-3-pro-image");
  const extraParams = { outputMimeType: "image/jpeg" };
  await expect(
    generateImage(config, { prompt: "a fox", extraParams }, { clock }),
  ).rejects.toMatchObject({ name: "ValidationError" });
  expect(fake.requests).toEqual([]);
});

test("the compiler knows what a project's settings are", () => {
  const config = google("veo-3.1-generate-001", { providerConfig: { project: "p" } });
  expect(config.providerConfig).toEqual({ project: "p" });
  // @ts-expect-error a project is a name
  google("veo-3.1-generate-001", { providerConfig: { project: 5 } });
});
