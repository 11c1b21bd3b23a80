import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  generateImage,
  type GenerationConfig,
  generateSts,
  generateTts,
  generateVideo,
  HTTPError,
  isTarashError,
  type MockConfig,
  previewVideo,
  registerProvider,
  resumeJob,
  submitVideo,
  type TarashError,
  type Update,
} from "@tarash/core";
import {
  defineProvider,
  durationField,
  passthroughField,
  singleImageField,
  video,
} from "@tarash/core/provider";
import { beforeAll, expect, test } from "vitest";
import { virtualClock } from "../../testing/src/clock.ts";
import { mock } from "../src/index.ts";

const gif = new TextEncoder().encode("GIF89a");
const run = promisify(execFile);
const folder = fileURLToPath(new URL("..", import.meta.url));

const vendor = defineProvider({
  name: "vendor",
  env: ["VENDOR_KEY_THAT_NOBODY_SET"],
  hosts: ["https://api.vendor.test"],
  models: {
    video: {
      m: video({
        prompt: passthroughField("prompt", { required: true }),
        seconds: durationField({ allowed: [4, 8], format: "digits" }),
        image: singleImageField("first_frame", { accepts: ["base64"] }),
      }),
    },
  },
  operations: {
    video: { submit: () => Promise.reject(new Error("the vendor was asked")) },
    image: { submit: () => Promise.reject(new Error("the vendor was asked")) },
  },
});

beforeAll(() => registerProvider("mock", mock));

const tiny = (more: MockConfig = {}): MockConfig => ({ media: "tiny", ...more });
const play = (config: MockConfig, request: object = { prompt: "a" }, options: object = {}) =>
  generateVideo(mock("any", { mock: tiny(config) }), request, {
    clock: virtualClock(),
    ...options,
  });

async function rejection(promise: Promise<unknown>): Promise<TarashError> {
  return promise.then(
    () => {
      throw new Error("it resolved");
    },
    (error: unknown) => error as TarashError,
  );
}

async function updatesOf(config: MockConfig): Promise<Update[]> {
  const updates: Update[] = [];
  await play(
    config,
    { prompt: "a" },
    { onProgress: (update: Update) => updates.push(update) },
  ).catch(() => undefined);
  return updates;
}

test("all four operations answer with media of their kind, named as mocked", async () => {
  const config = mock("any", { mock: tiny() });
  const made = await generateVideo(config, { prompt: "a" });
  expect(made).toMatchObject({ isMock: true, provider: "mock", model: "any" });
  expect(made.video.contentType).toBe("video/mp4");
  expect(made.providerRequestId).toMatch(/^mock_[0-9a-f]{16}$/);
  expect(made.executionMetadata.attempts).toMatchObject([{ billing: "none" }]);
  expect((await generateImage(config, { prompt: "a", n: 3 })).images).toHaveLength(3);
  expect(
    (await generateImage(config, { prompt: "a", outputFormat: "jpeg" })).images[0]?.contentType,
  ).toBe("image/jpeg");
  expect((await generateTts(config, { text: "a" })).audio.contentType).toBe("audio/mpeg");
  const sound = new TextEncoder().encode("ID3 sound");
  expect((await generateSts(config, { audio: sound, outputFormat: "wav" })).audio.contentType).toBe(
    "audio/wav",
  );
});

test("several videos of one job, and of several jobs", async () => {
  expect((await play({}, { prompt: "a", n: 3 })).videos).toHaveLength(3);
  const many = await play({}, { prompt: "a", n: 12 });
  expect(many.videos).toHaveLength(12);
  expect(many.job.parts).toHaveLength(2);
});

test("progress goes through queued, processing and completed, and brings the result last", async () => {
  const updates = await updatesOf({});
  expect(
    updates.map(({ event, status, progressPercent }) => [event, status, progressPercent]),
  ).toEqual([
    ["submitted", "queued", undefined],
    ["progress", "queued", 0],
    ["progress", "processing", 50],
    ["progress", "processing", 100],
    ["completed", "completed", undefined],
  ]);
  expect(updates.at(-1)?.result).toMatchObject({ isMock: true });
});

test("sequence, percentages and updates are played as they were given", async () => {
  const updates = await updatesOf({
    polling: {
      statusSequence: ["queued", "queued", "processing", "completed"],
      progressPercentages: [1, 2, 30, 99],
      customUpdates: [{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }],
    },
  });
  const progress = updates.filter(({ event }) => event === "progress");
  expect(progress.map(({ progressPercent }) => progressPercent)).toEqual([1, 2, 30, 99]);
  expect(progress.map(({ update }) => update)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }]);
});

