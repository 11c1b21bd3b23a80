import { expect, test } from "vitest";
import { virtualClock } from "../../testing/src/clock.ts";
import type { TarashError } from "../src/errors.ts";
import { generateVideo, submitVideo } from "../src/generators.ts";
import { MemoryJobStore } from "../src/job-store.ts";
import { resumeRef } from "../src/resume.ts";
import { unfinishedJobs } from "../src/resuming.ts";
import { scriptedVendor } from "./scripted-vendor.ts";

const thrown = (call: Promise<unknown>): Promise<TarashError> =>
  call.then(
    () => {
      throw new Error("the call was expected to fail");
    },
    (error: unknown) => error as TarashError,
  );

test("the time in the limiter's queue is not taken from the job's deadline", async () => {
  const clock = virtualClock();
  const vendor = scriptedVendor("patient", { seconds: 40 });
  const config = { ...vendor.config, timeoutMs: 60_000, limits: { concurrency: 1 } };
  const ended = await Promise.allSettled(
    ["a", "b", "c", "d"].map((prompt) => generateVideo(config, { prompt }, { clock })),
  );
  expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => "fulfilled"));
  expect(vendor.cancels()).toBe(0);
});

test.each([1, 2])(
  "three outputs by three jobs come through a limiter of %i, also after a submit",
  async (concurrency) => {
    const clock = virtualClock();
    const vendor = scriptedVendor("narrow", { seconds: 5 });
    const config = { ...vendor.config, limits: { concurrency } };
    const request = { prompt: "a cat", numberOfVideos: 3 };
    const response = await generateVideo(config, request, { clock });
    expect(response.videos).toHaveLength(3);
    expect(vendor.mostAtOnce()).toBe(concurrency);
    const job = await submitVideo(config, request, { clock });
    expect(job.ref.parts).toHaveLength(3);
    expect((await job.wait()).videos).toHaveLength(3);
    expect(vendor.accepted()).toBe(6);
    expect(vendor.mostAtOnce()).toBe(concurrency);
  },
);

test("a check that is answered 400 says nothing about a paid job, which stays to be looked after", async () => {
  const store = new MemoryJobStore();
  const vendor = scriptedVendor("confused", { poll: [400] });
  const options = { clock: virtualClock(), jobStore: store };
  const error = await thrown(generateVideo(vendor.config, { prompt: "a cat" }, options));
  expect(error.name).toBe("ValidationError");
  expect((await unfinishedJobs(store)).map(({ state }) => state)).toEqual(["accepted"]);
});

test("the error of a call for three outputs names all of its jobs", async () => {
  const clock = virtualClock();
  const vendor = scriptedVendor("silent", { poll: [503] });
  const error = await thrown(
    generateVideo(vendor.config, { prompt: "a cat", numberOfVideos: 3 }, { clock }),
  );
  expect(error.job?.parts?.map(({ remoteId }) => remoteId)).toEqual([
    "silent-1",
    "silent-2",
    "silent-3",
  ]);
  const [attempt] = error.executionMetadata?.attempts ?? [];
  expect(attempt?.job?.parts).toHaveLength(3);
  const well = scriptedVendor("silent");
  const { provider, fetch } = well.config;
  const job = await resumeRef(error.job!, { provider: provider as never, fetch: fetch!, clock });
  expect(await job.wait()).toHaveProperty("videos.length", 3);
});

test("an aborted call for three outputs names all of its jobs", async () => {
  const clock = virtualClock();
  const vendor = scriptedVendor("endless", { seconds: 500 });
  const stop = new AbortController();
  let accepted = 0;
  const error = await thrown(
    generateVideo(
      vendor.config,
      { prompt: "a cat", numberOfVideos: 3 },
      {
        clock,
        signal: stop.signal,
        onAccepted: () => ++accepted === 3 && stop.abort(),
      },
    ),
  );
  expect(error.name).toBe("CancelledError");
  expect(error.job?.parts).toHaveLength(3);
});

test("a chain that may have bought one of three outputs elsewhere does not move on unasked", async () => {
  const store = new MemoryJobStore();
  const first = scriptedVendor("first", {
    poll: [200, { status: "failed" }],
    submits: [[500], undefined, undefined],
  });
  const second = scriptedVendor("second");
  const error = await thrown(
    generateVideo(
      { ...first.config, fallbackConfigs: [second.config] },
      { prompt: "a cat", numberOfVideos: 3 },
      { clock: virtualClock(), jobStore: store },
    ),
  );
  expect(error.name).toBe("SubmitUnknownError");
  expect(second.submits()).toBe(0);
  expect((await unfinishedJobs(store)).map(({ state }) => state)).toEqual(["unknown"]);
});

test("a chain that goes on without three jobs leaves all of them in the store as abandoned", async () => {
  const store = new MemoryJobStore();
  const [first, second] = [scriptedVendor("first", { poll: [503] }), scriptedVendor("second")];
  await generateVideo(
    { ...first.config, whenUnsure: "fallback", fallbackConfigs: [second.config] },
    { prompt: "a cat", numberOfVideos: 3 },
    { clock: virtualClock(), jobStore: store },
  );
  expect((await unfinishedJobs(store)).map(({ state }) => state)).toEqual([
    "abandoned",
    "abandoned",
    "abandoned",
  ]);
});

test("a result that is there when the deadline comes is kept", async () => {
  const clock = virtualClock();
  const vendor = scriptedVendor("late", { seconds: 59.9, cancel: [409] });
  const config = { ...vendor.config, timeoutMs: 60_000, pollIntervalMs: 50_000 };
  const response = await generateVideo(config, { prompt: "a cat" }, { clock });
  expect(response.video.url).toContain("out.mp4");
});
