import {
  generateVideo,
  type JobRef,
  mediaBytes,
  resumeJob,
  submitVideo,
  type VideoGenerationConfig,
  type VideoGenerationRequest,
  type VideoGenerationResponse,
} from "@tarash/core";
import { type FakeVendor, sampleMedia, startFakeOpenAI, virtualClock } from "@tarash/testing";
import { expect, test } from "vitest";
import { openai } from "../src/index.ts";

const picture = sampleMedia("image", "picture").content;
const clip = sampleMedia("video", "clip").content;

function configOf(fake: FakeVendor, model = "sora-2"): VideoGenerationConfig {
  const { apiKey, fetch, url } = fake;
  return openai(model, { apiKey, fetch, baseUrl: `${url}/gateway`, allowRetired: true });
}

/** Path, fields and files of the one submit that a request makes. */
async function sent(request: VideoGenerationRequest): Promise<Record<string, unknown>> {
  const clock = virtualClock();
  await using fake = await startFakeOpenAI({ clock });
  await generateVideo(configOf(fake), request, { clock });
  const { body, url } = fake.requests.find(({ step }) => step === "submit")!;
  const fields = body instanceof FormData ? Object.fromEntries(body) : (body as object);
  return { path: url.pathname, ...fields };
}

test("a video is created, followed to its end and read with the key behind the caller's baseUrl", async () => {
  const clock = virtualClock();
  await using fake = await startFakeOpenAI({ clock });
  const percents: (number | undefined)[] = [];
  const statuses: string[] = [];
  const response = await generateVideo(
    configOf(fake),
    { prompt: "a fox", durationSeconds: 8, aspectRatio: "16:9", resolution: "720p" },
    {
      clock,
      onProgress: ({ progressPercent, status }) => {
        percents.push(progressPercent);
        statuses.push(status);
      },
    },
  );
  const submit = fake.requests[0]!;
  expect(submit.url.pathname).toBe("/gateway/v1/videos");
  expect(Object.fromEntries(submit.body as FormData)).toEqual({
    model: "sora-2",
    prompt: "a fox",
    seconds: "8",
    size: "1280x720",
  });
  expect(percents).toContain(50);
  expect([...new Set(statuses)]).toEqual(["queued", "processing", "completed"]);
  expect(response.video).toMatchObject({
    url: `${fake.url}/gateway/v1/videos/openai-job-1/content`,
    contentType: "video/mp4",
    width: 1280,
    height: 720,
    durationSeconds: 8,
    expiresAt: "2026-09-22T14:13:20.000Z",
  });
  expect(fake.count("download")).toBe(0);
  expect(await mediaBytes(response.video)).toEqual(sampleMedia("video", "openai-job-1").content);
  expect(response.warnings.join()).toContain("2026-09-24");
});

test("Sora is refused with the day on which it ended unless a retired model is allowed", async () => {
  await using fake = await startFakeOpenAI();
  for (const model of ["sora-2", "sora-2-pro", "sora-2-2025-12-08"]) {
    const config = { ...configOf(fake, model), allowRetired: false };
    await expect(generateVideo(config, { prompt: "a fox" })).rejects.toMatchObject({
      name: "UnsupportedOperationError",
      message: expect.stringContaining("2026-09-24") as string,
    });
  }
  expect(fake.requests).toHaveLength(0);
});

test.each(["first_frame", "reference"] as const)(
  "an image as %s is the reference that guides the video",
  async (type) => {
    const { input_reference: file, ...fields } = await sent({
      prompt: "it runs",
      imageList: [{ image: picture, type }],
    });
    expect(fields).toEqual({ path: "/gateway/v1/videos", model: "sora-2", prompt: "it runs" });
    expect(new Uint8Array(await (file as File).arrayBuffer())).toEqual(picture);
  },
);

test("a video is remixed, edited and extended by the job that made it, or by its id", async () => {
  const sourceJob = "video_7";
  expect(await sent({ task: "remix", prompt: "at night", sourceJob })).toEqual({
    path: "/gateway/v1/videos/video_7/remix",
    prompt: "at night",
  });
  expect(await sent({ task: "edit", prompt: "at night", sourceJob })).toEqual({
    path: "/gateway/v1/videos/edits",
    prompt: "at night",
    "video[id]": "video_7",
  });
  const ref = { provider: "openai", remoteId: "video_8" } as JobRef;
  expect(
    await sent({ task: "extend", prompt: "on and on", durationSeconds: 12, sourceJob: ref }),
  ).toEqual({
    path: "/gateway/v1/videos/extensions",
    prompt: "on and on",
    seconds: "12",
    "video[id]": "video_8",
  });
});

