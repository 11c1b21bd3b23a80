import { type Page, type PageOptions, pagesOf, payloadOf, requestFor } from "@tarash/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { heygen } from "../src/index.ts";
import { bodyOf } from "../src/wire.ts";
import { problemsOf, schemaOf } from "./schema.ts";

const body: NonNullable<PageOptions["body"]> = ({ model, parameters }) =>
  bodyOf(parameters, { who: `heygen ${model}`, avatarId: "look-1", voiceId: "voice-1" });
const url = fc.constantFrom("https://media.test/a.png", "https://media.test/b.mp4");
const seldom = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 7 }, { arbitrary: value, weight: 1 });
const text = fc.string({ maxLength: 20 });
const images = fc.array(
  fc.record({
    image: url,
    type: fc.constantFrom("reference", "first_frame", "last_frame", "asset", "style"),
  }),
  { maxLength: 3 },
);
const anything = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant([]));
const videoFields = fc.record({
  prompt: seldom(text),
  negativePrompt: seldom(text),
  aspectRatio: seldom(fc.constantFrom("16:9", "9:16", "1:1", "4:3", "21:9", "wide", "AUTO")),
  resolution: seldom(fc.constantFrom("480p", "720P", "1080p", "4k", "tiny")),
  durationSeconds: seldom(
    fc.oneof(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.1, max: 30, noNaN: true })),
  ),
  seed: seldom(fc.integer()),
  fps: seldom(fc.constantFrom(24, 60)),
  generateAudio: seldom(fc.boolean()),
  enhancePrompt: seldom(fc.boolean()),
  numberOfVideos: seldom(fc.integer({ min: 1, max: 3 })),
  imageList: seldom(images),
  video: seldom(url),
});

/** Extra parameters that the page itself holds to a range or a list. */
function extrasOf({ variant }: Page): fc.Arbitrary<Record<string, unknown>> {
  const held = Object.entries(variant.fields).flatMap(([name, { sources, shape }]) =>
    sources[0] === "extraParams" && Object.keys(shape).length > 0 ? [name] : [],
  );
  if (held.length === 0) return fc.constant({});
  return fc.dictionary(fc.constantFrom(...held), anything, { maxKeys: 1 });
}

/** A random request to a random page; most of its fields are what the page takes at the least. */
function casesOf(pages: readonly Page[], fields: fc.Arbitrary<object>) {
  return fc.constantFrom(...pages).chain((page) =>
    fc
      .tuple(fields, extrasOf(page), fc.constantFrom("error", "nearest"))
      .map(([random, extraParams, onInvalidValue]) => {
        const least = requestFor(page, "minimal");
        const given = Object.entries(random).filter(([, value]) => value !== undefined);
        const extras = { ...(least["extraParams"] as object), ...extraParams };
        return {
          model: page.model,
          onInvalidValue: onInvalidValue as "error" | "nearest",
          request: { ...least, ...Object.fromEntries(given), extraParams: extras },
        };
      }),
  );
}

/** An error that a caller can act on: which model, which field, what is allowed, what was given. */
const precise =
  /^heygen \S+: (.* (must be .+ \(got .*\)|is required.*|must not be empty|is not taken by this model.*|is not supported: .+|exclude each other: .+)|imageList .+|task .+)/;

async function checkRandomly(
  operation: "video" | "image",
  fields: fc.Arbitrary<object>,
): Promise<{ valid: number; refused: number }> {
  const options = { provider: heygen, operation, schemaOf, body };
  const pages = [...pagesOf(options).values()].flat();
  const counts = { valid: 0, refused: 0 };
  const property = fc.asyncProperty(
    casesOf(pages, fields),
    async ({ model, onInvalidValue, request }) => {
      const sent = await payloadOf(options, model, request, { onInvalidValue }).catch(
        (error: Error) => error,
      );
      const refusal = sent instanceof Error ? sent.message : undefined;
      counts[refusal === undefined ? "valid" : "refused"]++;
      const schemas = pages.filter((page) => page.model === model).map(({ schema }) => schema);
      const problems = refusal === undefined && schemas.map((schema) => problemsOf(schema, sent));
      expect(problems || [precise.test(refusal ?? "") ? [] : refusal]).toContainEqual([]);
    },
  );
  await fc.assert(property, { numRuns: 300 });
  return counts;
}

test("random video requests give only valid payloads, or an error that names field, value and what is allowed", async () => {
  const counts = await checkRandomly("video", videoFields);
  console.log("heygen video:", JSON.stringify(counts));
  expect(Math.min(counts.valid, counts.refused)).toBeGreaterThan(20);
});
