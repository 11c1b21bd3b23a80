import {
  generateImage,
  type ImageGenerationConfig,
  type ImageGenerationRequest,
} from "@tarash/core";
import { type FakeVendor, sampleMedia, startFakeOpenAI, virtualClock } from "@tarash/testing";
import { expect, test } from "vitest";
import { openai } from "../src/index.ts";

const picture = sampleMedia("image", "picture").content;
const base64 = Buffer.from(picture).toString("base64");
const mask = sampleMedia("image", "mask").content;

function configOf(fake: FakeVendor, model = "gpt-image-2.5-flare"): ImageGenerationConfig {
  return openai(model, { apiKey: fake.apiKey, baseUrl: `${fake.url}/v1`, fetch: fake.fetch });
}

async function sent(
  request: ImageGenerationRequest,
  model?: string,
): Promise<FakeVendor["requests"][number]> {
  await using fake = await startFakeOpenAI();
  await generateImage(configOf(fake, model), request);
  expect(fake.requests).toHaveLength(1);
  return fake.requests[0]!;
}

test("an image is generated with one POST of JSON, and its bytes have the type that they are", async () => {
  await using fake = await startFakeOpenAI();
  const response = await generateImage(configOf(fake), {
    prompt: "a fox",
    size: "1536x864",
    quality: "xhigh",
    outputFormat: "webp",
    background: "transparent",
    n: 2,
    extraParams: { moderation: "low", output_compression: 80 },
  });
  const [request] = fake.requests;
  expect(request?.url.pathname).toBe("/v1/images/generations");
  expect(request?.headers.get("authorization")).toBe(`Bearer ${fake.apiKey}`);
  expect(request?.headers.get("x-tarash-call")).toBeNull();
  expect(request?.body).toEqual({
    model: "gpt-image-2.5-flare",
    prompt: "a fox",
    size: "1536x864",
    quality: "xhigh",
    output_format: "webp",
    background: "transparent",
    n: 2,
    moderation: "low",
    output_compression: 80,
  });
  expect(response.images).toHaveLength(2);
  const [first] = response.images;
  expect(first).toMatchObject({ contentType: "image/webp", width: 1536, height: 864 });
  expect(new TextDecoder().decode(first?.content?.subarray(0, 4))).toBe("RIFF");
  expect(response.cost).toEqual({ amount: 210, unit: "tokens" });
  expect(response.adjustments.every(({ kind }) => kind === "exact")).toBe(true);
  expect(fake.accepted).toBe(1);
});

test.each([
  ["png", "image/png"],
  ["jpeg", "image/jpeg"],
  ["jpg", "image/jpeg"],
  ["gif", "image/gif"],
  ["svg", "image/svg+xml"],
])("an image asked for as %s comes as %s", async (outputFormat, contentType) => {
  await using fake = await startFakeOpenAI();
  const { images } = await generateImage(configOf(fake), { prompt: "a fox", outputFormat });
  expect(images[0]?.contentType).toBe(contentType);
});

test("pictures and a mask go as files to the edits endpoint, in the order of the request", async () => {
  const request = await sent({
    prompt: "a hat for the fox",
    imageList: [
      { image: picture, type: "reference" },
      { image: `data:image/png;base64,${Buffer.from(mask).toString("base64")}`, type: "reference" },
    ],
    maskImage: mask,
  });
  expect(request.url.pathname).toBe("/v1/images/edits");
  const form = request.body as FormData;
  const files = form.getAll("image[]") as File[];
  expect(files.map(({ name, type }) => [name, type])).toEqual([
    ["imageList-0.png", "image/png"],
    ["imageList-1.png", "image/png"],
  ]);
  expect(new Uint8Array(await files[0]!.arrayBuffer())).toEqual(picture);
  expect(new Uint8Array(await (form.get("mask") as File).arrayBuffer())).toEqual(mask);
  expect(form.get("model")).toBe("gpt-image-2.5-flare");
  expect(form.get("prompt")).toBe("a hat for the fox");
});

