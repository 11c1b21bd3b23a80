import { expect, test } from "vitest";
import { describeModel, listModels } from "../src/catalogue.ts";
import { countField, passthroughField, singleImageField } from "../src/fields.ts";
import { findModel, image, longestPrefix, type Price, video } from "../src/model.ts";
import { estimateCost, sumCosts } from "../src/price.ts";
import { defineProvider } from "../src/provider.ts";
import { registerProvider } from "../src/registry.ts";

const prompt = passthroughField("prompt", { required: true });
const models = {
  "fal-ai/family": video({ prompt }),
  "fal-ai/family/pro": video({ prompt }),
  "fal-ai/with-endpoints": video([
    { endpoint: "fal-ai/with-endpoints/text-to-video", fields: { prompt } },
    {
      endpoint: "fal-ai/with-endpoints/image-to-video",
      fields: { start: singleImageField("first_frame", { required: true }) },
    },
  ]),
  "owner/name": video([{ endpoint: "predictions", fields: { prompt } }]),
};
const generic = video({ text: prompt });

test.each([
  ["fal-ai/family", "exact", "fal-ai/family"],
  ["fal-ai/family/pro", "exact", "fal-ai/family/pro"],
  ["fal-ai/family/pro/v2", "prefix", "fal-ai/family/pro"],
  ["fal-ai/family/lite", "prefix", "fal-ai/family"],
  ["owner/name:abc123", "prefix", "owner/name"],
  ["fal-ai/with-endpoints/image-to-video", "endpoint", "fal-ai/with-endpoints"],
  ["fal-ai/family-video", "generic", undefined],
  ["other", "generic", undefined],
  ["constructor", "generic", undefined],
])("%s is found as %s %s", (id, match, key) => {
  expect(findModel(models, id, generic)).toMatchObject({ id, match, ...(key ? { key } : {}) });
});

test("an unknown model without a generic mapping is none", () => {
  expect(findModel(models, "other", undefined)).toBeUndefined();
});

test("a full endpoint is called as it is; a longer id takes the place of the family's; a path stays", () => {
  const endpointsOf = (id: string): unknown =>
    findModel(models, id, generic)?.model.variants.map(({ endpoint }) => endpoint);
  expect(endpointsOf("fal-ai/with-endpoints/image-to-video")).toEqual([
    "fal-ai/with-endpoints/image-to-video",
  ]);
  expect(endpointsOf("fal-ai/family/lite")).toEqual(["fal-ai/family/lite"]);
  expect(endpointsOf("owner/name:abc123")).toEqual(["predictions"]);
  expect(endpointsOf("anything")).toEqual(["anything"]);
});

test("the longest prefix ends at a slash, a colon or the end", () => {
  const keys = ["a", "a/b", "a/bc", "a/b/", "ab"];
  expect(longestPrefix(keys, "a/b/c")).toBe("a/b/");
  expect(longestPrefix(keys, "a/bcd")).toBe("a");
  expect(longestPrefix(keys, "a/bc:1")).toBe("a/bc");
  expect(longestPrefix(keys, "abc")).toBeUndefined();
});

const provider = defineProvider({
  name: "catalogued",
  env: [],
  hosts: [],
  models: {
    video: {
      new: video(
        { prompt, count: countField("numberOfVideos", { maximum: 4 }) },
        { typicalSeconds: 9 },
      ),
      old: video(
        { prompt },
        { retired: { date: "2020-01-01", replacement: "new", evidence: "vendor", source: "x" } },
      ),
    },
    image: { new: image([{ task: "upscale", fields: { start: singleImageField("reference") } }]) },
  },
  operations: {},
});

test("models are listed by provider, operation, task and what they take", () => {
  registerProvider("catalogued", provider);
  const ids = (filter: Parameters<typeof listModels>[0]): string[] =>
    listModels({ provider, ...filter }).map(({ operation, model }) => `${operation} ${model}`);
  expect(ids({})).toEqual(["video new", "image new"]);
  expect(ids({ includeRetired: true })).toEqual(["video new", "video old", "image new"]);
  expect(ids({ operation: "image" })).toEqual(["image new"]);
  expect(ids({ task: "upscale" })).toEqual(["image new"]);
  expect(ids({ takes: ["numberOfVideos"] })).toEqual(["video new"]);
  expect(ids({ takes: ["reference"] })).toEqual(["image new"]);
  expect(listModels().filter((model) => model.provider === "catalogued")).toHaveLength(2);
});

test("a model is described: parameters, limits, life; an unknown one is asked about", () => {
  const model = describeModel(provider, "new");
  expect(model).toMatchObject({ operation: "video", status: "current", tasks: ["generate"] });
  expect(model.variants[0]?.parameters).toEqual([
    { parameter: "prompt", from: ["prompt"], required: true },
    { parameter: "count", from: ["numberOfVideos"], required: false, minimum: 1, maximum: 4 },
  ]);
  expect(describeModel(provider, "old")).toMatchObject({
    status: "retired",
    retired: { replacement: "new" },
  });
  expect(() => describeModel(provider, "nev")).toThrow(
    /model nev is not known; did you mean new\?/,
  );
});

const price = (more: Partial<Price>): Price => ({
  currency: "USD",
  unit: "second",
  amount: 0.1,
  asOf: "2026-01-01",
  source: "x",
  ...more,
});

test.each([
  [price({}), { durationSeconds: 8 }, {}, 1, 0.8, 0.8],
  [price({}), { durationSeconds: 8 }, {}, 2, 1.6, 1.6],
  [price({}), {}, { duration: "5s" }, 1, 0.5, 0.5],
  [price({}), { durationSeconds: 4 }, { duration: "8s" }, 1, 0.8, 0.8],
  [price({}), { durationSeconds: 4 }, { duration: "auto" }, 1, 0.4, 0.4],
  [price({ maximum: 0.3 }), { durationSeconds: 10 }, {}, 1, 1, 3],
  [
    price({ by: [{ when: { resolution: "1080p" }, amount: 0.2 }] }),
    { durationSeconds: 10 },
    { resolution: "1080p" },
    1,
    2,
    2,
  ],
  [
    price({ by: [{ when: { resolution: "1080p" }, amount: 0.2 }] }),
    { durationSeconds: 10 },
    {},
    1,
    1,
    2,
  ],
  [price({ unit: "image", amount: 0.04 }), {}, {}, 3, 0.12, 0.12],
  [price({ unit: "megapixel", amount: 0.01 }), { size: "2000x1000" }, {}, 1, 0.02, 0.02],
  [price({ unit: "character", amount: 0.0001 }), { text: "abcde" }, {}, 1, 0.0005, 0.0005],
])("%# a cost is estimated from %j", (data, request, parameters, outputs, minimum, maximum) => {
  const cost = estimateCost(data, { extraParams: {}, ...request }, parameters, outputs);
  expect(cost).toMatchObject({ known: true, minimum, maximum });
});

test("what is not known is never shown as nothing", () => {
  const request = { extraParams: {} };
  const unknown = estimateCost(undefined, request, {}, 1);
  expect(unknown).toEqual({ known: false, reason: "no price is known for this model" });
  expect(estimateCost(price({}), request, {}, 1)).toMatchObject({ known: false });
  expect(estimateCost(price({ unit: "token" }), request, {}, 1)).toMatchObject({ known: false });
  const known = estimateCost(price({ unit: "video" }), request, {}, 1);
  expect(sumCosts([known, unknown])).toEqual(unknown);
  expect(sumCosts([known, known])).toMatchObject({ minimum: 0.2, maximum: 0.2 });
  expect(sumCosts([])).toMatchObject({ known: false });
});
