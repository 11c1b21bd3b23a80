import * as fc from "fast-check";
import { expect, test } from "vitest";
import { models } from "../src/models.ts";
import { preview, requestFor } from "./requests.ts";
import { problemsOf, readSchemas } from "./schema.ts";

const pages = readSchemas();
const url = fc.constantFrom("https://media.test/a.png", "https://media.test/b.mp4");
const seldom = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 6 }, { arbitrary: value, weight: 1 });
const ratio = fc.constantFrom("16:9", "9:16", "1:1", "4:3", "21:9", "2:1", "wide", "auto", "AUTO");
const images = fc.array(
  fc.record({
    image: url,
    type: fc.constantFrom("reference", "first_frame", "last_frame", "asset", "style"),
  }),
  { maxLength: 3 },
);
const common = {
  prompt: seldom(fc.string({ maxLength: 20 })),
  negativePrompt: seldom(fc.string({ maxLength: 20 })),
  aspectRatio: seldom(ratio),
  seed: seldom(fc.integer()),
  imageList: seldom(images),
};
const fields = {
  video: fc.record({
    ...common,
    durationSeconds: seldom(
      fc.oneof(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.1, max: 30, noNaN: true })),
    ),
    resolution: seldom(fc.constantFrom("360p", "480p", "720P", "1080p", "4k", "2K", "tiny")),
    fps: seldom(fc.constantFrom(1, 24, 23.98, 25, 30, 60, 120)),
    generateAudio: seldom(fc.boolean()),
    enhancePrompt: seldom(fc.boolean()),
    video: seldom(url),
    numberOfVideos: seldom(fc.integer({ min: 1, max: 3 })),
  }),
  image: fc.record({
    ...common,
    size: seldom(fc.constantFrom("1024x1024", "1536x1024", "12x17", "2K", "4k", "512", "large")),
    quality: seldom(fc.constantFrom("low", "HIGH", "max", "best")),
    n: seldom(fc.integer({ min: 1, max: 12 })),
    scale: seldom(fc.constantFrom(1, 2, 4, 8)),
    outputFormat: seldom(fc.constantFrom("png", "JPEG", "webp", "tiff")),
    background: seldom(fc.constantFrom("transparent", "opaque", "green")),
  }),
};

/** A random request to a random model, most of them close to one that an endpoint takes. */
const cases = fc
  .tuple(fc.nat({ max: pages.length - 1 }), fc.nat({ max: 4 }), fc.boolean())
  .chain(([index, way, sound]) => {
    const page = pages[index]!;
    const variants = models[page.operation]?.[page.model]?.variants ?? [];
    const variant = variants[way % variants.length]!;
    const start = sound ? requestFor(variant, page.parameters, "minimal") : {};
    return fc
      .tuple(fields[page.operation] as fc.Arbitrary<object>, fc.constantFrom("error", "nearest"))
      .map(([random, onInvalidValue]) => ({
        page,
        onInvalidValue: onInvalidValue as "error" | "nearest",
        request: {
          ...start,
          ...Object.fromEntries(Object.entries(random).filter(([, value]) => value !== undefined)),
        },
      }));
  });

/** An error that a caller can act on: which model, which field, what is allowed, what was given. */
const precise =
  /^runway \S+: (.* (must be .+ \(got .*\)|is required|must not be empty|is not taken by this model|is not supported: .+)|imageList .+|task must be named, .+)/;

test("random requests give only valid payloads, or an error that names field, value and what is allowed", async () => {
  const counts = { valid: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async ({ page, onInvalidValue, request }) => {
      try {
        const sent = await preview(page, request, models, onInvalidValue);
        const called = pages.find(
          ({ endpoint, model }) => endpoint === sent.endpoint && model === page.model,
        );
        const problems = problemsOf(sent.parameters, called?.parameters ?? {});
        if (problems.length > 0) throw new Error(problems.join());
        counts.valid++;
      } catch (error) {
        const { name, message } = error as Error;
        if (name !== "ValidationError" || !precise.test(message)) throw error;
        counts.refused++;
      }
    }),
    { numRuns: 4_000, seed: 20261121 },
  );
  console.log("runway random requests:", JSON.stringify(counts));
  expect(counts.valid).toBeGreaterThan(800);
}, 60_000);
