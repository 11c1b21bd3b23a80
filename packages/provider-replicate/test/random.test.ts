import * as fc from "fast-check";
import { expect, test } from "vitest";
import { models } from "../src/models.ts";
import { preview } from "./preview.ts";
import { requestFor } from "./requests.ts";
import { problemsOf, schemas } from "./schema.ts";

const parametersOf = new Map(schemas.map(({ id, parameters }) => [id, parameters]));

const url = fc.constantFrom("https://media.test/a.png", "https://media.test/b.mp4");
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });
const seldom = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 8 }, { arbitrary: value, weight: 1 });
const images = fc.array(
  fc.record({
    image: url,
    type: fc.constantFrom("reference", "first_frame", "last_frame", "asset", "style"),
  }),
  { maxLength: 3 },
);
const common = {
  prompt: seldom(fc.oneof(fc.string({ maxLength: 20 }), fc.constant("fox ".repeat(1_200)))),
  negativePrompt: maybe(fc.string({ maxLength: 20 })),
  aspectRatio: seldom(fc.constantFrom("16:9", "9:16", "1:1", "4:3", "21:9", "2:1", "wide", "AUTO")),
  seed: maybe(fc.integer({ min: -5, max: 2 ** 32 })),
  imageList: seldom(images),
};
const fields = {
  video: fc.record({
    ...common,
    durationSeconds: seldom(
      fc.oneof(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.1, max: 30, noNaN: true })),
    ),
    resolution: seldom(fc.constantFrom("480p", "720P", "1080p", "4k", "2K", "768p", "tiny")),
    fps: seldom(fc.constantFrom(1, 16, 24, 25.5, 30, 60, 120)),
    generateAudio: maybe(fc.boolean()),
    enhancePrompt: maybe(fc.boolean()),
    video: seldom(url),
    numberOfVideos: maybe(fc.integer({ min: 1, max: 3 })),
  }),
  image: fc.record({
    ...common,
    size: seldom(
      fc.constantFrom("1024x1024", "1536x1024", "12x7", "9999x300", "2K", "1 mp", "large"),
    ),
    quality: seldom(fc.constantFrom("low", "HIGH", "turbo", "best")),
    style: seldom(fc.constantFrom("Auto", "REALISTIC", "any", "none")),
    n: maybe(fc.integer({ min: 1, max: 12 })),
    maskImage: seldom(url),
    strength: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
    scale: maybe(fc.constantFrom(1, 2, 4, 8)),
    steps: maybe(fc.integer({ min: 1, max: 80 })),
    guidance: maybe(fc.double({ min: -1, max: 20, noNaN: true })),
    outputFormat: seldom(fc.constantFrom("png", "jpg", "JPEG", "webp", "tiff")),
    background: seldom(fc.constantFrom("transparent", "opaque", "green")),
  }),
};
const anything = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant([]),
  fc.constant(["a", 1]),
  fc.constant({}),
  fc.constant(null),
);

/** A random request to a random model; most of them start from one that the model takes. */
const cases = fc
  .tuple(fc.constantFrom(...schemas), fc.constantFrom(true, true, true, false), fc.nat())
  .chain(([{ id, operation, parameters }, sound, pick]) => {
    const variants = models[operation]?.[id]?.variants ?? [];
    const variant = variants[pick % variants.length]!;
    const own = Object.keys(parameters).filter(
      (name) => variant.fields[name]?.sources[0] === "extraParams",
    );
    const start = sound ? requestFor(variant, parameters, "minimal") : {};
    const extras =
      own.length === 0
        ? fc.constant({})
        : seldom(fc.dictionary(fc.constantFrom(...own), anything, { maxKeys: 2 }));
    return fc
      .tuple(fields[operation] as fc.Arbitrary<object>, extras, fc.constantFrom("error", "nearest"))
      .map(([random, extraParams, onInvalidValue]) => ({
        id,
        operation,
        onInvalidValue: onInvalidValue as "error" | "nearest",
        request: {
          ...start,
          ...Object.fromEntries(Object.entries(random).filter(([, value]) => value !== undefined)),
          extraParams: { ...(start["extraParams"] as object), ...(extraParams as object) },
        },
      }));
  });

/** A parameter that only one variant checks, given to the other by its own name, is the caller's own affair. */
function isCallers(problem: string, operation: "video" | "image", id: string): boolean {
  const name = problem.split(" ")[0] ?? "";
  return (models[operation]?.[id]?.variants ?? []).some(({ fields }) => !(name in fields));
}

/** An error that a caller can act on: which model, which field, what is allowed, what was given. */
const precise =
  /^replicate \S+: (.* (must be .+ \(got .*\)|is required|must not be empty|is not taken by this model|is not supported: .+)|imageList .+|task must be named, .+|task .+ is not offered .+)/s;

test("random requests give only valid payloads, or an error that names field, value and what is allowed", async () => {
  const counts = { valid: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async ({ id, operation, onInvalidValue, request }) => {
      try {
        const sent = await preview(operation, id, request, models, onInvalidValue);
        const known = parametersOf.get(id) ?? {};
        const problems = problemsOf(sent.parameters, known);
        const ours = problems.filter((problem) => !isCallers(problem, operation, id));
        if (ours.length > 0) throw new Error(ours.join());
        counts.valid++;
      } catch (error) {
        const { name, message } = error as Error;
        if (name !== "ValidationError" || !precise.test(message)) throw error;
        counts.refused++;
      }
    }),
    { numRuns: 8_000, seed: 20261121 },
  );
  console.log("replicate random requests:", JSON.stringify(counts));
  expect(counts.valid).toBeGreaterThan(2_000);
}, 60_000);
