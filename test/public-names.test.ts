// The names and shapes that other programs are written against. A change here breaks them.
import * as core from "@tarash/core";
import type {
  Adjustment,
  AttemptMetadata,
  AudioGenerationConfig,
  ExecutionMetadata,
  FieldMapper,
  FieldMapping,
  ImageGenerationConfig,
  ImageGenerationRequest,
  ImageGenerationResponse,
  ImageGenerationUpdate,
  ImageInput,
  Job,
  JobRef,
  JobStore,
  Media,
  MediaContent,
  MediaOutput,
  MockConfig,
  Provider,
  StsRequest,
  StsResponse,
  StsUpdate,
  TtsRequest,
  TtsResponse,
  TtsUpdate,
  VideoGenerationConfig,
  VideoGenerationRequest,
  VideoGenerationResponse,
  VideoGenerationUpdate,
} from "@tarash/core";
import * as node from "@tarash/core/node";
import * as authoring from "@tarash/core/provider";
import { azureOpenai } from "@tarash/provider-azure-openai";
import { fal } from "@tarash/provider-fal";
import { google } from "@tarash/provider-google";
import { heygen } from "@tarash/provider-heygen";
import { luma } from "@tarash/provider-luma";
import { mock } from "@tarash/provider-mock";
import { openai } from "@tarash/provider-openai";
import { replicate } from "@tarash/provider-replicate";
import { runway } from "@tarash/provider-runway";
import { stability } from "@tarash/provider-stability";
import { xai } from "@tarash/provider-xai";
import { describe, expect, expectTypeOf, test } from "vitest";

const operations = ["Video", "Image", "Tts", "Sts"];
const functions = [
  ...operations.flatMap((name) => [`generate${name}`, `submit${name}`, `preview${name}`]),
  ..."resumeJob unfinishedJobs resumeAll registerProvider getProvider listProviders listModels describeModel".split(
    " ",
  ),
  ..."registerProviderFieldMapping getProviderFieldMapping mediaBytes mediaStream MemoryJobStore setLogger".split(
    " ",
  ),
  ..."createWebhookHandler isTarashError isRetryableError".split(" "),
  ..."passthroughField durationField singleImageField imageListField videoField maskField sizeField".split(
    " ",
  ),
  ..."qualityField styleField countField extraParamField defineField".split(" "),
];
const errors = [
  ..."TarashError ValidationError ContentModerationError AuthenticationError RateLimitError HTTPError".split(
    " ",
  ),
  ..."HTTPConnectionError TimeoutError GenerationFailedError SubmitUnknownError CancelledError".split(
    " ",
  ),
  ..."UnsupportedOperationError ProviderNotFoundError".split(" "),
];

describe("what each door exports", () => {
  test("@tarash/core exports these functions and errors, and nothing else", () => {
    expect(Object.keys(core).toSorted()).toEqual([...functions, ...errors].toSorted());
    for (const value of Object.values(core)) expect(value).toBeTypeOf("function");
  });

  test("every error is a TarashError of its own name", () => {
    for (const name of errors) {
      const error = new (Reflect.get(core, name) as typeof core.TarashError)("what happened");
      expect([error.name, core.isTarashError(error)]).toEqual([name, true]);
    }
    expect(new core.RateLimitError("slow down")).toBeInstanceOf(core.HTTPError);
  });

  test("@tarash/core/node saves media, reads files and keeps jobs in a folder", () => {
    expect(Object.keys(node).toSorted()).toEqual(["FileJobStore", "mediaFromFile", "saveMedia"]);
  });

  test("@tarash/core/provider holds what authors need", () => {
    expect(Object.keys(authoring)).toEqual(
      expect.arrayContaining([
        "defineProvider",
        "video",
        "image",
        "tts",
        "sts",
        "passthroughField",
      ]),
    );
  });

  test("every provider is what registerProvider takes, and makes configs", () => {
    const providers = Object.entries({
      "azure-openai": azureOpenai,
      fal,
      google,
      heygen,
      luma,
      mock,
      openai,
      replicate,
      runway,
      stability,
      xai,
    });
    for (const [name, provider] of providers) {
      expect(provider.definition.name).toBe(name);
      const config = (provider as (model: string) => object)("any-model");
      expect(config).toEqual({ provider, model: "any-model" });
    }
  });
});

const tiny = mock("any-model", { mock: { media: "tiny" } });
const keysOf = (value: object): string[] => Object.keys(value).toSorted();