test("a sequence without an end is given one, and loses no state by it", async () => {
  const updates = await updatesOf({ polling: { statusSequence: ["queued", "processing"] } });
  expect(updates.map(({ event }) => event).at(-1)).toBe("completed");
  expect(updates.filter(({ event }) => event === "progress").map(({ status }) => status)).toEqual([
    "queued",
    "processing",
    "processing",
  ]);
  const failing = await rejection(play({ polling: { statusSequence: ["queued", "failed"] } }));
  expect([failing.name, failing.message]).toEqual([
    "GenerationFailedError",
    "mock any: the mock was told to fail",
  ]);
});

test("states come at their times, and a job's status follows the clock, not the number of looks", async () => {
  const clock = virtualClock();
  const config = mock("any", { mock: tiny({ polling: { delayMs: 10_000 } }) });
  const job = await submitVideo(config, { prompt: "a" }, { clock });
  for (let look = 0; look < 5; look++) expect((await job.status()).status).toBe("queued");
  clock.advance(10_000);
  expect(await job.status()).toEqual({ status: "processing", progressPercent: 50 });
  const start = clock.now();
  await job.wait();
  expect(clock.now() - start).toBeGreaterThanOrEqual(10_000);
  expect(clock.now() - start).toBeLessThan(16_000);
});

test("a mocked job that was cancelled stays cancelled", async () => {
  const clock = virtualClock();
  const config = mock("any", { mock: tiny({ polling: { delayMs: 10_000 } }) });
  const job = await submitVideo(config, { prompt: "a" }, { clock });
  expect(await job.cancel()).toBe("cancelled");
  expect((await job.status()).status).toBe("cancelled");
  const error = await rejection(job.wait());
  expect(error.message).toMatch(/the job was cancelled at the vendor/);
  const over = await submitVideo(mock("any", { mock: tiny() }), { prompt: "a" }, { clock });
  await over.wait();
  expect(await over.cancel()).toBe("already-finished");
});

test.each([
  [{ message: "out of memory" }, "GenerationFailedError", undefined],
  [{ name: "ContentModerationError" }, "ContentModerationError", undefined],
  [{ name: "ValidationError", phase: "submit" }, "ValidationError", 422],
  [{ name: "AuthenticationError" }, "AuthenticationError", 401],
  [{ name: "HTTPError" }, "HTTPError", 500],
  [{ name: "HTTPError", statusCode: 404, message: "gone" }, "HTTPError", 404],
  [{ name: "RateLimitError" }, "RateLimitError", 429],
  [{ name: "TimeoutError" }, "TimeoutError", undefined],
  [{ name: "HTTPConnectionError" }, "HTTPConnectionError", undefined],
] as const)("told to fail with %j", async (error, name, statusCode) => {
  const thrown = await rejection(play({ responses: [{ error }] }));
  expect([thrown.name, thrown.statusCode]).toEqual([name, statusCode]);
  expect(thrown.message).toMatch(/^mock any: (out of memory|gone|the mock was told to fail)$/);
  expect(thrown.executionMetadata?.attempts).toMatchObject([{ status: "failed", billing: "none" }]);
});

