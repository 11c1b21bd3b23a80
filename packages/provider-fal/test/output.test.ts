import { expect, test } from "vitest";
import { failureOf } from "../src/failure.ts";
import { outputOf } from "../src/output.ts";

const url = "https://files.test/a.mp4";
const urls = (data: unknown, operation: "video" | "image" | "tts"): readonly unknown[] =>
  outputOf(data, operation, undefined).media.map((medium) => medium.url);

test.each([
  ["a video object", { video: { url } }, "video"],
  ["a bare video URL", { video: url }, "video"],
  ["a video_url", { video_url: url }, "video"],
  ["a list of videos", { videos: [{ url }] }, "video"],
  ["one image", { image: { url } }, "image"],
  ["a list of image URLs", { images: [url] }, "image"],
  ["a sound", { audio: { url } }, "tts"],
  ["an audio_file", { audio_file: { url } }, "tts"],
  ["a video where an image was meant", { video: { url } }, "image"],
  ["a bare URL", url, "video"],
  ["a file by itself", { url }, "image"],
] as const)("%s is the result", (_name, data, operation) => {
  expect(urls(data, operation)).toEqual([url]);
});

test("a video's picture or sound track is not mistaken for the video", () => {
  const data = {
    image: { url: "https://files.test/a.png" },
    audio: { url: "https://files.test/a.mp3" },
    video: { url },
  };
  expect(urls(data, "video")).toEqual([url]);
});

test("type, size, length, seed and a prompt that differs are taken over", () => {
  const data = {
    video: { url, content_type: "video/mp4", width: 640, height: 360, duration: 5 },
    seed: 9,
    prompt: "a red fox",
  };
  const { media, seed, revisedPrompt } = outputOf(data, "video", "a fox");
  expect(media).toEqual([
    { url, contentType: "video/mp4", width: 640, height: 360, durationSeconds: 5 },
  ]);
  expect([seed, revisedPrompt]).toEqual([9, "a red fox"]);
  expect(outputOf(data, "video", "a red fox").revisedPrompt).toBeUndefined();
});

test.each([{}, null, "nothing", { video: {} }, { video: { url: "" } }, { images: [] }])(
  "%j holds no result",
  (data) => {
    expect(urls(data, "video")).toEqual([]);
  },
);

test.each([
  [
    { detail: [{ loc: ["body", "prompt"], msg: "field required", type: "missing" }] },
    "prompt: field required",
    "missing",
    true,
  ],
  [
    { detail: [{ loc: ["body", "loras", 0, "path"], msg: "no such file" }] },
    "loras.0.path: no such file",
    undefined,
    true,
  ],
  [
    { detail: "the runner died", error_type: "runner_error" },
    "the runner died",
    "runner_error",
    undefined,
  ],
  ["<h1>Bad gateway</h1>", "Bad gateway", undefined, undefined],
  [undefined, "fal answered 422 without a reason", undefined, undefined],
])("%j is told in words", (body, message, code, invalid) => {
  expect(failureOf(422, body)).toEqual({
    message,
    raw: body,
    ...(code === undefined ? {} : { code }),
    ...(invalid ? { invalid } : {}),
  });
});

test.each([
  { detail: [{ loc: ["body", "prompt"], msg: "flagged", type: "content_policy_violation" }] },
  { detail: "flagged", error_type: "content_policy_violation" },
])("%j is a refusal by policy", (body) => {
  expect(failureOf(422, body)).toMatchObject({ moderated: true });
});