describe("what calls resolve to", () => {
  test("a preview", async () => {
    const preview = await core.previewVideo(tiny, { prompt: "a cat" });
    expect(keysOf(preview)).toEqual(
      "adjustments costEstimate endpoint model parameters provider warnings".split(" "),
    );
  });

  test("a job, its ref as plain JSON and as one string", async () => {
    const job = await core.submitVideo(tiny, { prompt: "a cat" });
    expect(keysOf(job)).toEqual("cancel ref refString status updates wait".split(" "));
    expect(JSON.parse(JSON.stringify(job.ref))).toEqual(job.ref);
    expect(job.ref).toMatchObject({
      version: 1,
      operation: "video",
      provider: "mock",
      model: "any-model",
      resumable: true,
      isMock: true,
    });
    for (const name of [
      "id",
      "endpoint",
      "remoteId",
      "digest",
      "submittedAt",
      "deadline",
      "requestId",
    ] as const) {
      expect([name, typeof job.ref[name]]).toEqual([name, "string"]);
    }
    const again = await core.resumeJob(job.refString, { provider: mock });
    expect(again.ref.id).toBe(job.ref.id);
    expect(await job.cancel()).toMatch(/^(cancelled|already-finished|not-supported)$/);
  });

  test("a response of each operation, frozen, with its metadata, updates and adjustments", async () => {
    const updates: core.VideoGenerationUpdate[] = [];
    const response = await core.generateVideo(
      tiny,
      { prompt: "a cat", seed: 7 },
      { onProgress: (update) => updates.push(update) },
    );
    expect(Object.isFrozen(response)).toBe(true);
    expect(keysOf(response)).toEqual(
      expect.arrayContaining(
        "adjustments executionMetadata isMock job model provider providerRequestId rawResponse requestId status video videos warnings".split(
          " ",
        ),
      ),
    );
    expect(keysOf(response.executionMetadata)).toEqual(
      "attempts configsInChain fallbackTriggered successfulAttempt totalAttempts totalElapsedSeconds".split(
        " ",
      ),
    );
    expect(response.adjustments).toContainEqual({
      field: "seed",
      requested: 7,
      sent: 7,
      parameter: "seed",
      kind: "exact",
    });
    for (const update of updates) {
      expect(keysOf(update)).toEqual(
        expect.arrayContaining(["attempt", "event", "model", "provider", "requestId", "status"]),
      );
      expect(["submitted", "progress", "attempt-failed", "completed", "failed"]).toContain(
        update.event,
      );
      expect(["queued", "processing", "completed", "failed"]).toContain(update.status);
    }
    expect(updates.filter(({ event }) => event === "completed")).toHaveLength(1);
    expect(updates.at(-1)?.result).toBe(response);
    expect((await core.generateImage(tiny, { prompt: "a cat" })).images).toHaveLength(1);
    const { audio } = await core.generateTts(tiny, { text: "Good morning." });
    expect((await core.generateSts(tiny, { audio })).audio.contentType).toMatch(/^audio\//);
  });
});

test("the types have their names and shapes", () => {
  expectTypeOf<VideoGenerationConfig>().toEqualTypeOf<ImageGenerationConfig>();
  expectTypeOf<AudioGenerationConfig["model"]>().toBeString();
  expectTypeOf<VideoGenerationRequest["imageList"]>().toEqualTypeOf<
    readonly ImageInput[] | undefined
  >();
  expectTypeOf<ImageGenerationRequest["maskImage"]>().toEqualTypeOf<Media | undefined>();
  expectTypeOf<TtsRequest["text"]>().toBeString();
  expectTypeOf<StsRequest["audio"]>().toEqualTypeOf<Media>();
  expectTypeOf<MediaContent | MediaOutput>().toExtend<Media>();
  expectTypeOf<ImageInput["type"]>().toEqualTypeOf<
    "reference" | "first_frame" | "last_frame" | "asset" | "style"
  >();
  expectTypeOf<VideoGenerationResponse["video"]>().toEqualTypeOf<MediaOutput>();
  expectTypeOf<ImageGenerationResponse["images"]>().toEqualTypeOf<readonly MediaOutput[]>();
  expectTypeOf<TtsResponse>().toEqualTypeOf<StsResponse>();
  expectTypeOf<VideoGenerationUpdate["result"]>().toEqualTypeOf<
    VideoGenerationResponse | undefined
  >();
  expectTypeOf<ImageGenerationUpdate["job"]>().toEqualTypeOf<JobRef | undefined>();
  expectTypeOf<TtsUpdate>().toEqualTypeOf<StsUpdate>();
  expectTypeOf<Adjustment["kind"]>().toEqualTypeOf<"exact" | "converted" | "nearest" | "dropped">();
  expectTypeOf<AttemptMetadata["billing"]>().toEqualTypeOf<"none" | "possible" | "billed">();
  expectTypeOf<ExecutionMetadata["attempts"]>().toEqualTypeOf<readonly AttemptMetadata[]>();
  expectTypeOf<Job["cancel"]>().returns.resolves.toEqualTypeOf<
    "cancelled" | "already-finished" | "not-supported"
  >();
  expectTypeOf<JobStore>().toHaveProperty("update");
  expectTypeOf<FieldMapping[string]>().toEqualTypeOf<FieldMapper>();
  expectTypeOf<MockConfig>().toHaveProperty("responses");
  expectTypeOf(mock).toExtend<Provider>();
});
