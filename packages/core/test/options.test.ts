import { expect, test } from "vitest";
import { ValidationError } from "../src/errors.ts";
import { generateVideo, previewVideo, submitVideo } from "../src/generators.ts";
import { video } from "../src/model.ts";
import { passthroughField, singleImageField } from "../src/fields.ts";
import { defineProvider } from "../src/provider.ts";
import { getProviderFieldMapping, registerProviderFieldMapping } from "../src/registry.ts";
import { createWebhookHandler } from "../src/webhook.ts";
import { rejection } from "./web-server.ts";

let submits = 0;
const prompt = passthroughField("prompt", { required: true });
const vendor = defineProvider({
  name: "vendor",
  env: [],
  hosts: ["https://api.vendor.test"],
  models: {
    video: {
      text: video({ prompt }),
      both: video([
        {
          endpoint: "image",
          fields: { prompt, image: singleImageField("first_frame", { required: true }) },
        },
        { endpoint: "text", fields: { prompt } },
      ]),
    },
  },
  operations: {
    video: {
      async submit() {
        submits += 1;
        return { finished: { media: [{ url: "https://h.test/a.mp4" }] } };
      },
    },
  },
});
const image = { image: "https://h.test/a.png", type: "last_frame" };

test.each([
  [null, "options must be an object (got null)"],
  [{ onprogress: () => 1 }, "options has an unknown key onprogress; did you mean onProgress?"],
  [{ onProgress: 5 }, "options.onProgress must be a function (got 5)"],
  [{ signal: {} }, "options.signal must be an AbortSignal (got an object)"],
  [{ timeoutMs: -1 }, "options.timeoutMs must be more than 0 milliseconds (got -1)"],
  [{ timeoutMs: "5s" }, 'options.timeoutMs must be a number (got "5s")'],
  [
    { jobStore: {} },
    /options\.jobStore must be a job store: .*read, update and list \(got an object\)/,
  ],
  [{ webhookUrl: "/hook" }, 'options.webhookUrl must be an http or https URL (got "/hook")'],
  [{ idempotencyKey: "" }, 'options.idempotencyKey must not be empty (got "")'],
  [{ maxCostUsd: 0 }, "options.maxCostUsd must be more than 0 (got 0)"],
] as [never, string | RegExp][])(
  "options %j are refused before anything is sent",
  async (options, message) => {
    for (const call of [generateVideo, submitVideo]) {
      const error = await rejection(call(vendor("text"), { prompt: "a cat" }, options));
      expect(error).toBeInstanceOf(ValidationError);
      expect(error.message).toMatch(message);
    }
    expect(submits).toBe(0);
  },
);

test("a fallback that cannot serve the request is told before it is needed", async () => {
  const config = vendor("text", { fallbackConfigs: [vendor("none")] });
  const { warnings } = await previewVideo(config, { prompt: "a cat" });
  expect(warnings).toEqual([
    expect.stringMatching(/^this fallback is skipped: vendor: model none is not known/),
  ]);
  expect((await generateVideo(config, { prompt: "a cat" })).warnings).toEqual(warnings);
});

test("a role that no way of calling takes is told with the roles of all of them", async () => {
  const request = { prompt: "a cat", imageList: [image] } as never;
  expect((await rejection(previewVideo(vendor("both"), request))).message).toBe(
    "vendor both: imageList with role last_frame is not taken by this model (its roles are first_frame). It takes: prompt + first_frame; prompt",
  );
});

test("a mapping that holds no mapper is refused whole", () => {
  const fields = { "vendor/new": { prompt }, "vendor/broken": { prompt: "prompt" } };
  expect(() => registerProviderFieldMapping("vendor", fields as never)).toThrow(
    'vendor vendor/broken: prompt must be a field mapper, such as passthroughField("prompt") (got "prompt")',
  );
  expect(getProviderFieldMapping("vendor")).not.toHaveProperty("vendor/new");
});

test("a webhook handler without a store is refused when it is made", () => {
  expect(() => createWebhookHandler({} as never)).toThrow(
    "createWebhookHandler needs { jobStore }: the one of the calls",
  );
});