test("an error of the caller's own is thrown as its class with its fields, and is not written into", async () => {
  const own = new HTTPError("too busy", { statusCode: 503 });
  const [first, second] = await Promise.all(
    [1, 2].map(() => rejection(play({ responses: [{ error: own }] }))),
  );
  expect(first).toBeInstanceOf(HTTPError);
  expect(isTarashError(first)).toBe(true);
  expect([first?.message, first?.statusCode]).toEqual(["too busy", 503]);
  expect(first?.requestId).not.toBe(second?.requestId);
  expect([own.requestId, own.job, own.executionMetadata]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const foreign = await rejection(play({ responses: [{ error: new RangeError("odd") }] }));
  expect([foreign.name, (foreign.cause as Error).message]).toEqual([
    "GenerationFailedError",
    "odd",
  ]);
});

test("a failed job goes through its states and ends in failed, with the error", async () => {
  const updates = await updatesOf({ responses: [{ error: { message: "out of memory" } }] });
  expect(updates.map(({ event }) => event)).toEqual([
    "submitted",
    "progress",
    "progress",
    "failed",
  ]);
  expect(updates.at(-1)?.error?.message).toBe("mock any: out of memory");
});

test.each([
  ["https://h.test/v.mp4", { url: "https://h.test/v.mp4", contentType: "video/mp4" }],
  [new URL("https://h.test/v.webm"), { url: "https://h.test/v.webm", contentType: "video/webm" }],
  ["data:image/gif;base64,R0lGODlh", { content: gif, contentType: "image/gif" }],
  ["R0lGODlh", { content: gif, contentType: "image/gif" }],
  [gif, { content: gif, contentType: "image/gif" }],
  [gif.buffer, { content: gif, contentType: "image/gif" }],
  [new Blob([gif]), { content: gif, contentType: "image/gif" }],
  [
    { content: gif, contentType: "image/gif" },
    { content: gif, contentType: "image/gif" },
  ],
  [
    { url: "https://h.test/x", contentType: "video/webm", width: 5 },
    { url: "https://h.test/x", contentType: "video/webm", width: 5 },
  ],
])("%# answers with the given medium", async (output, expected) => {
  expect((await play({ responses: [{ output }] })).video).toEqual(expected);
  expect((await play({ responses: [{ output: [output, output] }] })).videos).toEqual([
    expected,
    expected,
  ]);
});

test.each([
  [{ responses: [] }, /mock\.responses must be a list that is not empty/],
  [{ responses: {} }, /mock\.responses must be a list that is not empty/],
  [{ responses: [null] }, /mock\.responses\[0\] must be an object \(got null\)/],
  [
    { responses: [{ weight: 0 }] },
    /mock\.responses\[0\]\.weight must be a number of more than 0 \(got 0\)/,
  ],
  [{ responses: [{}, { weight: Number.NaN }] }, /mock\.responses\[1\]\.weight .*\(got NaN\)/],
  [{ responses: [{ weight: Number.POSITIVE_INFINITY }] }, /\.weight .*\(got Infinity\)/],
  [{ responses: [{ output: gif, error: {} }] }, /has both an output and an error/],
  [
    { responses: [{ video_url: "x" }] },
    /mock\.responses\[0\] has an unknown key video_url \(known: weight, output, error\)/,
  ],
  [
    { responses: [{ error: { name: "BogusError" } }] },
    /error\.name must be one of AuthenticationError, .*\(got BogusError\)/,
  ],
  [
    { responses: [{ error: { name: "RateLimitError", phase: "job" } }] },
    /a job ends with one of GenerationFailedError, .*\(got RateLimitError\)/,
  ],
  [
    { responses: [{ error: { phase: "later" } }] },
    /error\.phase must be submit or job \(got later\)/,
  ],
  [
    { responses: [{ error: "boom" }] },
    /mock\.responses\[0\]\.error must be an object \(got boom\)/,
  ],
  [{ polling: { statusSequence: [] } }, /statusSequence must not be empty/],
  [
    { polling: { statusSequence: ["waiting"] } },
    /must hold only queued, processing, completed, failed \(got waiting\)/,
  ],
  [
    { polling: { progressPercentages: [1] } },
    /progressPercentages must have one entry a status, 3 \(got 1\)/,
  ],
  [{ polling: { customUpdates: [{}] } }, /customUpdates must have one entry a status, 3 \(got 1\)/],
  [{ polling: { progressPercentages: [0, 50, 101] } }, /must lie between 0 and 100 \(got 101\)/],
  [{ polling: { delayMs: -1 } }, /delayMs must be a number of at least 0 \(got -1\)/],
  [{ polling: { enabled: false } }, /mock\.polling has an unknown key enabled/],
  [{ media: "huge" }, /mock\.media must be drawn or tiny \(got huge\)/],
  [{ sead: 1 }, /mock has an unknown key sead \(known: enabled, responses, polling, seed, media\)/],
])("a wrong setting is named: %j", async (config, message) => {
  const error = await rejection(play(config as MockConfig));
  expect(error.name).toBe("ValidationError");
  expect(error.message).toMatch(/^mock any: /);
  expect(error.message).toMatch(message);
});

/** All that a caller can see of a run, but for what is new each time. */
async function traceOf(config: MockConfig, request: object): Promise<unknown> {
  const events: unknown[] = [];
  const onProgress = ({ event, status, progressPercent, update }: Update): void =>
    void events.push([event, status, progressPercent, update]);
  const made = await play(config, request, { onProgress }).catch((error: TarashError) => error);
  if (made instanceof Error) return [made.name, made.message, events.length];
  return [made.providerRequestId, made.videos, made.seed, events.slice(0, -1)];
}

test("the same seed plays the same: choice, id, progress and bytes; another seed another id", async () => {
  const responses = [{ weight: 2 }, { output: gif, weight: 3 }, { error: { message: "no luck" } }];
  for (const seed of [-7, 0, 0.5, 1, 2, 3, 4, 5, 2 ** 31, 2 ** 53]) {
    const [first, second] = await Promise.all([
      traceOf({ seed, responses }, { prompt: "a" }),
      traceOf({ seed, responses }, { prompt: "a" }),
    ]);
    expect(second).toEqual(first);
  }
  const [byConfig, byRequest] = await Promise.all([
    play({ seed: 9 }, { prompt: "a" }),
    play({}, { prompt: "a", seed: 9 }),
  ]);
  expect(byRequest.providerRequestId).toBe(byConfig.providerRequestId);
  const one = await play({ seed: 1 });
  expect((await play({ seed: 2 })).providerRequestId).not.toBe(one.providerRequestId);
  expect((await play({ seed: "1" })).providerRequestId).toBe(one.providerRequestId);
});

test("without a seed the request decides, so that a test needs none", async () => {
  const [first, again, other] = await Promise.all([
    play({}, { prompt: "a" }),
    play({}, { prompt: "a" }),
    play({}, { prompt: "b" }),
  ]);
  expect(again.providerRequestId).toBe(first.providerRequestId);
  expect(other.providerRequestId).not.toBe(first.providerRequestId);
});

test("weights are weights: over many seeds each response has its share", async () => {
  const counts = { light: 0, heavy: 0 };
  const responses = [
    { output: "https://h.test/light" },
    { output: "https://h.test/heavy", weight: 3 },
  ];
  for (let seed = 0; seed < 200; seed++) {
    const { video } = await play({ seed, responses });
    counts[video.url?.endsWith("light") ? "light" : "heavy"]++;
  }
  expect(counts.light).toBeGreaterThan(25);
  expect(counts.light).toBeLessThan(80);
});

test("drawn media are the same bytes for the same seed", async () => {
  const draw = async (seed: number): Promise<Uint8Array | undefined> => {
    const request = { prompt: "A red kite.", size: "64x64" };
    return (await generateImage(mock("any", { mock: { seed } }), request)).images[0]?.content;
  };
  expect(await draw(1)).toEqual(await draw(1));
  expect(await draw(2)).not.toEqual(await draw(1));
}, 20_000);

const other = (config: MockConfig = {}, more: object = {}): GenerationConfig =>
  vendor("m", { mock: tiny(config), ...more });

test("in another provider's config only submit to result are played: no key, no network, same name", async () => {
  const fetch = (): never => {
    throw new Error("asked the network");
  };
  const imageList = [{ image: "https://h.test/a.png", type: "first_frame" as const }];
  const request = { prompt: "a", durationSeconds: 4, imageList };
  const made = await generateVideo(other({}, { fetch }), request);
  expect(made).toMatchObject({ provider: "vendor", model: "m", isMock: true });
  expect(made.job.isMock).toBe(true);
  expect(made.adjustments.map(({ field, parameter, kind }) => [field, parameter, kind])).toEqual([
    ["prompt", "prompt", "exact"],
    ["durationSeconds", "seconds", "converted"],
    ["imageList", "image", "exact"],
  ]);
});

test("that provider's own rules hold as ever", async () => {
  const wrong = await rejection(generateVideo(other(), { prompt: "a", durationSeconds: 7 }));
  expect(wrong.message).toBe("vendor m: durationSeconds must be one of 4, 8 (got 7)");
  const missing = await rejection(generateVideo(other(), {}));
  expect(missing.message).toMatch(/prompt is required/);
  const unknown = await rejection(generateVideo({ ...other(), model: "n" }, { prompt: "a" }));
  expect(unknown.message).toMatch(/model n is not known/);
  const speech = await rejection(generateTts(other(), { text: "a" }));
  expect(speech.message).toMatch(/vendor does not make tts/);
  const preview = await previewVideo(other(), { prompt: "a", durationSeconds: 8 });
  expect(preview.parameters).toEqual({ prompt: "a", seconds: "8" });
});

test("a mock that is switched off is none, and a chain's links do not inherit it", async () => {
  const off = await rejection(generateVideo(other({ enabled: false }), { prompt: "a" }));
  expect(off.name).toBe("AuthenticationError");
  const chained = await rejection(
    generateVideo(
      other({ responses: [{ error: {} }] }, { fallbackConfigs: [vendor("m")] }),
      { prompt: "a" },
      { clock: virtualClock() },
    ),
  );
  expect(chained.executionMetadata?.attempts).toMatchObject([
    { status: "failed", errorType: "GenerationFailedError" },
    { status: "skipped", errorType: "AuthenticationError" },
  ]);
});

test("a mocked chain falls back like a real one", async () => {
  const made = await generateVideo(
    mock("first", {
      mock: tiny({ responses: [{ error: { name: "HTTPError", statusCode: 500 } }] }),
      fallbackConfigs: [mock("second", { mock: tiny() })],
    }),
    { prompt: "a" },
    { clock: virtualClock() },
  );
  expect(made.model).toBe("second");
  expect(made.executionMetadata).toMatchObject({
    totalAttempts: 2,
    successfulAttempt: 2,
    fallbackTriggered: true,
    attempts: [{ status: "failed", statusCode: 500 }, { status: "success" }],
  });
  const stopped = await rejection(
    generateVideo(
      mock("first", {
        mock: tiny({ responses: [{ error: { name: "ValidationError" } }] }),
        fallbackConfigs: [mock("second", { mock: tiny() })],
      }),
      { prompt: "a" },
    ),
  );
  expect(stopped.executionMetadata?.attempts.map(({ status }) => status)).toEqual([
    "failed",
    "skipped",
  ]);
});

test("a mocked job is taken up from its ref, with the same picture", async () => {
  const job = await submitVideo(other({ seed: 5 }), { prompt: "a" });
  const here = await job.wait();
  const there = await (await resumeJob(job.refString, { provider: vendor })).wait();
  expect(there).toMatchObject({ isMock: true, provider: "vendor", video: here.video });
  const url = await submitVideo(
    mock("any", { mock: tiny({ responses: [{ output: "https://h.test/x.mp4" }] }) }),
    { prompt: "a" },
  );
  expect(await (await resumeJob(url.ref)).wait()).toMatchObject({
    video: { url: "https://h.test/x.mp4" },
  });
  const bytes = await submitVideo(mock("any", { mock: tiny({ responses: [{ output: gif }] }) }), {
    prompt: "a",
  });
  const lost = await rejection((await resumeJob(bytes.ref)).wait());
  expect(lost.message).toMatch(/bytes of its config, which a ref does not hold/);
});

/** Runs a program in a process of its own; its standard output. */
async function inProcess(program: string, ...flags: string[]): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    [...flags, "--no-warnings", "--input-type=module", "-e", program],
    { cwd: folder, env: { ...process.env, NODE_NO_WARNINGS: "1" } },
  );
  return stdout.trim();
}