test("a markup drawing among the extra parameters goes as a file, too", async () => {
  const { body } = await sent({
    prompt: "as drawn",
    imageList: [{ image: picture, type: "reference" }],
    extraParams: { markup: mask },
  });
  expect((body as FormData).get("markup")).toBeInstanceOf(File);
});

test.each([[[]], [[{ image: picture, type: "reference" as const }]]])(
  "previews are streamed as progress, and the last image is the result",
  async (imageList) => {
    await using fake = await startFakeOpenAI();
    const previews: unknown[] = [];
    const response = await generateImage(
      configOf(fake),
      { prompt: "a fox", imageList, outputFormat: "jpeg", extraParams: { partial_images: 2 } },
      {
        onProgress: ({ partialImages = [] }) => {
          previews.push(...partialImages.map(({ contentType }) => contentType));
        },
      },
    );
    expect(previews).toEqual(["image/jpeg", "image/jpeg"]);
    expect(response.images).toMatchObject([{ contentType: "image/jpeg", width: 1024 }]);
    expect(response.cost).toEqual({ amount: 210, unit: "tokens" });
    expect(fake.accepted).toBe(1);
  },
);

test("a stream that ends before its image is of unknown fate, and is not sent again", async () => {
  await using fake = await startFakeOpenAI();
  fake.script({ end: "empty" });
  const request = { prompt: "a fox", extraParams: { partial_images: 1 } };
  await expect(generateImage(configOf(fake), request)).rejects.toThrow(
    expect.objectContaining({ name: "SubmitUnknownError" }),
  );
  expect(fake.count("submit")).toBe(1);
});

test("an image that has come is kept, however the stream ends", async () => {
  await using fake = await startFakeOpenAI();
  const event = { type: "image_generation.completed", b64_json: base64, output_format: "png" };
  fake.fault("submit", {
    kind: "status",
    status: 200,
    headers: { "content-type": "text/event-stream" },
    text: `data: ${JSON.stringify(event)}\n\ndata: {"type": "image_gen`,
  });
  const request = { prompt: "a fox", extraParams: { partial_images: 2 } };
  const { images } = await generateImage(configOf(fake), request);
  expect(images).toMatchObject([{ contentType: "image/png", content: picture }]);
});

test("a stream that breaks off is of unknown fate, and is not sent again", async () => {
  await using fake = await startFakeOpenAI();
  fake.fault("submit", { kind: "truncated" });
  const request = { prompt: "a fox", extraParams: { partial_images: 2 } };
  const whole = await generateImage(configOf(fake), request).catch((error: Error) => error);
  fake.fault("submit", { kind: "malformed" });
  const half = await generateImage(configOf(fake), request).catch((error: Error) => error);
  expect([whole, half]).toMatchObject([
    { name: "SubmitUnknownError" },
    { name: "SubmitUnknownError" },
  ]);
  expect(fake.count("submit")).toBe(2);
});

test("an error within the stream is told in the vendor's words", async () => {
  await using fake = await startFakeOpenAI();
  const refusal = {
    message: "not that",
    type: "image_generation_user_error",
    code: "moderation_blocked",
  };
  const answer = (error: object): void =>
    fake.fault("submit", {
      kind: "status",
      status: 200,
      headers: { "content-type": "text/event-stream" },
      text: `event: error\ndata: ${JSON.stringify({ type: "error", error })}\n\n`,
    });
  const request = { prompt: "a fox", extraParams: { partial_images: 1 } };
  answer(refusal);
  await expect(generateImage(configOf(fake), request)).rejects.toMatchObject({
    name: "ContentModerationError",
    message: expect.stringContaining("not that") as string,
  });
  answer({ message: "we are sorry", type: "server_error", code: null });
  await expect(generateImage(configOf(fake), request)).rejects.toMatchObject({
    name: "GenerationFailedError",
    message: expect.stringContaining("we are sorry") as string,
  });
  expect(fake.count("submit")).toBe(2);
});

