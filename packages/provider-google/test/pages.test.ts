import { defineProvider, durationField, video } from "@tarash/core/provider";
import { checkPages, payloadOf } from "@tarash/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { google } from "../src/index.ts";
import { models } from "../src/models.ts";
import { body, problemsOf, schemaOf, unreached } from "./schema.ts";

/** The retired ones are asked for as well. */
const living = defineProvider({
  ...google.definition,
  models: Object.fromEntries(
    Object.entries(models).map(([kind, entries]) => [
      kind,
      Object.fromEntries(
        Object.entries(entries).map(([id, { operation, variants }]) => [
          id,
          { operation, variants },
        ]),
      ),
    ]),
  ),
});

test.each(["video", "image"] as const)(
  "every %s model gives valid payloads and reaches every property and every value of its schema",
  async (operation) => {
    const options = { provider: living, operation, schemaOf, problemsOf, body };
    const { problems, counts } = await checkPages(options);
    console.log(`google ${operation}:`, JSON.stringify(counts));
    expect(problems).toEqual([]);
    expect(counts.models).toBe(Object.keys(models[operation] ?? {}).length);
  },
);

test("every parameter that the SDK takes stands on a page", () => {
  expect(unreached()).toEqual([]);
});

test("a mapper broken on purpose is caught", async () => {
  const id = "veo-3.1-generate-001";
  const [right] = models.video?.[id]?.variants ?? [];
  const check = async (changed: object): Promise<readonly string[]> => {
    const page = { ...right, fields: { ...right?.fields, ...changed } };
    const provider = defineProvider({
      ...google.definition,
      models: { video: { [id]: video([page]) } },
    });
    const options = { provider, operation: "video", schemaOf, problemsOf, body } as const;
    return (await checkPages(options)).problems;
  };
  expect(await check({})).toEqual([]);
  expect((await check({ durationSeconds: durationField({ format: "digits" }) })).join()).toContain(
    "durationSeconds",
  );
  expect((await check({ length: durationField() })).join()).toContain("length");
});

const url = fc.constantFrom("https://media.test/a.png", "gs://bucket/a.png");
const seldom = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 5 }, { arbitrary: value, weight: 1 });
const common = {
  prompt: fc.oneof(
    { arbitrary: fc.constant("a fox"), weight: 6 },
    { arbitrary: fc.constantFrom("", undefined), weight: 1 },
  ),
  negativePrompt: seldom(fc.string({ maxLength: 20 })),
  aspectRatio: seldom(fc.constantFrom("16:9", "9:16", "1:1", "4:3", "21:9", "8:1", "wide")),
  seed: seldom(fc.integer()),
  imageList: seldom(
    fc.array(
      fc.record({
        image: url,
        type: fc.constantFrom("reference", "first_frame", "last_frame", "asset", "style"),
      }),
      { maxLength: 3 },
    ),
  ),
};
const requests = {
  video: fc.record({
    ...common,
    durationSeconds: seldom(
      fc.oneof(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0.5, max: 12, noNaN: true })),
    ),
    resolution: seldom(fc.constantFrom("360p", "720P", "1080p", "4K", "tiny")),
    fps: seldom(fc.constantFrom(24, 30)),
    generateAudio: seldom(fc.boolean()),
    enhancePrompt: seldom(fc.boolean()),
    video: seldom(fc.constantFrom("https://media.test/a.mp4", "gs://bucket/a.mp4")),
    sourceJob: seldom(fc.constant("interaction-1")),
    numberOfVideos: seldom(fc.integer({ min: 1, max: 6 })),
  }),
  image: fc.record({
    ...common,
    size: seldom(fc.constantFrom("1k", "2K", "4K", "512", "1024x1024", "large")),
    n: seldom(fc.integer({ min: 1, max: 6 })),
    maskImage: seldom(url),
    scale: seldom(fc.constantFrom(1, 2, 4, 8)),
    guidance: seldom(fc.double({ min: 0, max: 20, noNaN: true })),
    steps: seldom(fc.integer({ min: 1, max: 80 })),
    outputFormat: seldom(fc.constantFrom("png", "JPEG", "webp")),
  }),
};
const cases = fc.constantFrom("video" as const, "image" as const).chain((operation) =>
  fc.record({
    operation: fc.constant(operation),
    model: fc.constantFrom(...Object.keys(models[operation] ?? {})),
    request: requests[operation] as fc.Arbitrary<object>,
    task: seldom(fc.constantFrom("edit", "extend", "inpaint", "outpaint", "upscale")),
    onInvalidValue: fc.constantFrom("error" as const, "nearest" as const),
  }),
);

/** An error that a caller can act on: which model, which field, what is allowed, what was given. */
const precise =
  /^google \S+: (.* (must be .+ \(got .*\)|is required|must not be empty|is not taken by this model|is not supported: .+)|imageList .+|task must be named, .+|task \w+ is not offered .+)/;

test("random requests give only valid payloads, or an error that names field, value and what is allowed", async () => {
  const counts = { valid: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async ({ operation, model, request, task, onInvalidValue }) => {
      const given = Object.fromEntries(
        Object.entries({ ...request, task }).filter(([, value]) => value !== undefined),
      );
      try {
        const options = { provider: living, operation, body };
        const sent = await payloadOf(options, model, given, { onInvalidValue });
        const variants = models[operation]?.[model]?.variants ?? [];
        const fits = variants.some((variant) => {
          const schema = schemaOf(model, variant);
          return schema !== undefined && problemsOf(schema, sent).length === 0;
        });
        if (!fits) throw new Error(`no page takes ${JSON.stringify(sent)}`);
        counts.valid++;
      } catch (error) {
        const { name, message } = error as Error;
        const known = name === "ValidationError" || name === "UnsupportedOperationError";
        if (!known || !precise.test(message)) throw error;
        counts.refused++;
      }
    }),
    { numRuns: 3_000, seed: 20261121 },
  );
  console.log("google random requests:", JSON.stringify(counts));
  expect(counts.valid).toBeGreaterThan(600);
}, 60_000);
