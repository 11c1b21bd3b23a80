import { generateImage, generateVideo, resumeJob, submitVideo } from "@tarash/core";
import {
  type FakeVendor,
  type GoogleDelivery,
  sampleMedia,
  startFakeGoogle,
  virtualClock,
} from "@tarash/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { google } from "../src/index.ts";
import { authClient, withProject } from "./subject.ts";

let fake: FakeVendor;
let clock: ReturnType<typeof virtualClock>;
const open = async (delivery: GoogleDelivery = "bytes"): Promise<void> => {
  clock = virtualClock();
  fake = await startFakeGoogle({ clock, delivery });
};
beforeEach(async () => {
  for (const name of ["GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_CLOUD_PROJECT"]) {
    vi.stubEnv(name, undefined);
  }
  await open();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await fake.close();
});

const png = sampleMedia("image", "one").content;
const data = Buffer.from(png).toString("base64");
const image = { bytesBase64Encoded: data, mimeType: "image/png" };
const veo = "veo-3.1-generate-001";
const models = "/v1beta1/projects/p/locations/us-central1/publishers/google/models";

test("Veo makes a video on Vertex AI: an operation, polled by its name", async () => {
  const response = await generateVideo(
    withProject(fake, veo),
    {
      prompt: "a fox",
      durationSeconds: 8,
      aspectRatio: "16:9",
      resolution: "1080p",
      generateAudio: true,
      negativePrompt: "rain",
      seed: 5,
      enhancePrompt: true,
      numberOfVideos: 1,
      extraParams: { personGeneration: "allow_adult" },
    },
    { clock },
  );
  const [submit, poll] = fake.requests;
  expect(submit?.url.pathname).toBe(`${models}/${veo}:predictLongRunning`);
  expect(submit?.headers.get("authorization")).toBe(`Bearer ${fake.apiKey}`);
  expect(submit?.headers.has("x-tarash-call")).toBe(false);
  expect(submit?.body).toEqual({
    instances: [{ prompt: "a fox" }],
    parameters: {
      sampleCount: 1,
      durationSeconds: 8,
      seed: 5,
      aspectRatio: "16:9",
      resolution: "1080p",
      personGeneration: "allow_adult",
      negativePrompt: "rain",
      enhancePrompt: true,
      generateAudio: true,
    },
  });
  expect(poll?.url.pathname).toBe(`${models}/${veo}:fetchPredictOperation`);
  expect(response.video.content?.byteLength).toBeGreaterThan(20);
});