test("a video file is edited and extended", async () => {
  for (const [task, path] of [
    ["edit", "/gateway/v1/videos/edits"],
    ["extend", "/gateway/v1/videos/extensions"],
  ] as const) {
    const request = { task, prompt: "at night", video: clip, durationSeconds: 4 };
    const fields = await sent(request);
    expect(fields["path"]).toBe(path);
    expect(new Uint8Array(await (fields["video"] as File).arrayBuffer())).toEqual(clip);
  }
});

test("a source without a task is asked for one, and a job that was never accepted is refused", async () => {
  await using fake = await startFakeOpenAI();
  const request = { prompt: "on", sourceJob: "video_7" };
  await expect(generateVideo(configOf(fake), request)).rejects.toThrow(
    /task must be named.*remix, edit/,
  );
  const sourceJob = { id: "intent", provider: "openai" } as JobRef;
  await expect(
    generateVideo(configOf(fake), { task: "remix", prompt: "on", sourceJob }),
  ).rejects.toThrow(/sourceJob must be the ref of a job that openai has accepted, or its id/);
  expect(fake.requests).toHaveLength(0);
});

test.each([
  [{ aspectRatio: "9:16" }, "720x1280"],
  [{ resolution: "1024p" }, "1024x1792"],
  [{ resolution: "1024P", aspectRatio: "16:9" }, "1792x1024"],
  [{ aspectRatio: "7:4" }, "1792x1024"],
])("%j is the size %s", async (request, size) => {
  expect((await sent({ prompt: "a fox", ...request }))["size"]).toBe(size);
});

test("a size that Sora does not make is refused, or replaced by the nearest where that is asked for", async () => {
  const clock = virtualClock();
  await using fake = await startFakeOpenAI({ clock });
  const request = { prompt: "a fox", resolution: "1080p", aspectRatio: "1.9:1" };
  await expect(generateVideo(configOf(fake), request)).rejects.toThrow(
    'openai sora-2: resolution must be one of 720p, 1024p (got "1080p")',
  );
  const config = { ...configOf(fake), onInvalidValue: "nearest" as const };
  const { adjustments } = await generateVideo(config, request, { clock });
  expect(adjustments).toContainEqual(
    expect.objectContaining({ field: "aspectRatio", sent: "1792x1024", kind: "nearest" }),
  );
});

test.each([
  [{ end: "moderated", message: "no foxes" }, "ContentModerationError", "no foxes"],
  [{ end: "failed", message: "we are sorry" }, "GenerationFailedError", "we are sorry"],
] as const)("a job whose script is %j ends as %s", async (script, name, words) => {
  const clock = virtualClock();
  await using fake = await startFakeOpenAI({ clock, script });
  await expect(generateVideo(configOf(fake), { prompt: "a fox" }, { clock })).rejects.toMatchObject(
    { name, message: expect.stringContaining(words) as string },
  );
});

test("a word that nobody knows means that the job goes on", async () => {
  const clock = virtualClock();
  await using fake = await startFakeOpenAI({
    clock,
    script: { states: [{ status: "unknown" }, { status: "unknown" }] },
  });
  const { status } = await generateVideo(configOf(fake), { prompt: "a fox" }, { clock });
  expect(status).toBe("completed");
});

test("a job cannot be cancelled, and is resumed in another process", async () => {
  const clock = virtualClock();
  await using fake = await startFakeOpenAI({ clock });
  const job = await submitVideo(configOf(fake), { prompt: "a fox" }, { clock });
  expect(await job.status()).toMatchObject({ status: "queued" });
  expect(await job.cancel()).toBe("not-supported");
  expect(fake.requests.map(({ method }) => method)).not.toContain("DELETE");
  const { apiKey, fetch } = fake;
  const again = await resumeJob(JSON.parse(JSON.stringify(job.ref)) as JobRef, {
    provider: openai,
    apiKey,
    fetch,
    baseUrl: `${fake.url}/gateway`,
    clock,
  });
  const response = await again.wait();
  expect(await mediaBytes((response as VideoGenerationResponse).video)).toEqual(
    sampleMedia("video", "openai-job-1").content,
  );
  expect(fake.accepted).toBe(1);
});
