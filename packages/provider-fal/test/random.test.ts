import * as fc from "fast-check";
import type { ModelCatalogue } from "@tarash/core/provider";
import { expect, test } from "vitest";
import { falWithCatalogue } from "../src/catalogue.ts";
import { models } from "../src/models.ts";
import { preview } from "./preview.ts";
import { requestFor, variantsByEndpoint } from "./requests.ts";
import { catalogueSchemas, type Endpoint, problemsOf, readSchemas } from "./schema.ts";

const pages: { endpoints: readonly Endpoint[]; models: ModelCatalogue } = {
  endpoints: readSchemas(),
  models,
};
const catalogue = { endpoints: catalogueSchemas(), models: falWithCatalogue.definition.models };

const url = fc.constantFrom("https://media.test/a.png", "https://media.test/b.mp4");
const ratio = fc.constantFrom("16:9", "9:16", "1:1", "4:3", "21:9", "2:1", "wide", "auto", "AUTO");
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
  prompt: seldom(fc.string({ maxLength: 20 })),
  negativePrompt: maybe(fc.string({ maxLength: 20 })),
  aspectRatio: seldom(ratio),
  seed: maybe(fc.integer()),
  imageList: seldom(images),
};
const fields = {
  video: fc.record({
    ...common,
    durationSeconds: seldom(
      fc.oneof(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.1, max: 30, noNaN: true })),
    ),
    resolution: seldom(fc.constantFrom("480p", "720P", "1080p", "4k", "2K", "768p", "tiny")),
    fps: seldom(fc.constantFrom(1, 16, 24, 25, 30, 60, 120)),
    generateAudio: maybe(fc.boolean()),
    enhancePrompt: maybe(fc.boolean()),
    video: seldom(url),
    numberOfVideos: maybe(fc.integer({ min: 1, max: 3 })),
  }),
  image: fc.record({
    ...common,
    size: seldom(
      fc.constantFrom("1024x1024", "1536x1024", "12x7", "square_hd", "2K", "4k", "large"),
    ),
    quality: seldom(fc.constantFrom("low", "HIGH", "TURBO", "best")),
    style: seldom(fc.constantFrom("anime", "REALISTIC", "any", "none")),
    n: maybe(fc.integer({ min: 1, max: 12 })),
    maskImage: seldom(url),
    strength: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
    scale: maybe(fc.constantFrom(1, 2, 4, 8)),
    steps: maybe(fc.integer({ min: 1, max: 80 })),
    guidance: maybe(fc.double({ min: 0, max: 20, noNaN: true })),
    outputFormat: seldom(fc.constantFrom("png", "jpg", "JPEG", "webp", "tiff")),
    background: seldom(fc.constantFrom("transparent", "opaque", "green")),
  }),
  tts: fc.record({
    seed: maybe(fc.integer()),
    voiceId: seldom(fc.constantFrom("Cherry", "nobody")),
    languageCode: seldom(fc.constantFrom("en", "English", "xx")),
    speed: seldom(fc.constantFrom(0.5, 1, 2)),
  }),
  sts: fc.record({ seed: maybe(fc.integer()) }),
};
const anything = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.integer(),
  fc.boolean(),
  fc.constant([]),
  fc.constant({}),
  fc.constant(null),
);

/** A random request to a random endpoint; most of them start from one that the endpoint takes. */
function cases({ endpoints, models }: typeof pages) {
  const variants = {
    video: variantsByEndpoint(models.video),
    image: variantsByEndpoint(models.image),
    tts: variantsByEndpoint(models.tts),
    sts: variantsByEndpoint(models.sts),
  };
  return fc
    .tuple(fc.constantFrom(...endpoints), fc.constantFrom(true, true, true, false))
    .chain(([{ id, operation, parameters }, sound]) => {
      const variant = variants[operation].get(id);
      if (!variant) throw new Error(`${id} has no page`);
      const own = Object.keys(parameters).filter(
        (name) => variant.fields[name]?.sources[0] === "extraParams",
      );
      const start = sound ? requestFor(operation, variant, parameters, "minimal") : {};
      const extras =
        own.length === 0
          ? fc.constant({})
          : seldom(fc.dictionary(fc.constantFrom(...own), anything, { maxKeys: 2 }));
      const policy = fc.constantFrom("error" as const, "nearest" as const);
      return fc
        .tuple(fields[operation] as fc.Arbitrary<object>, extras, policy)
        .map(([random, extraParams, onInvalidValue]) => {
          const set = Object.entries(random).filter(([, value]) => value !== undefined);
          const all = { ...(start["extraParams"] as object), ...(extraParams as object) };
          const request = { ...start, ...Object.fromEntries(set), extraParams: all };
          return { id, operation, onInvalidValue, request };
        });
    });
}

/** Parameters that the endpoint does not know, and the inside of objects, are the caller's own affair. */
function isCallers(problem: string, extraParams: object): boolean {
  return Object.keys(extraParams).some((name) =>
    [`${name} is no parameter`, `${name}.`].some((start) => problem.startsWith(start)),
  );
}

/** An error that a caller can act on: which model, which field, what is allowed, what was given. */
const precise =
  /^fal \S+: (.* (must be .+ \(got .*\)|is required|must not be empty|is not taken by this model|is not supported: .+)|imageList .+|task must be named, .+)|^(text|audio) is required in a (tts|sts) request$/;

test.each([
  ["families", pages, 10_000, 4_000],
  ["catalogue", catalogue, 5_000, 2_000],
] as const)(
  "random requests to the %s give only valid payloads, or an error that names field, value and what is allowed",
  async (name, subject, numRuns, atLeast) => {
    const schemas = new Map(subject.endpoints.map(({ id, parameters }) => [id, parameters]));
    const counts = { valid: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(cases(subject), async ({ id, operation, onInvalidValue, request }) => {
        try {
          const sent = await preview(operation, id, request, subject.models, onInvalidValue);
          const problems = problemsOf(sent.parameters, schemas.get(sent.endpoint) ?? {});
          const ours = problems.filter((problem) => !isCallers(problem, request.extraParams));
          if (ours.length > 0) throw new Error(ours.join());
          counts.valid++;
        } catch (error) {
          const { name, message } = error as Error;
          if (name !== "ValidationError" || !precise.test(message)) throw error;
          counts.refused++;
        }
      }),
      { numRuns, seed: 20261121 },
    );
    console.log(`fal ${name}, random requests:`, JSON.stringify(counts));
    expect(counts.valid).toBeGreaterThan(atLeast);
  },
  120_000,
);
