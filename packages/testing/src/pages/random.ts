import type { Operation } from "@tarash/core/provider";
import * as fc from "fast-check";
import { type GivenRequest, type Page, pagesOf, type PageOptions, payloadOf } from "./page.ts";
import { requestFor } from "./page-request.ts";
import { type Problem, problemsOf, tell } from "./schema.ts";

/** How many random requests became payloads, and how many were refused. */
export interface RandomCounts {
  readonly valid: number;
  readonly refused: number;
}

/**
 * Sends random requests, most of them close to what a page takes. Each gives a valid payload or an error that names
 * model, field, what is allowed and what was given.
 * @throws the smallest request that gives neither.
 */
export async function checkRandomRequests(
  options: PageOptions & {
    readonly runs: number;
    /** @default 20261121 */
    readonly seed?: number;
  },
): Promise<RandomCounts> {
  const pages = [...pagesOf(options).values()].flat();
  const counts = { valid: 0, refused: 0 };
  const property = fc.asyncProperty(
    casesOf(options, pages),
    async ({ index, request, onInvalidValue }) => {
      const page = pages[index]!;
      try {
        const { endpoint, body } = await payloadOf(options, page.model, request, {
          onInvalidValue,
        });
        const called = pages.filter(
          (other) => other.family === page.family && other.endpoint === endpoint,
        );
        const found = called.map((other) => problemsOn(options, other, request, body));
        if (found.every((problems) => problems.length > 0)) {
          throw new Error(`${endpoint} is sent ${JSON.stringify(body)}: ${found.join(" or ")}`);
        }
        counts.valid++;
      } catch (error) {
        const { name, message } = error as Error;
        const known = name === "ValidationError" || notOffered.test(message);
        if (!known || !isPrecise(message, options.provider.definition.name)) throw error;
        counts.refused++;
      }
    },
  );
  await fc.assert(property, { numRuns: options.runs, seed: options.seed ?? 20261121 });
  return counts;
}

function problemsOn(
  options: PageOptions,
  page: Page,
  request: GivenRequest,
  body: Record<string, unknown>,
): readonly string[] {
  const problems = problemsOf(page.schema, body).filter(
    (problem) => !isCallers(problem, request, page),
  );
  return [...problems.map(tell), ...(options.rules?.(page.schema, body) ?? [])];
}

/** The one `UnsupportedOperationError` that a request alone can bring about. */
const notOffered = /: task .+ is not offered /;

/** Whether a caller can act on an error: who refuses, which field, what is allowed, what was given. */
function isPrecise(message: string, provider: string): boolean {
  if (/^(text|audio) is required in a (tts|sts) request$/.test(message)) return true;
  const who = /^(\S+) \S+: /.exec(message);
  return who?.[1] === provider && precise.test(message.slice(who[0].length));
}

const precise =
  /(must be .+ \(got .*\)|is required|must not be empty|is not taken (by this model|with these inputs)|is not supported: .+|exclude each other: .+|^imageList .+|^task must be named, .+|^task .+ is not offered .+)/s;

/** What is inside of an object of `extraParams`, or is no extra parameter of the page that is called, is the caller's affair. */
function isCallers({ path }: Problem, request: GivenRequest, { variant }: Page): boolean {
  const place = path.join(".");
  return Object.keys(request["extraParams"] as object).some((given) => {
    const own = Object.entries(variant.fields).find(
      ([parameter, { name = parameter, sources }]) =>
        sources[0] === "extraParams" && name === given,
    );
    const [parameter] = own ?? [given];
    return place.startsWith(`${parameter}.`) || (!own && place === parameter);
  });
}

