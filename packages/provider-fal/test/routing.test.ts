import { expect, test } from "vitest";
import { models } from "../src/models.ts";
import { preview } from "./preview.ts";

const image = (type: string): object => ({ image: "https://media.test/in.png", type });
const first = image("first_frame");
const last = image("last_frame");
const reference = image("reference");
const video = "https://media.test/in.mp4";
const prompt = "a fox";

const kling = "fal-ai/kling-video/";

test.each([
  ["fal-ai/veo3.1", {}, ""],
  ["fal-ai/veo3.1", { imageList: [first] }, "/image-to-video"],
  ["fal-ai/veo3.1", { imageList: [first, last] }, "/first-last-frame-to-video"],
  ["fal-ai/veo3.1", { imageList: [reference, reference] }, "/reference-to-video"],
  ["fal-ai/veo3.1/fast", { video }, "/extend-video"],
  ["fal-ai/veo3.1/lite", { imageList: [first, last] }, "/first-last-frame-to-video"],
  [`${kling}v3/pro`, {}, "/text-to-video"],
  [`${kling}v3/pro`, { imageList: [first, last] }, "/image-to-video"],
  [
    `${kling}v3/pro`,
    { imageList: [first], video, extraParams: { character_orientation: "video" } },
    "/motion-control",
  ],
  [`${kling}o3/pro`, { imageList: [first] }, "/image-to-video"],
  [`${kling}o3/pro`, { imageList: [first, reference] }, "/reference-to-video"],
  [`${kling}o3/pro`, { video, task: "edit" }, "/video-to-video/edit"],
  [
    `${kling}o3/pro`,
    { video, task: "generate", imageList: [reference] },
    "/video-to-video/reference",
  ],
  ["fal-ai/minimax/hailuo-02/standard", { imageList: [reference] }, "/image-to-video"],
  ["minimax/h3", { imageList: [reference] }, "/reference-to-video"],
  ["fal-ai/wan/v2.7", { imageList: [first, last] }, "/image-to-video"],
  ["fal-ai/wan/v2.7", { video, task: "edit" }, "/edit-video"],
  ["bytedance/seedance-2.0", { imageList: [reference] }, "/reference-to-video"],
  ["bytedance/seedance-2.0/fast", { imageList: [first, last] }, "/image-to-video"],
  ["fal-ai/pixverse/v6", { imageList: [first, last] }, "/transition"],
  ["fal-ai/luma-dream-machine/ray-2", { imageList: [first] }, "/image-to-video"],
  ["fal-ai/luma-dream-machine/ray-2", { video, task: "reframe", aspectRatio: "9:16" }, "/reframe"],
  ["fal-ai/ltx-2.3", { video, task: "extend" }, "/extend-video"],
  ["xai/grok-imagine-video", { imageList: [reference] }, "/reference-to-video"],
  ["alibaba/happy-horse", { video }, "/video-edit"],
  ["fal-ai/vidu/q1", { imageList: [first, last] }, "/start-end-to-video"],
] as const)("%s with %j calls …%s", async (model, inputs, path) => {
  const { endpoint } = await preview("video", model, { prompt, ...inputs }, models);
  expect(endpoint).toBe(model + path);
});

test.each([
  ["fal-ai/flux/dev", {}, ""],
  ["fal-ai/flux/dev", { imageList: [reference], task: "edit" }, "/image-to-image"],
  ["fal-ai/flux-pro/kontext", {}, "/text-to-image"],
  ["fal-ai/flux-pro/kontext", { imageList: [reference] }, ""],
  ["fal-ai/flux-pro/kontext", { imageList: [reference, reference] }, "/multi"],
  [
    "fal-ai/flux-pro/v1",
    { imageList: [reference], maskImage: "https://media.test/mask.png" },
    "/fill",
  ],
  ["fal-ai/nano-banana-2", { imageList: [reference, reference] }, "/edit"],
  ["openai/gpt-image-2", { imageList: [reference] }, "/edit"],
  [
    "fal-ai/ideogram/v3",
    { imageList: [reference], maskImage: "https://media.test/mask.png" },
    "/edit",
  ],
  ["fal-ai/bytedance/seedream/v4.5", { imageList: [reference] }, "/edit"],
  ["fal-ai/clarity-upscaler", { imageList: [reference], scale: 2 }, ""],
] as const)("%s with %j calls …%s", async (model, inputs, path) => {
  const { endpoint } = await preview("image", model, { prompt, ...inputs }, models);
  expect(endpoint).toBe(model + path);
});

test("a full endpoint is taken as it is, and inputs that it does not take are refused", async () => {
  const id = "fal-ai/veo3.1/fast/image-to-video";
  const { endpoint } = await preview("video", id, { prompt, imageList: [first] }, models);
  expect(endpoint).toBe(id);
  await expect(preview("video", id, { prompt, imageList: [first, last] }, models)).rejects.toThrow(
    `fal ${id}: imageList with role last_frame is not taken by this model`,
  );
});

test("inputs that fit several tasks ask for one", async () => {
  const call = preview("video", `${kling}o1`, { prompt, video }, models);
  await expect(call).rejects.toThrow(
    `fal ${kling}o1: task must be named, since the inputs fit several: one of generate, edit`,
  );
});

test("an endpoint without a page gets the usual names, and a warning", async () => {
  const { endpoint, parameters, warnings } = await preview(
    "video",
    "someone/new-model/image-to-video",
    { prompt, imageList: [first], durationSeconds: 5, extraParams: { style: "clay" } },
    models,
  );
  expect(endpoint).toBe("someone/new-model/image-to-video");
  expect(parameters).toEqual({
    prompt,
    image_url: "https://media.test/in.png",
    duration: 5,
    style: "clay",
  });
  expect(warnings).toEqual([expect.stringContaining("not verified against a schema")]);
});

test("a model that fal no longer lists is asked with a warning that names its successor", async () => {
  const { warnings } = await preview("video", "fal-ai/veo3", { prompt }, models);
  expect(warnings).toEqual([
    "fal fal-ai/veo3 was retired on 2026-08-02 as far as is known; use fal-ai/veo3.1",
  ]);
});

test("a price follows the settings that move it", async () => {
  const cost = async (request: object): Promise<unknown> =>
    (await preview("video", "fal-ai/veo3.1", { prompt, durationSeconds: 8, ...request }, models))
      .costEstimate;
  expect(await cost({ generateAudio: false })).toMatchObject({ known: true, maximum: 1.6 });
  expect(await cost({ resolution: "4k", generateAudio: true })).toMatchObject({
    known: true,
    maximum: 4.8,
  });
});