test("a mocked job is taken up in another process, and said to be one where no mock is registered", async () => {
  const job = await submitVideo(mock("any", { mock: tiny({ seed: 5 }) }), { prompt: "a" });
  const here = await job.wait();
  const size = await inProcess(`
    import { registerProvider, resumeJob } from "@tarash/core";
    import { mock } from "./src/index.ts";
    registerProvider("mock", mock);
    const { video, isMock } = await (await resumeJob(${JSON.stringify(job.refString)})).wait();
    console.log(isMock, video.content.byteLength);`);
  expect(size).toBe(`true ${here.video.content?.byteLength}`);
  const missing = await inProcess(`
    import { generateVideo } from "@tarash/core";
    import { mock } from "./src/index.ts";
    const other = Object.assign({}, mock, { definition: { ...mock.definition, name: "other" } });
    const config = { provider: other, model: "any", mock: {} };
    console.log(await generateVideo(config, { prompt: "a" }).catch(({ name, message }) => name + " " + message));`);
  expect(missing).toMatch(
    /^ProviderNotFoundError .*install @tarash\/provider-mock and call registerProvider\("mock", mock\)/,
  );
}, 20_000);

test("tiny media need no child process, no file and no ffmpeg", async () => {
  const program = (media: string): string => `
    import { generateVideo, generateImage, generateTts } from "@tarash/core";
    import { mock } from "./src/index.ts";
    const config = mock("any", { mock: { media: "${media}" } });
    const made = await Promise.all([
      generateVideo(config, { prompt: "a" }),
      generateImage(config, { prompt: "a" }),
      generateTts(config, { text: "a" }),
    ]).then((all) => all.length, (error) => error.message);
    const { createRequire } = await import("node:module");
    const loaded = Object.keys(createRequire(process.cwd() + "/x.js").cache);
    console.log(made, loaded.filter((name) => name.includes("ffmpeg")).length);`;
  const flags = ["--permission", "--allow-fs-read=*"];
  expect(await inProcess(program("tiny"), ...flags)).toBe("3 0");
  expect(await inProcess(program("drawn"), ...flags)).toMatch(/access|permission|restricted/i);
}, 20_000);
