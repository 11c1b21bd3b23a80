import { expect, test } from "vitest";
import { virtualClock } from "../../testing/src/clock.ts";
import type { GenerationConfig } from "../src/config.ts";
import { durationField } from "../src/duration-field.ts";
import type { FieldMapping } from "../src/field-mapper.ts";
import { countField, passthroughField, singleImageField } from "../src/fields.ts";
import { generateVideo, previewTts, previewVideo } from "../src/generators.ts";
import { type ModelCatalogue, image, tts, video } from "../src/model.ts";
import type { Operation } from "../src/operation.ts";
import { planChain } from "../src/plan.ts";
import { type DefinedProvider, type SubmitCall, defineProvider } from "../src/provider.ts";
import {
  getProvider,
  getProviderFieldMapping,
  registerProvider,
  registerProviderFieldMapping,
} from "../src/registry.ts";
import { checkRequest } from "../src/request-schema.ts";
import { rejection } from "./web-server.ts";

const prompt = passthroughField("prompt");

/** A provider that answers at once and remembers what it was sent. */
function vendor(
  models: ModelCatalogue,
  more: object = {},
): { provider: DefinedProvider; sent: SubmitCall[] } {
  const sent: SubmitCall[] = [];
  const submit = async (call: SubmitCall) => {
    sent.push(call);
    return { finished: { media: [{ url: "https://h.test/a.mp4" }] } };
  };
  const adapter = { submit };
  const provider = defineProvider({
    name: "vendor",
    env: [],
    hosts: ["https://api.vendor.test"],
    models,
    operations: { video: adapter, image: adapter, tts: adapter, sts: adapter },
    ...more,
  });
  return { provider, sent };
}

function plan(config: GenerationConfig, request: object, operation: Operation = "video") {
  const { request: checked } = checkRequest(operation, request);
  const options = { now: Date.parse("2026-01-01"), needKeys: false };
  const [link] = planChain(operation, config, checked, options);
  if (link?.problem) throw link.problem;
  if (!link?.plan) throw new Error("no plan");
  return link.plan;
}

const partsOf = (fields: FieldMapping, request: object): unknown[] => {
  const { provider } = vendor({ video: { m: video(fields) } });
  return plan(provider("m"), request).parts.map(({ mapped }) => mapped.parameters);
};

test("outputs that a job cannot hold become further jobs, each with a seed of its own", () => {
  const counted = {
    count: countField("numberOfVideos", { maximum: 2 }),
    seed: passthroughField("seed"),
  };
  expect(partsOf(counted, { n: 5, seed: 10 })).toEqual([
    { count: 2, seed: 10 },
    { count: 2, seed: 12 },
    { count: 1, seed: 14 },
  ]);
  expect(partsOf({ seed: passthroughField("seed"), prompt }, { n: 3, prompt: "a" })).toEqual([
    { prompt: "a" },
    { prompt: "a" },
    { prompt: "a" },
  ]);
  expect(partsOf(counted, { n: 2, seed: 10 })).toEqual([{ count: 2, seed: 10 }]);
});

test("the adjustments tell of the whole count and of the seeds", () => {
  const { provider } = vendor({ video: { m: video({ seed: passthroughField("seed") }) } });
  const [first] = plan(provider("m"), { numberOfVideos: 3, seed: 10 }).parts;
  expect(first.mapped.adjustments).toEqual([
    {
      field: "numberOfVideos",
      requested: 3,
      sent: 1,
      kind: "converted",
      reason: "made by 3 jobs",
    },
    {
      field: "seed",
      requested: 10,
      sent: 10,
      parameter: "seed",
      kind: "converted",
      reason: "each further job counts the seed up",
    },
  ]);
});

test("how many outputs a job holds is the chosen variant's word, not another's", () => {
  const { provider } = vendor({
    video: {
      m: video([
        { endpoint: "text", fields: { prompt: passthroughField("prompt", { required: true }) } },
        {
          endpoint: "image",
          fields: {
            start: singleImageField("first_frame", { required: true }),
            count: countField("numberOfVideos", { maximum: 4 }),
          },
        },
      ]),
    },
  });
  const text = plan(provider("m"), { prompt: "a", n: 4 });
  expect(text.parts.map(({ mapped }) => mapped.parameters)).toEqual(
    Array.from({ length: 4 }, () => ({ prompt: "a" })),
  );
  const imageList = [{ image: "https://h.test/a.png", type: "first_frame" }];
  expect(plan(provider("m"), { imageList, n: 4 }).parts).toHaveLength(1);
});

test("a seed that counts out of its range is known before anything is sent", () => {
  const fields = { seed: passthroughField("seed", { maximum: 10 }) };
  expect(() => partsOf(fields, { n: 3, seed: 9 })).toThrow(
    /seed must be a number of at most 10 \(got 11\)/,
  );
});