const url = fc.constantFrom("https://media.test/a.png", "https://media.test/b.mp4");
const text = fc.oneof(
  { arbitrary: fc.string({ maxLength: 20 }), weight: 9 },
  { arbitrary: fc.constant("fox ".repeat(3_000)), weight: 1 },
);
const images = fc.array(
  fc.record({
    image: url,
    type: fc.constantFrom("reference", "first_frame", "last_frame", "asset", "style"),
  }),
  { maxLength: 3 },
);
const seed = fc.oneof(fc.integer(), fc.integer({ min: -5, max: 2 ** 33 }));
const ratios = ["16:9", "9:16", "1:1", "4:3", "21:9", "2:1", "7:4", "8:1", "wide", "auto", "AUTO"];
const common = {
  prompt: text,
  negativePrompt: text,
  aspectRatio: fc.constantFrom(...ratios),
  seed,
  imageList: images,
};
const side = fc.oneof(
  fc.integer({ min: 10, max: 9_999 }),
  fc.nat(250).map((part) => part * 16),
);
const vocabulary: Readonly<Record<Operation, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  video: {
    ...common,
    durationSeconds: fc.oneof(
      fc.integer({ min: 1, max: 30 }),
      fc.double({ min: 0.1, max: 30, noNaN: true }),
    ),
    resolution: fc.constantFrom("360p", "480p", "720P", "768p", "1080p", "2K", "4k", "tiny"),
    fps: fc.constantFrom(1, 16, 23.98, 24, 25.5, 30, 60, 120),
    generateAudio: fc.boolean(),
    enhancePrompt: fc.boolean(),
    video: url,
    sourceJob: fc.constantFrom("job-1", { provider: "fal", remoteId: "x" }),
    numberOfVideos: fc.integer({ min: 1, max: 6 }),
  },
  image: {
    ...common,
    size: fc.oneof(
      fc.constantFrom("auto", "1024X1024", "1536x1024", "1K", "2k", "4K", "512", "1 mp", "large"),
      fc.tuple(side, side).map((sides) => sides.join("x")),
    ),
    quality: fc.constantFrom("low", "HIGH", "turbo", "max", "hd", "best"),
    style: fc.constantFrom("Auto", "REALISTIC", "anime", "MANGA", "vivid", "none"),
    n: fc.integer({ min: 1, max: 12 }),
    maskImage: url,
    strength: fc.double({ min: 0, max: 1, noNaN: true }),
    scale: fc.constantFrom(1, 2, 4, 8),
    steps: fc.integer({ min: 1, max: 80 }),
    guidance: fc.double({ min: -1, max: 20, noNaN: true }),
    outputFormat: fc.constantFrom("png", "jpg", "JPEG", "webp", "gif", "svg", "tiff"),
    background: fc.constantFrom("transparent", "opaque", "green"),
  },
  tts: {
    seed,
    voiceId: fc.constantFrom("Cherry", "nobody"),
    languageCode: fc.constantFrom("en", "English", "xx"),
    speed: fc.constantFrom(0.5, 1, 2),
  },
  sts: { seed },
};
const anything = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom([], ["a", 1], [{}, 1], {}, null),
);
const tasks = ["edit", "extend", "inpaint", "outpaint", "upscale"];

const seldom = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 8 }, { arbitrary: value, weight: 1 });

/** A random request to a random page; three of four start from what the page takes at the least. */
function casesOf(options: PageOptions, pages: readonly Page[]) {
  return fc.tuple(fc.nat(pages.length - 1), fc.nat(3)).chain(([index, start]) => {
    const page = pages[index]!;
    const least = start > 0 ? leastOf(options, page) : {};
    const operation = options.operation;
    const fields = Object.entries(vocabulary[operation]).map(
      ([source, value]): [string, fc.Arbitrary<unknown>] => [source, seldom(value)],
    );
    const task = operation === "video" || operation === "image" ? tasks : [];
    return fc
      .record({
        random: fc.record(Object.fromEntries(fields)),
        task: task.length > 0 ? seldom(seldom(fc.constantFrom(...task))) : fc.constant(undefined),
        extraParams: extrasOf(options, page),
        onInvalidValue: fc.constantFrom("error" as const, "nearest" as const),
      })
      .map(({ random, task, extraParams, onInvalidValue }) => {
        const set = Object.entries({ ...random, task }).filter(([, value]) => value !== undefined);
        const extras = { ...(least["extraParams"] as object | undefined), ...extraParams };
        const request = { ...least, ...Object.fromEntries(set), extraParams: extras };
        // By its number: a counterexample that prints a whole page cannot be read.
        return { index, model: page.model, request, onInvalidValue };
      });
  });
}

function leastOf(options: PageOptions, page: Page): GivenRequest {
  const request = requestFor(options, page, "minimal");
  const [first = request] = options.split?.(request, page, "minimal") ?? [];
  return first;
}

/** Extra parameters that the page itself holds to a type, a range or a list. */
function extrasOf(
  { checksExtras = false }: PageOptions,
  { variant }: Page,
): fc.Arbitrary<object | undefined> {
  const held = Object.entries(variant.fields).flatMap(
    ([parameter, { sources, shape, name = parameter }]) =>
      sources[0] === "extraParams" && (checksExtras || Object.keys(shape).length > 0) ? [name] : [],
  );
  if (held.length === 0) return fc.constant({});
  return seldom(fc.dictionary(fc.constantFrom(...held), anything, { maxKeys: 2 }));
}