test("without images, an answer is a failed generation", async () => {
  await using fake = await startFakeOpenAI();
  fake.script({ end: "empty" });
  await expect(generateImage(configOf(fake), { prompt: "a fox" })).rejects.toMatchObject({
    name: "GenerationFailedError",
  });
});

test("fewer images than asked for are a warning", async () => {
  await using fake = await startFakeOpenAI();
  fake.fault("submit", {
    kind: "status",
    status: 200,
    json: { output_format: "png", data: [{ b64_json: base64 }] },
  });
  const response = await generateImage(configOf(fake), { prompt: "a fox", n: 3 });
  expect(response.images).toHaveLength(1);
  expect(response.warnings).toContain("3 images were asked for, 1 came");
});

test("spoilt base64 is not blamed on the caller", async () => {
  await using fake = await startFakeOpenAI();
  fake.fault("submit", { kind: "status", status: 200, json: { data: [{ b64_json: "*" }] } });
  await expect(generateImage(configOf(fake), { prompt: "a fox" })).rejects.toMatchObject({
    name: "SubmitUnknownError",
    message: expect.stringContaining("not valid base64") as string,
  });
});

test("a URL result and a revised prompt are passed on, as DALL·E and gateways answer", async () => {
  await using fake = await startFakeOpenAI();
  const url = "https://images.test/1.png";
  fake.fault("submit", {
    kind: "status",
    status: 200,
    json: { data: [{ url, revised_prompt: "a red fox" }] },
  });
  const config = { ...configOf(fake, "dall-e-3"), allowRetired: true };
  const response = await generateImage(config, { prompt: "a fox", style: "vivid" });
  expect(response.images).toEqual([{ url, contentType: "image/png" }]);
  expect(response.revisedPrompt).toBe("a red fox");
});

test.each([
  ["gpt-image-1", "2026-10-23", "gpt-image-2.5-sunburst"],
  ["dall-e-3", "2026-05-12", "gpt-image-2.5-sunburst"],
  ["dall-e-2", "2026-05-12", "gpt-image-2.5-sunburst"],
])("%s is refused with its date and its successor", async (model, date, successor) => {
  await using fake = await startFakeOpenAI();
  await expect(generateImage(configOf(fake, model), { prompt: "a fox" })).rejects.toMatchObject({
    name: "UnsupportedOperationError",
    message: expect.stringMatching(`${date}.*${successor}`) as string,
  });
  expect(fake.requests).toHaveLength(0);
});

test("each submit is one POST whatever the vendor answers, and only refused ones are sent again", async () => {
  for (const [fault, posts, name] of [
    [{ kind: "status", status: 500 }, 1, "SubmitUnknownError"],
    [{ kind: "reset-after" }, 1, "SubmitUnknownError"],
    [{ kind: "status", status: 400 }, 1, "ValidationError"],
    [{ kind: "status", status: 409 }, 1, "HTTPError"],
    [{ kind: "refuse", reason: "unauthorized" }, 1, "AuthenticationError"],
    [{ kind: "status", status: 503 }, 3, "HTTPError"],
    [{ kind: "refuse", reason: "rate-limited" }, 3, "RateLimitError"],
  ] as const) {
    const clock = virtualClock();
    await using fake = await startFakeOpenAI({ clock });
    fake.fault("submit", fault, { times: 9 });
    const config = { ...configOf(fake), retry: { limit: 2 } };
    await expect(generateImage(config, { prompt: "a fox" }, { clock })).rejects.toMatchObject({
      name,
    });
    expect([JSON.stringify(fault), fake.count("submit")]).toEqual([JSON.stringify(fault), posts]);
  }
});

test("a model that has no page is called with the fields that most have, and a warning", async () => {
  await using fake = await startFakeOpenAI();
  const response = await generateImage(configOf(fake, "flux-on-a-gateway"), {
    prompt: "a fox",
    size: "1000x500",
    imageList: [{ image: picture, type: "reference" }],
  });
  expect(fake.requests[0]?.url.pathname).toBe("/v1/images/edits");
  expect(response.warnings.join()).toContain("not verified");
});
