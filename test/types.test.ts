// What the compiler refuses. The root `tsc` checks this file: a line that should be an error and is none is an error.
import {
  type GenerationConfig,
  generateImage,
  generateTts,
  generateVideo,
  type ImageInput,
  type Job,
  submitVideo,
  type VideoGenerationResponse,
} from "@tarash/core";
import { defineField, durationField, passthroughField } from "@tarash/core/provider";
import { fal } from "@tarash/provider-fal";
import { mock } from "@tarash/provider-mock";
import { expectTypeOf, test } from "vitest";

const config = mock("any", { mock: { media: "tiny" } });

test("configs: a wrong setting, a wrong value and a missing model are compile errors", () => {
  // @ts-expect-error timeout is called timeoutMs
  fal("fal-ai/veo3.1", { timeout: 5 });
  // @ts-expect-error whenUnsure is "stop" or "fallback"
  fal("fal-ai/veo3.1", { whenUnsure: "retry" });
  // @ts-expect-error a config names its model
  const unnamed: GenerationConfig = { provider: "fal" };
  // @ts-expect-error limits has no jobs
  fal("fal-ai/veo3.1", { limits: { jobs: 3 } });
  expectTypeOf(unnamed).toExtend<GenerationConfig>();
  expectTypeOf(fal("fal-ai/veo3.1")).toExtend<GenerationConfig>();
});

test("requests: a wrong role, a wrong type and a missing field are compile errors", () => {
  // @ts-expect-error there is no role named start_frame
  const input: ImageInput = { image: "https://example.com/a.png", type: "start_frame" };
  expectTypeOf(input.type).toBeString();
  const calls = [
    // @ts-expect-error durations are numbers
    () => generateVideo(config, { prompt: "a cat", durationSeconds: "8s" }),
    // @ts-expect-error a request for speech has a text
    () => generateTts(config, { voiceId: "anna" }),
    // @ts-expect-error tasks are known
    () => generateImage(config, { prompt: "a cat", task: "colorize" }),
    // @ts-expect-error an image request has no duration
    () => generateImage(config, { prompt: "a cat", durationSeconds: 8 }),
    // @ts-expect-error progress is told to a function
    () => generateVideo(config, { prompt: "a cat" }, { onProgress: "log" }),
  ];
  expectTypeOf(calls).toBeArray();
});

test("responses and jobs have the type of their operation", () => {
  expectTypeOf(generateVideo).returns.resolves.toEqualTypeOf<VideoGenerationResponse>();
  expectTypeOf(submitVideo).returns.resolves.toEqualTypeOf<Job<VideoGenerationResponse>>();
});

test("mappers: fields of no request and formats that do not exist are compile errors", () => {
  const mappers = [
    // @ts-expect-error there is no such field
    () => passthroughField("duration_seconds"),
    // @ts-expect-error there is no such format
    () => durationField({ format: "minutes" }),
    // @ts-expect-error a mapper of one's own converts
    () => defineField({ source: "prompt" }),
  ];
  expectTypeOf(mappers).toBeArray();
});