test("each link of a chain speaks with its own voice, and every field is accounted for", () => {
  const { provider } = vendor({
    tts: { m: tts({ text: passthroughField("text"), voice: passthroughField("voiceId") }) },
  });
  const voices = (request: object) => {
    const { parts, warnings } = plan(provider("m"), { text: "a", ...request }, "tts");
    const adjustments = parts[0].mapped.adjustments
      .filter(({ field }) => field.startsWith("voice"))
      .map(({ field, kind, sent }) => [field, kind, sent]);
    return { voice: parts[0].mapped.parameters["voice"], adjustments, warnings };
  };
  expect(voices({ voiceIds: { vendor: "Ada", other: "Bob" } })).toEqual({
    voice: "Ada",
    adjustments: [["voiceIds", "converted", "Ada"]],
    warnings: [],
  });
  expect(voices({ voiceId: "Eve", voiceIds: { vendor: "Ada" } })).toEqual({
    voice: "Ada",
    adjustments: [
      ["voiceIds", "converted", "Ada"],
      ["voiceId", "dropped", undefined],
    ],
    warnings: [],
  });
  expect(voices({ voiceId: "Eve", voiceIds: { other: "Bob" } })).toEqual({
    voice: "Eve",
    adjustments: [
      ["voiceIds", "dropped", undefined],
      ["voiceId", "exact", "Eve"],
    ],
    warnings: [],
  });
  expect(voices({ voiceIds: { other: "Bob" } })).toEqual({
    voice: undefined,
    adjustments: [["voiceIds", "dropped", undefined]],
    warnings: ["voiceIds names no voice for vendor: the model's own is used"],
  });
});

test("a registered mapping really changes what is sent, for its model and for all below a prefix", async () => {
  const { provider, sent } = vendor({ video: { "family/one": video({ prompt }) } });
  registerProvider("mapped", provider);
  const config = (model: string): GenerationConfig => ({ provider: "mapped", model });
  await generateVideo(config("family/one"), { prompt: "a" });
  registerProviderFieldMapping("mapped", { family: { text: prompt } });
  registerProviderFieldMapping("mapped", { "family/one": { words: prompt } });
  await generateVideo(config("family/one"), { prompt: "b" });
  await generateVideo(config("family/two"), { prompt: "c" });
  expect(sent.map(({ parameters, endpoint }) => [endpoint, parameters])).toEqual([
    ["family/one", { prompt: "a" }],
    ["family/one", { words: "b" }],
    ["family/two", { text: "c" }],
  ]);
  const refused = await rejection(generateVideo(config("familyother"), { prompt: "d" }));
  expect(refused.message).toMatch(/model familyother is not known for video/);
});

test("a registered mapping is read back, replaced, and belongs to one operation", () => {
  const { provider } = vendor({ image: { m: image({ prompt }) } });
  registerProvider("read", provider);
  const mine = { text: prompt };
  registerProviderFieldMapping("read", { m: mine }, "image");
  expect(getProviderFieldMapping("read", "image")).toEqual({ m: mine });
  expect(getProviderFieldMapping("read")).toEqual({});
  const other = { words: prompt };
  registerProviderFieldMapping("read", { m: other }, "image");
  expect(getProviderFieldMapping("read", "image")["m"]).toBe(other);
  expect(() => registerProviderFieldMapping("read", {}, "dance" as Operation)).toThrow(
    'operation must be one of video, image, tts, sts (got "dance")',
  );
});

test("a provider's name stands for the last that was registered under it", () => {
  const first = vendor({}).provider;
  const second = vendor({}).provider;
  registerProvider("again", first);
  registerProvider("again", second);
  expect(getProvider("again")).toBe(second);
  expect(() => registerProvider("not a name", first)).toThrow(/made of letters, digits, - and _/);
  expect(() => registerProvider("empty", {})).toThrow(/neither a definition nor one of/);
  expect(() => registerProvider("nothing", undefined as never)).toThrow(/neither a definition/);
});

test("a preview opens no socket, needs no key, and shows what would be sent", async () => {
  const { provider, sent } = vendor(
    { video: { m: video({ prompt, seconds: durationField({ format: "digits" }) }) } },
    { env: ["NO_SUCH_VARIABLE_HERE"] },
  );
  const config = provider("m", { fetch: () => Promise.reject(new Error("asked the network")) });
  const preview = await previewVideo(config, {
    prompt: "a",
    durationSeconds: 5,
    promt: "b",
  } as object);
  expect(preview).toMatchObject({
    provider: "vendor",
    model: "m",
    endpoint: "m",
    parameters: { prompt: "a", seconds: "5", promt: "b" },
    costEstimate: { known: false },
  });
  expect(preview.warnings).toContain(
    "promt is not a field of a video request; did you mean prompt?",
  );
  expect(sent).toEqual([]);
  const refused = await rejection(generateVideo(config, { prompt: "a" }));
  expect(refused.name).toBe("AuthenticationError");
  expect(refused.message).toMatch(
    /set apiKey in the config, or the environment variable NO_SUCH_VARIABLE_HERE/,
  );
});

test("the request may be used again right after the call", async () => {
  const { provider, sent } = vendor({ video: { m: video({ prompt }) } });
  const request = { prompt: "first" };
  const first = generateVideo(provider("m"), request, { clock: virtualClock() });
  request.prompt = "second";
  await Promise.all([first, generateVideo(provider("m"), request)]);
  expect(sent.map(({ parameters }) => parameters["prompt"])).toEqual(["first", "second"]);
});

test("what a provider does not make is said with what it does", async () => {
  const { provider } = vendor(
    {},
    { operations: { video: { submit: async () => ({ accepted: "x" }) } } },
  );
  const refused = await rejection(previewTts(provider("m"), { text: "a" }));
  expect(refused.name).toBe("UnsupportedOperationError");
  expect(refused.message).toMatch(/vendor does not make tts \(it offers video\)/);
});