test.each([
  ["gs", /^gs:\/\/bucket\//],
  ["url", /^http:\/\//],
] as const)("a video that is handed over as %s is an address", async (delivery, address) => {
  await fake.close();
  await open(delivery);
  const response = await generateVideo(withProject(fake, veo), { prompt: "a fox" }, { clock });
  expect(response.video.url).toMatch(address);
  expect(response.video.contentType).toBe("video/mp4");
});

test("first and last frame, references and a clip to extend go where Veo wants them", async () => {
  const config = withProject(fake, veo);
  await generateVideo(
    config,
    {
      prompt: "a fox",
      imageList: [
        { image: png, type: "first_frame" },
        { image: "gs://bucket/last.png", type: "last_frame" },
      ],
    },
    { clock },
  );
  await generateVideo(
    config,
    {
      prompt: "a fox",
      imageList: [
        { image: png, type: "asset" },
        { image: "gs://bucket/style.jpg", type: "style" },
      ],
    },
    { clock },
  );
  await generateVideo(config, { task: "extend", video: "gs://bucket/fox.mp4" }, { clock });
  const bodies = fake.requests.filter(({ step }) => step === "submit").map(({ body }) => body);
  expect(bodies).toEqual([
    {
      instances: [
        {
          prompt: "a fox",
          image,
          lastFrame: { gcsUri: "gs://bucket/last.png", mimeType: "image/png" },
        },
      ],
    },
    {
      instances: [
        {
          prompt: "a fox",
          referenceImages: [
            { image, referenceType: "ASSET" },
            {
              image: { gcsUri: "gs://bucket/style.jpg", mimeType: "image/jpeg" },
              referenceType: "STYLE",
            },
          ],
        },
      ],
    },
    { instances: [{ video: { gcsUri: "gs://bucket/fox.mp4", mimeType: "video/mp4" } }] },
  ]);
});

test.each([
  ["a last frame alone", ["last_frame"]],
  ["a frame beside a reference", ["first_frame", "asset"]],
  ["two first frames", ["first_frame", "first_frame"]],
  ["four references", ["asset", "asset", "style", "asset"]],
] as const)("%s is refused before anything is sent", async (_name, roles) => {
  const imageList = roles.map((type) => ({ image: png, type }));
  await expect(
    generateVideo(withProject(fake, veo), { prompt: "a fox", imageList }, { clock }),
  ).rejects.toMatchObject({ name: "ValidationError", message: expect.stringContaining("image") });
  expect(fake.requests).toEqual([]);
});

test("a job is resumed from its ref alone, in the place that its name tells", async () => {
  const config = withProject(fake, veo, {
    providerConfig: {
      gcpProject: "p",
      location: "europe-west4",
      authClient: authClient(fake.apiKey),
    },
  });
  const job = await submitVideo(config, { prompt: "a fox" }, { clock });
  expect(job.ref.remoteId).toMatch(/^projects\/p\/locations\/europe-west4\/.*\/operations\//);
  const asked: string[] = [];
  const again = await resumeJob(JSON.parse(JSON.stringify(job.ref)) as typeof job.ref, {
    provider: google,
    baseUrl: fake.url,
    providerConfig: { authClient: authClient(fake.apiKey) },
    fetch: (input, init) => {
      asked.push(new URL(input instanceof Request ? input.url : String(input)).pathname);
      return fake.fetch(input, init);
    },
    clock,
  });
  expect((await again.wait()).status).toBe("completed");
  expect(asked[0]).toContain("/locations/europe-west4/");
  expect(fake.accepted).toBe(1);
});

test("without a base URL the location decides the host", async () => {
  const hosts: string[] = [];
  const config = google(veo, {
    providerConfig: { project: "p", location: "asia-east1", authClient: authClient(fake.apiKey) },
    fetch: (input, init) => {
      hosts.push(new URL(input instanceof Request ? input.url : String(input)).host);
      return fake.fetch(input, init);
    },
  });
  await submitVideo(config, { prompt: "a fox" }, { clock });
  expect(hosts).toEqual(["asia-east1-aiplatform.googleapis.com"]);
});

test("a location that is no place of Google's is refused: it would be part of a host", async () => {
  const providerConfig = { project: "p", location: "evil.example/", authClient: authClient("x") };
  await expect(
    generateVideo(withProject(fake, veo, { providerConfig }), { prompt: "a fox" }, { clock }),
  ).rejects.toThrow("location must be one of global, us, eu, africa-south1");
  expect(fake.requests).toEqual([]);
});

test("credentials that cannot be read are an AuthenticationError, with nothing sent", async () => {
  const providerConfig = { project: "p", credentials: "/nowhere/credentials.json" };
  await expect(
    generateVideo(withProject(fake, veo, { providerConfig }), { prompt: "a fox" }, { clock }),
  ).rejects.toMatchObject({ name: "AuthenticationError" });
  expect(fake.requests).toEqual([]);
});

test("a project wins over a key that lies about in the environment", async () => {
  vi.stubEnv("GEMINI_API_KEY", "from-the-environment");
  await submitVideo(withProject(fake, veo), { prompt: "a fox" }, { clock });
  expect(fake.requests[0]?.headers.get("x-goog-api-key")).toBeNull();
});

test("the project may come from the environment when there is no key", async () => {
  vi.stubEnv("GOOGLE_CLOUD_PROJECT", "env-project");
  vi.stubEnv("GOOGLE_CLOUD_LOCATION", "us-east4");
  const providerConfig = { authClient: authClient(fake.apiKey) };
  await submitVideo(withProject(fake, veo, { providerConfig }), { prompt: "a fox" }, { clock });
  expect(fake.requests[0]?.url.pathname).toContain("/projects/env-project/locations/us-east4/");
});

test.each([
  ["503", { kind: "status", status: 503, json: {} }, "HTTPError"],
  ["429", { kind: "refuse", reason: "rate-limited" }, "RateLimitError"],
  ["a reset", { kind: "reset-before" }, "SubmitUnknownError"],
  ["a lost answer", { kind: "reset-after" }, "SubmitUnknownError"],
] as const)("Veo is submitted once at %s", async (_name, fault, name) => {
  fake.fault("submit", fault, { times: 10 });
  const config = withProject(fake, veo, { retry: { limit: 0 } });
  await expect(generateVideo(config, { prompt: "a fox" }, { clock })).rejects.toMatchObject({
    name,
  });
  expect(fake.count("submit")).toBe(1);
});

test.each([
  ["503", { kind: "status", status: 503, json: {} }],
  ["a reset", { kind: "reset-after" }],
  ["a page instead of JSON", { kind: "html" }],
] as const)("looking at Veo's operation is repeated after %s", async (_name, fault) => {
  fake.fault("poll", fault, { times: 2 });
  const response = await generateVideo(withProject(fake, veo), { prompt: "a fox" }, { clock });
  expect(response.status).toBe("completed");
  expect(fake.accepted).toBe(1);
});

test("a job that cannot be cancelled says so", async () => {
  const job = await submitVideo(withProject(fake, veo), { prompt: "a fox" }, { clock });
  expect(await job.cancel()).toBe("not-supported");
});

test.each([
  ["failed", "GenerationFailedError"],
  ["invalid", "ValidationError"],
  ["moderated", "ContentModerationError"],
  ["empty", "GenerationFailedError"],
] as const)("an operation that ends as %s is told apart", async (end, name) => {
  fake.script({ states: [{ status: "unknown" }], end, message: "so says the vendor" });
  await expect(
    generateVideo(withProject(fake, veo), { prompt: "a fox" }, { clock }),
  ).rejects.toMatchObject({ name });
});

test("Imagen makes images, and the SDK's talk of its end is kept from the console", async () => {
  const warn = vi.spyOn(console, "warn");
  const response = await generateImage(
    withProject(fake, "imagen-4.0-generate-001"),
    { prompt: "a fox", n: 2, aspectRatio: "4:3", size: "2K", outputFormat: "jpeg" },
    { clock },
  );
  expect(response.images).toHaveLength(2);
  expect(fake.requests[0]?.url.pathname).toBe(`${models}/imagen-4.0-generate-001:predict`);
  expect(fake.requests[0]?.body).toEqual({
    instances: [{ prompt: "a fox" }],
    parameters: {
      sampleCount: 2,
      aspectRatio: "4:3",
      includeRaiReason: true,
      outputOptions: { mimeType: "image/jpeg" },
      sampleImageSize: "2K",
    },
  });
  expect(warn).not.toHaveBeenCalled();
});

test("Imagen edits within a mask", async () => {
  const mask = sampleMedia("image", "mask").content;
  const response = await generateImage(
    withProject(fake, "imagen-3.0-capability-001"),
    {
      task: "inpaint",
      prompt: "a red hat",
      imageList: [{ image: png, type: "reference" }],
      maskImage: mask,
    },
    { clock },
  );
  expect(response.images).toHaveLength(1);
  expect(fake.requests[0]?.body).toEqual({
    instances: [
      {
        prompt: "a red hat",
        referenceImages: [
          { referenceType: "REFERENCE_TYPE_RAW", referenceId: 1, referenceImage: image },
          {
            referenceType: "REFERENCE_TYPE_MASK",
            referenceId: 2,
            referenceImage: {
              bytesBase64Encoded: Buffer.from(mask).toString("base64"),
              mimeType: "image/png",
            },
            maskImageConfig: { maskMode: "MASK_MODE_USER_PROVIDED" },
          },
        ],
      },
    ],
    parameters: { editMode: "EDIT_MODE_INPAINT_INSERTION", includeRaiReason: true },
  });
});

test("Imagen enlarges an image", async () => {
  await generateImage(
    withProject(fake, "imagen-4.0-upscale-preview"),
    { imageList: [{ image: png, type: "reference" }], scale: 4 },
    { clock },
  );
  expect(fake.requests[0]?.body).toEqual({
    instances: [{ image }],
    parameters: {
      upscaleConfig: { upscaleFactor: "x4" },
      includeRaiReason: true,
      sampleCount: 1,
      mode: "upscale",
    },
  });
});

test("Gemini's image models are served on Vertex AI as well", async () => {
  const config = withProject(fake, "gemini-3-pro-image", {
    providerConfig: { project: "p", location: "global", authClient: authClient(fake.apiKey) },
  });
  const response = await generateImage(config, { prompt: "a fox" }, { clock });
  expect(response.images).toHaveLength(1);
  expect(fake.requests[0]?.url.pathname).toContain("/locations/global/publishers/google/models/");
});
