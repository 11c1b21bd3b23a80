import * as fc from "fast-check";
import { expect, test } from "vitest";
import { seconds } from "../src/fields.ts";
import { luma, type LumaModel } from "../src/index.ts";
import { models } from "../src/models.ts";
import { checkPages } from "./checker.ts";
import { preview } from "./preview.ts";
import { requestFor } from "./requests.ts";
import { problemsOf, schemaOf } from "./schema.ts";

test("every way to call a model gives valid payloads and reaches every parameter and value", async () => {
  const { problems, counts } = await checkPages(models);
  console.log("luma models:", JSON.stringify(counts));
  expect(problems).toEqual([]);
  expect(counts).toMatchObject({ models: 7, variants: 29 });
});

test("a mapper broken on purpose is caught", async () => {
  const [ray] = models.video?.["ray-2"]?.variants ?? [];
  if (!ray) throw new Error("ray-2 is gone");
  const broken = async (fields: object): Promise<readonly string[]> => {
    const variants = [{ ...ray, fields: { ...ray.fields, ...fields } }];
    return (await checkPages({ video: { "ray-2": { operation: "video", variants } } })).problems;
  };
  expect(await broken({})).toEqual([]);
  expect(await broken({ resolution: ray.fields["aspect_ratio"] })).toContain(
    "ray-2 generate: resolution cannot be 540p",
  );
  expect(await broken({ length: seconds([5]) })).toContain(
    "ray-2 generate: full: body.length is no parameter",
  );
  expect(await broken({ loop: ray.fields["concepts"] })).toContain(
    "ray-2 generate: full: body.loop is no boolean",
  );
});

test("the models that editors offer are those of the data", () => {
  const offered: Record<LumaModel, true> = {
    "ray-2": true,
    "ray-3.2": true,
    "ray-flash-2": true,
    "photon-1": true,
    "photon-flash-1": true,
    "uni-1": true,
    "uni-1-max": true,
  };
  const known = Object.values(luma.definition.models).flatMap((entries) => Object.keys(entries));
  expect(Object.keys(offered).toSorted()).toEqual(known.toSorted());
});

const url = fc.constantFrom("https://media.test/a.png", "https://media.test/b.mp4");
const seldom = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 6 }, { arbitrary: value, weight: 1 });
const common = {
  prompt: seldom(fc.string({ maxLength: 20 })),
  aspectRatio: seldom(fc.constantFrom("16:9", "9:16", "4:3", "3:1", "21:9", "wide")),
  negativePrompt: seldom(fc.string({ maxLength: 9 })),
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
const fields = {
  video: fc.record({
    ...common,
    durationSeconds: seldom(fc.constantFrom(4, 5, 6.5, 9, 10, 20)),
    resolution: seldom(fc.constantFrom("360p", "540P", "720p", "1080p", "4K", "tiny")),
    generateAudio: seldom(fc.boolean()),
    video: seldom(url),
    sourceJob: seldom(fc.constantFrom("generation-1", { provider: "fal", remoteId: "x" })),
  }),
  image: fc.record({
    ...common,
    style: seldom(fc.constantFrom("auto", "MANGA", "oil")),
    outputFormat: seldom(fc.constantFrom("png", "jpeg", "JPG", "tiff")),
    n: seldom(fc.integer({ min: 1, max: 3 })),
  }),
};
const anything = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.double(),
  fc.boolean(),
  fc.constant([]),
  fc.constant([{}, 1]),
  fc.constant(null),
);
const pages = (["video", "image"] as const).flatMap((operation) =>
  Object.entries(models[operation] ?? {}).flatMap(([id, { variants }]) =>
    variants.map((variant) => ({ operation, id, variant })),
  ),
);
const cases = fc
  .tuple(fc.constantFrom(...pages), fc.constantFrom("error" as const, "nearest" as const))
  .chain(([page, onInvalidValue]) => {
    const { operation, id, variant } = page;
    const own = Object.values(variant.fields).flatMap(({ sources, name }) =>
      sources[0] === "extraParams" && name !== undefined ? [name] : [],
    );
    const start = requestFor(
      variant,
      schemaOf(variant.endpoint ?? id, variant.fixed ?? {}),
      "minimal",
    );
    const extras =
      own.length === 0
        ? fc.constant({})
        : seldom(fc.dictionary(fc.constantFrom(...own), anything, { maxKeys: 2 }));
    return fc.tuple(fields[operation] as fc.Arbitrary<object>, extras).map(([random, extra]) => ({
      operation,
      id,
      variant,
      onInvalidValue,
      request: {
        ...start,
        ...Object.fromEntries(Object.entries(random).filter(([, value]) => value !== undefined)),
        extraParams: { ...(start["extraParams"] as object), ...(extra as object) },
      },
    }));
  });
const precise =
  /^luma \S+: (.* (must be .+ \(got .*\)|is required|must not be empty|is not taken by this model|is not supported: .+)|imageList .+|task must be named, .+)/s;

test("random requests give only valid payloads, or an error that names field, value and what is allowed", async () => {
  const counts = { valid: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async ({ operation, id, onInvalidValue, request }) => {
      try {
        const { endpoint, body } = await preview(operation, id, request, models, onInvalidValue);
        // What is inside objects of `extraParams`, and names of another variant, are the caller's own affair.
        const callers = Object.keys(request.extraParams);
        const problems = problemsOf(body, schemaOf(endpoint, body)).filter(
          (problem) => !callers.some((name) => problem.includes(`.${name}`)),
        );
        if (problems.length > 0) throw new Error(problems.join());
        counts.valid++;
      } catch (error) {
        const { name, message } = error as Error;
        if (name !== "ValidationError" || !precise.test(message)) throw error;
        counts.refused++;
      }
    }),
    { numRuns: 29 * 100, seed: 20261121 },
  );
  console.log("luma random requests:", JSON.stringify(counts));
  expect(counts.valid).toBeGreaterThan(500);
}, 60_000);
