import { image, type ModelCatalogue, passthroughField } from "@tarash/core/provider";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { models } from "../src/index.ts";
import { bodyOf, checkModels, requestFor } from "./checker.ts";
import { namedModels, problemsOf, schemaOf } from "./schema.ts";

test("every model gives valid payloads, and every property and value of its schemas can be sent", async () => {
  const { problems, counts } = await checkModels(models);
  console.log("openai:", JSON.stringify(counts));
  expect(problems).toEqual([]);
});

test("every model that OpenAI's types name has a page, and no other has", () => {
  const known = Object.values(models).flatMap((pages) => Object.keys(pages));
  expect(known.toSorted()).toEqual(namedModels.toSorted());
});

test("a mapper broken on purpose is caught", async () => {
  const id = "gpt-image-2";
  const [page] = models.image?.[id]?.variants ?? [];
  const broken = async (changed: object): Promise<readonly string[]> => {
    const fields = { ...page!.fields, ...changed };
    const catalogue: ModelCatalogue = {
      image: { [id]: image([{ endpoint: "images/generations", fields }]) },
    };
    return (await checkModels(catalogue)).problems;
  };
  const who = "gpt-image-2 images/generations";
  expect(await broken({})).toEqual([]);
  expect(await broken({ n: passthroughField("prompt") })).toContain(
    `${who}: minimal: n: Invalid input: expected number, received string`,
  );
  expect(await broken({ quality: passthroughField("quality", { allowed: ["low"] }) })).toContain(
    `${who}: quality cannot be "high"`,
  );
  expect(await broken({ sead: passthroughField("prompt", { required: true }) })).toContain(
    `${who}: minimal: : Unrecognized key: "sead"`,
  );
});

const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 5 }, { arbitrary: value, weight: 2 });
const anything = fc.oneof(fc.string({ maxLength: 6 }), fc.integer(), fc.boolean());
const side = fc.oneof(
  fc.integer({ min: 16, max: 4_000 }),
  fc.nat(250).map((part) => part * 16),
);
const common = {
  negativePrompt: maybe(fc.string()),
  seed: maybe(fc.integer()),
  aspectRatio: maybe(fc.constantFrom("16:9", "9:16", "1:1", "21:9", "3:2", "7:4", "wide", "AUTO")),
};
const requests = {
  image: fc.record({
    ...common,
    size: maybe(
      fc.oneof(
        fc.constantFrom("auto", "1024X1024", "1536x1024", "2K", "256x256"),
        fc.tuple(side, side).map((sides) => sides.join("x")),
      ),
    ),
    quality: maybe(fc.constantFrom("low", "HIGH", "max", "hd", "best")),
    style: maybe(fc.constantFrom("vivid", "anime")),
    n: maybe(fc.integer({ min: 1, max: 12 })),
    outputFormat: maybe(fc.constantFrom("png", "JPG", "webp", "gif", "svg", "tiff")),
    background: maybe(fc.constantFrom("transparent", "opaque", "green")),
    extraParams: fc.dictionary(
      fc.constantFrom(
        "output_compression",
        "partial_images",
        "moderation",
        "complexity",
        "frame_count",
      ),
      anything,
      { maxKeys: 2 },
    ),
  }),
  video: fc.record({
    ...common,
    durationSeconds: maybe(fc.constantFrom(4, 5, 8, 12, 16, 7.5)),
    resolution: maybe(fc.constantFrom("720p", "1024P", "1080p", "4k")),
    generateAudio: maybe(fc.boolean()),
    numberOfVideos: maybe(fc.integer({ min: 1, max: 3 })),
  }),
};
const pages = (["image", "video"] as const).flatMap((operation) =>
  Object.entries(models[operation] ?? {}).flatMap(([model, { variants }]) =>
    variants.map((variant) => ({ operation, model, variant })),
  ),
);
const cases = fc.constantFrom(...pages).chain((page) =>
  fc.record({
    page: fc.constant(page),
    random: requests[page.operation] as fc.Arbitrary<Record<string, unknown>>,
    onInvalidValue: fc.constantFrom("error" as const, "nearest" as const),
  }),
);

/** Which model, which field, what is allowed, what was given. */
const precise = /^openai \S+: .* must be .+ \(got .*\)$/;

test("random requests give only valid payloads, or an error that names field, value and what is allowed", async () => {
  const counts = { valid: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async ({ page, random, onInvalidValue }) => {
      const { operation, model, variant } = page;
      const schema = schemaOf(model, variant.endpoint ?? "")!;
      const set = Object.fromEntries(
        Object.entries(random).filter(([, value]) => value !== undefined),
      );
      const given = { ...requestFor(variant, schema, "minimal"), ...set };
      const known = Object.keys(schema.properties ?? {});
      const foreign = Object.keys((set["extraParams"] ?? {}) as object).filter(
        (name) => !known.includes(name),
      );
      try {
        const { body } = await bodyOf(operation, model, given, undefined, onInvalidValue);
        // Parameters that the model does not know are the caller's own affair.
        for (const name of foreign) delete body[name];
        const problems = problemsOf(schema, body);
        if (problems.length > 0) throw new Error(problems.join());
        counts.valid++;
      } catch (error) {
        const { name, message } = error as Error;
        if (name !== "ValidationError" || !precise.test(message)) throw error;
        counts.refused++;
      }
    }),
    { numRuns: 3_000, seed: 20261121 },
  );
  console.log("openai random requests:", JSON.stringify(counts));
  expect(counts.valid).toBeGreaterThan(700);
  expect(counts.refused).toBeGreaterThan(300);
});

test.each([
  [{ size: "3840x2160" }, undefined],
  [{ size: "3840x3840" }, "size must be at most 8294400 pixels in all"],
  [{ size: "3856x1600" }, "size must be sides of at most 3840 pixels"],
  [{ size: "3072x1008" }, "size must be sides whose ratio is at most 3:1"],
  [{ background: "transparent", outputFormat: "webp" }, undefined],
  [{ background: "transparent", outputFormat: "jpeg" }, "background must be left out, or"],
  [{ background: "opaque", outputFormat: "jpeg" }, undefined],
  [{ extraParams: { output_compression: 50 } }, "output_compression must be left out, or"],
  [{ extraParams: { output_compression: 50 }, outputFormat: "jpg" }, undefined],
  [{ extraParams: { output_compression: 50, output_format: "webp" } }, undefined],
  [{ extraParams: { frame_count: 4 } }, "outputFormat one of gif instead of png"],
  [{ extraParams: { partial_images: 1 }, outputFormat: "gif" }, "partial_images must be left out"],
])("%j for gpt-image-2: %s", async (given, problem) => {
  const told = await bodyOf("image", "gpt-image-2", { prompt: "a fox", ...given }).then(
    () => "fine",
    ({ message }: Error) => message,
  );
  expect(told).toContain(problem ?? "fine");
});

test("a ratio stands for a size of exactly that ratio", async () => {
  for (const ratio of [
    "1:1",
    "3:2",
    "2:3",
    "16:9",
    "9:16",
    "4:3",
    "3:4",
    "5:4",
    "4:5",
    "2:1",
    "1:2",
    "21:9",
    "9:21",
    "3:1",
    "1:3",
  ]) {
    const { body } = await bodyOf("image", "gpt-image-2", { prompt: "a fox", aspectRatio: ratio });
    const [width = 0, height = 1] = String(body["size"]).split("x").map(Number);
    const [left = 0, right = 1] = ratio.split(":").map(Number);
    expect([ratio, width * right]).toEqual([ratio, height * left]);
  }
});
