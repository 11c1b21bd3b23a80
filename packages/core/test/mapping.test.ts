import {
  assert,
  boolean,
  constantFrom,
  dictionary,
  integer,
  jsonValue,
  property,
  record,
  shuffledSubarray,
  string,
} from "fast-check";
import { expect, test } from "vitest";
import type { Adjustment } from "../src/adjustment.ts";
import { durationField } from "../src/duration-field.ts";
import { ValidationError } from "../src/errors.ts";
import type { FieldMapping } from "../src/field-mapper.ts";
import {
  countField,
  defineField,
  extraParamField,
  imageListField,
  maskField,
  passthroughField,
  singleImageField,
  videoField,
} from "../src/fields.ts";
import { type MappedRequest, mapRequest } from "../src/mapping.ts";
import type { MappingPolicy } from "../src/mapping-policy.ts";
import type { ImageRole } from "../src/media.ts";
import { MediaSlot } from "../src/media-slot.ts";
import { type ModelVariant, findModel, video } from "../src/model.ts";
import type { Operation } from "../src/operation.ts";
import { checkRequest } from "../src/request-schema.ts";
import { sizeField } from "../src/size-field.ts";

const policy: MappingPolicy = {
  provider: "vendor",
  onUnsupported: "warn",
  onInvalidValue: "error",
  accepts: ["url", "data-url"],
};

function map(
  fields: FieldMapping | readonly ModelVariant[],
  request: object,
  more: Partial<MappingPolicy> = {},
  operation: Operation = "video",
): MappedRequest {
  const found = findModel({ m: video(fields) }, "m", undefined);
  if (!found) throw new Error("no model");
  return mapRequest(found, checkRequest(operation, request).request, { ...policy, ...more });
}

/** Parameters with media by their URL. */
function plain(value: unknown): unknown {
  if (value instanceof MediaSlot) return value.known.form === "url" ? value.known.url : "bytes";
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, plain(entry)]));
}

const adjustmentOf = (mapped: MappedRequest, field: string): Adjustment | undefined =>
  mapped.adjustments.find((adjustment) => adjustment.field === field);

const image = (name: string, type: ImageRole) => ({ image: `https://h.test/${name}`, type });
const at = (name: string): string => `https://h.test/${name}`;

test("each field goes to its parameter, a dot nests, what is fixed is sent unless the caller sets it", () => {
  const fields: FieldMapping = {
    "input.text": passthroughField("prompt"),
    "input.options.seconds": durationField({ format: "digits" }),
    seed: passthroughField("seed"),
  };
  const variants: ModelVariant[] = [
    { endpoint: "e", fields, fixed: { "input.kind": "video", seed: 1, mode: "std" } },
  ];
  const mapped = map(variants, { prompt: "a", durationSeconds: 5, seed: 7, mode: "pro" });
  expect(mapped.endpoint).toBe("e");
  expect(mapped.parameters).toEqual({
    input: { text: "a", options: { seconds: "5" }, kind: "video" },
    seed: 7,
    mode: "pro",
  });
});

test("one field may feed several parameters, and is accounted for once", () => {
  const mapped = map(
    { num_frames: durationField({ format: "frames" }), fps: passthroughField("fps") },
    { durationSeconds: 2, fps: 12 },
  );
  expect(mapped.parameters).toEqual({ num_frames: 24, fps: 12 });
  expect(mapped.adjustments).toEqual([
    {
      field: "durationSeconds",
      requested: 2,
      sent: 24,
      parameter: "num_frames",
      kind: "converted",
    },
    {
      field: "fps",
      requested: 12,
      sent: { num_frames: 24, fps: 12 },
      parameter: "num_frames, fps",
      kind: "converted",
    },
  ]);
});

test("what a model has no parameter for is dropped with a warning, or an error when the config says so", () => {
  const fields = { prompt: passthroughField("prompt") };
  const mapped = map(fields, { prompt: "a", seed: 7, negativePrompt: "b" });
  expect(mapped.adjustments.map(({ field, kind }) => [field, kind])).toEqual([
    ["prompt", "exact"],
    ["seed", "dropped"],
    ["negativePrompt", "dropped"],
  ]);
  expect(mapped.warnings).toEqual([
    "vendor m: seed was not sent: m has no parameter for seed",
    "vendor m: negativePrompt was not sent: m has no parameter for negativePrompt",
  ]);
  expect(() => map(fields, { prompt: "a", seed: 7 }, { onUnsupported: "error" })).toThrow(
    "vendor m: seed is not supported: m has no parameter for seed",
  );
});

test.each([
  [
    { imageList: [image("a", "first_frame")] },
    /imageList with role first_frame is not taken by this model \(it takes no images\)/,
  ],
  [{ video: at("a.mp4") }, /video is not taken by this model/],
  [{ maskImage: at("a.png") }, /maskImage is not taken by this model/],
  [{ sourceJob: "id" }, /sourceJob is not taken by this model/],
])("an input is never dropped: %j", (input, message) => {
  const operation = "maskImage" in input ? "image" : "video";
  expect(() => map({ prompt: passthroughField("prompt") }, input, {}, operation)).toThrow(message);
});

test("a count is never dropped, and one is what every job makes", () => {
  const fields = { prompt: passthroughField("prompt") };
  expect(() => map(fields, { numberOfVideos: 2 })).toThrow(/numberOfVideos is not supported/);
  expect(map(fields, { n: 1 }).adjustments).toEqual([
    { field: "numberOfVideos", requested: 1, sent: 1, kind: "exact", reason: "a job makes one" },
  ]);
});

test("an empty list of images is as good as none", () => {
  expect(map({ prompt: passthroughField("prompt") }, { imageList: [] }).adjustments).toEqual([]);
});

test("extra parameters are added last and win, and the adjustments say so", () => {
  const fields: FieldMapping = {
    prompt: passthroughField("prompt"),
    duration: durationField(),
    cfg: extraParamField("cfg_scale", { maximum: 20 }),
  };
  const mapped = map(fields, {
    prompt: "a",
    durationSeconds: 5,
    extraParams: { duration: "auto", cfg_scale: 7, loop: true, none: undefined, empty: null },
  });
  expect(mapped.parameters).toEqual({
    prompt: "a",
    duration: "auto",
    cfg: 7,
    loop: true,
    empty: null,
  });
  expect(adjustmentOf(mapped, "durationSeconds")).toEqual({
    field: "durationSeconds",
    requested: 5,
    kind: "dropped",
    reason: "extraParams.duration is sent in its place",
  });
  expect(adjustmentOf(mapped, "extraParams.duration")).toMatchObject({
    sent: "auto",
    kind: "exact",
    reason: "sent as given; it wins over the mapped value",
  });
  expect(adjustmentOf(mapped, "extraParams.cfg_scale")).toMatchObject({
    parameter: "cfg",
    sent: 7,
  });
  expect(adjustmentOf(mapped, "extraParams.none")).toBeUndefined();
});

test.each([
  [{ "input.text": "mine" }, { input: { text: "mine", seconds: 5 } }, ["prompt"]],
  [{ input: { text: "mine" } }, { input: { text: "mine" } }, ["prompt", "durationSeconds"]],
  [{ "input.text.deep": 1 }, { input: { text: { deep: 1 }, seconds: 5 } }, ["prompt"]],
  [{ "input.more": 1 }, { input: { text: "a", seconds: 5, more: 1 } }, []],
])("an extra parameter inside or around mapped ones: %j", (extraParams, parameters, lost) => {
  const fields = { "input.text": passthroughField("prompt"), "input.seconds": durationField() };
  const mapped = map(fields, { prompt: "a", durationSeconds: 5, extraParams });
  expect(mapped.parameters).toEqual(parameters);
  const dropped = mapped.adjustments.filter(({ kind }) => kind === "dropped");
  expect(dropped.map(({ field }) => field)).toEqual(lost);
});

test("an extra parameter that a mapper reads loses to one that names the parameter itself", () => {
  const fields = { cfg: extraParamField("cfg_scale") };
  const mapped = map(fields, { extraParams: { cfg_scale: 1, cfg: 2 } });
  expect(mapped.parameters).toEqual({ cfg: 2 });
  expect(adjustmentOf(mapped, "extraParams.cfg_scale")?.kind).toBe("dropped");
});

test("an extra parameter inside a field's own object leaves the caller's object alone", () => {
  const voiceSettings = { stability: 1 };
  const request = { text: "a", voiceSettings, extraParams: { "settings.speed": 2 } };
  const mapped = map({ settings: passthroughField("voiceSettings") }, request, {}, "tts");
  expect(mapped.parameters).toEqual({ settings: { stability: 1, speed: 2 } });
  expect(voiceSettings).toEqual({ stability: 1 });
});

test("a near miss of a parameter is sent and asked about", () => {
  const fields = { prompt_optimizer: extraParamField(), seed: passthroughField("seed") };
  const mapped = map(fields, { extraParams: { promptOptimizer: true, somethingElse: 1 } });
  expect(mapped.parameters).toEqual({ promptOptimizer: true, somethingElse: 1 });
  expect(mapped.warnings).toEqual([
    "extraParams.promptOptimizer is sent as it is; did you mean prompt_optimizer?",
  ]);
});

test("bytes in extra parameters become media, at any depth; circles are refused", () => {
  const bytes = new Uint8Array([1, 2]);
  const { parameters } = map(
    {},
    { extraParams: { elements: [{ image: bytes }], blob: new Blob(["x"]) } },
  );
  expect(plain(parameters)).toEqual({ elements: [{ image: "bytes" }], blob: "bytes" });
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  expect(() => map({}, { extraParams: { circle } })).toThrow(/nested too deeply/);
});

test("a size passes over the ratio that it decides, and says so", () => {
  const fields = { image_size: sizeField({ ratios: { "16:9": "1280x720" } }) };
  const mapped = map(fields, { size: "512x512", aspectRatio: "16:9" }, {}, "image");
  expect(mapped.parameters).toEqual({ image_size: "512x512" });
  expect(adjustmentOf(mapped, "aspectRatio")).toEqual({
    field: "aspectRatio",
    requested: "16:9",
    kind: "dropped",
    reason: "image_size is made of size",
  });
});

test.each([
  [{ prompt: passthroughField("prompt", { required: true }) }, {}, "vendor m: prompt is required"],
  [
    { prompt: passthroughField("prompt", { required: true }) },
    { prompt: "" },
    "vendor m: prompt is required",
  ],
  [
    { mode: extraParamField(undefined, { required: true }) },
    {},
    "vendor m: extraParams.mode is required",
  ],
  [
    { start: singleImageField("first_frame", { required: true }) },
    {},
    "vendor m: imageList with first_frame is required",
  ],
  [
    { frames: durationField({ format: "frames", required: true }) },
    { fps: 24 },
    "vendor m: durationSeconds and fps make no frames, which is required",
  ],
  [
    { x: defineField({ source: "fps", required: true, convert: () => undefined }) },
    { fps: 24 },
    "vendor m: fps make no x, which is required",
  ],
] as [FieldMapping, object, string][])(
  "%# what is required is asked for: %j",
  (fields, request, message) => {
    expect(() => map(fields, request)).toThrow(ValidationError);
    expect(() => map(fields, request)).toThrow(message);
  },
);

test("an extra parameter satisfies what a mapper requires", () => {
  const fields = { prompt: passthroughField("prompt", { required: true }) };
  expect(map(fields, { extraParams: { prompt: "raw" } }).parameters).toEqual({ prompt: "raw" });
});

test.each([
  [["reference"], { ref: at("0") }],
  [["first_frame"], { start: at("0") }],
  [["first_frame", "last_frame"], { start: at("0"), end: at("1") }],
  [["last_frame", "first_frame"], { start: at("1"), end: at("0") }],
  [["reference", "reference"], { ref: at("0"), start: at("1") }],
  [["reference", "first_frame"], { ref: at("0"), start: at("1") }],
  [["reference", "reference", "last_frame"], { ref: at("0"), start: at("1"), end: at("2") }],
])("roles are exact, each image in one place: %j", (roles, parameters) => {
  const fields = {
    start: singleImageField(["first_frame", "reference"]),
    end: singleImageField("last_frame"),
    ref: singleImageField("reference"),
  };
  const imageList = roles.map((role, index) => image(String(index), role as ImageRole));
  expect(plain(map(fields, { imageList }).parameters)).toEqual(parameters);
});

test("an image that any place would take leaves the frame's place to the frame", () => {
  const fields = {
    start: singleImageField(["first_frame", "reference"]),
    end: singleImageField(["last_frame", "reference"]),
  };
  const imageList = [image("r", "reference"), image("f", "first_frame")];
  expect(plain(map(fields, { imageList }).parameters)).toEqual({ start: at("f"), end: at("r") });
});

test("lists keep the caller's order across roles", () => {
  const fields = { images: imageListField(["reference", "asset"], { wrap: "url" }) };
  const imageList = [image("1", "asset"), image("2", "reference"), image("3", "asset")];
  expect(plain(map(fields, { imageList }).parameters)).toEqual({
    images: [at("1"), at("2"), at("3")],
  });
});

test.each([
  [["first_frame", "first_frame"], "imageList takes at most 1 first_frame image (got 2)"],
  [["reference", "reference", "reference"], "imageList takes at most 2 reference images (got 3)"],
  [
    ["style"],
    "imageList with role style is not taken by this model (its roles are first_frame, reference)",
  ],
  [
    ["first_frame", "reference", "reference"],
    "imageList takes at most 2 first_frame or reference images (got 3)",
  ],
])("images without a place are refused: %j", (roles, message) => {
  const fields = {
    start: singleImageField(["first_frame", "reference"]),
    ref: imageListField("reference", { maximum: 1 }),
  };
  const imageList = roles.map((role, index) => image(String(index), role as ImageRole));
  expect(() => map(fields, { imageList })).toThrow(`vendor m: ${message}`);
});

test("media of the wrong sort are refused under the caller's name", () => {
  const page = new TextEncoder().encode("<html>");
  const fields = { start: singleImageField("first_frame"), clip: videoField(), mask: maskField() };
  expect(() => map(fields, { imageList: [{ image: page, type: "first_frame" }] })).toThrow(
    "imageList[0] must be an image (got text/html, 6 bytes)",
  );
  expect(() => map(fields, { video: "R0lGODlh" })).toThrow("video must be a video (got image/gif");
});

const tasks: readonly ModelVariant[] = [
  { endpoint: "text", fields: { prompt: passthroughField("prompt", { required: true }) } },
  {
    endpoint: "image",
    fields: {
      prompt: passthroughField("prompt"),
      start: singleImageField("first_frame", { required: true }),
    },
  },
  { endpoint: "extend", task: "extend", fields: { clip: videoField({ required: true }) } },
  { endpoint: "upscale", task: "upscale", fields: { clip: videoField({ required: true }) } },
];

test("the variant follows from the inputs", () => {
  expect(map(tasks, { prompt: "a" }).endpoint).toBe("text");
  expect(map(tasks, { prompt: "a", imageList: [image("f", "first_frame")] }).endpoint).toBe(
    "image",
  );
});

test("several tasks that fit are listed, and the named one is taken", () => {
  const clip = { video: at("a.mp4") };
  expect(() => map(tasks, clip)).toThrow(
    "vendor m: task must be named, since the inputs fit several: one of extend, upscale",
  );
  expect(map(tasks, { ...clip, task: "upscale" })).toMatchObject({
    endpoint: "upscale",
    task: "upscale",
  });
  expect(() => map(tasks, { ...clip, task: "reframe" })).toThrow(
    "vendor m: task reframe is not offered (this model does generate, extend, upscale)",
  );
});

test("inputs that fit no variant are told with the ways there are", () => {
  expect(() => map(tasks, { seed: 1 })).toThrow(
    "vendor m: prompt is required. It takes: prompt; prompt? + first_frame; extend: video; upscale: video",
  );
});

test("no secret of the caller's stands in an adjustment, and parameters keep it", () => {
  const secret = "canary-91ab";
  const mapped = map(
    { start: singleImageField("first_frame") },
    {
      imageList: [{ image: `https://h.test/a.png?X-Amz-Signature=${secret}`, type: "first_frame" }],
      extraParams: {
        api_key: secret,
        hooks: [{ url: `https://u:${secret}@h.test/`, token: secret }],
      },
    },
  );
  expect(JSON.stringify(mapped.adjustments)).not.toContain(secret);
  expect(JSON.stringify(plain(mapped.parameters)).split(secret)).toHaveLength(5);
});

const mappers: FieldMapping = {
  prompt: passthroughField("prompt"),
  "input.seconds": durationField({ allowed: [4, 6, 8], format: "seconds" }),
  resolution: passthroughField("resolution", { allowed: ["720p", "1080p"] }),
  ratio: passthroughField("aspectRatio", { allowed: { "16:9": "wide", "9:16": "tall" } }),
  audio: passthroughField("generateAudio"),
  start: singleImageField(["first_frame", "reference"]),
  end: singleImageField("last_frame"),
  refs: imageListField(["reference", "asset"], { maximum: 3 }),
  clip: videoField(),
  count: countField("numberOfVideos", { maximum: 4 }),
  seed: passthroughField("seed", { minimum: 0 }),
  cfg: extraParamField("cfg_scale"),
};

const anyRequest = record(
  {
    prompt: string(),
    durationSeconds: constantFrom(4, 5, 6, 8, 8.5),
    resolution: constantFrom("720p", "720P", "4k"),
    aspectRatio: constantFrom("16:9", "9:16", "1:1"),
    generateAudio: boolean(),
    fps: integer({ min: 1, max: 60 }),
    seed: integer({ min: -5, max: 5 }),
    numberOfVideos: integer({ min: 1, max: 6 }),
    negativePrompt: string(),
    video: constantFrom(at("v.mp4")),
    imageList: shuffledSubarray([
      image("a", "first_frame"),
      image("b", "last_frame"),
      image("c", "reference"),
      image("d", "reference"),
      image("e", "asset"),
      image("f", "style"),
    ]),
    extraParams: dictionary(
      constantFrom("cfg_scale", "seed", "input", "input.x", "zoom"),
      jsonValue(),
    ),
  },
  { requiredKeys: [] },
);

/** The mapped request, or the error with which it was refused by name. */
function attempt(fields: FieldMapping, request: object, more: Partial<MappingPolicy>) {
  try {
    return map(fields, request, more);
  } catch (error) {
    return error as ValidationError;
  }
}

test("whatever is asked: every field accounted for once, or a refusal that names it; nothing of the caller's changes", () => {
  let mappedOnce = 0;
  assert(
    property(
      anyRequest,
      shuffledSubarray(Object.keys(mappers)),
      constantFrom("warn" as const, "error" as const),
      constantFrom("error" as const, "nearest" as const),
      (request, names, onUnsupported, onInvalidValue) => {
        const fields = Object.fromEntries(
          names.map((name) => [name, mappers[name]]),
        ) as FieldMapping;
        const before = structuredClone(request);
        const outcome = attempt(fields, request, { onUnsupported, onInvalidValue });
        expect(request).toEqual(before);
        const { extraParams = {}, ...own } = request;
        const set = [
          ...Object.entries(own)
            .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
            .map(([name]) => name),
          ...Object.keys(extraParams).map((name) => `extraParams.${name}`),
        ].toSorted();
        const accounted =
          outcome instanceof Error
            ? ["named"]
            : outcome.adjustments.map(({ field }) => field).toSorted();
        if (!(outcome instanceof Error)) mappedOnce++;
        expect(accounted).toEqual(
          outcome instanceof Error && set.some((name) => outcome.message.includes(name))
            ? ["named"]
            : set,
        );
      },
    ),
    { numRuns: 1_000 },
  );
  expect(mappedOnce).toBeGreaterThan(20);
});

test("what is called exact is what was asked for, and stands in the parameters", () => {
  assert(
    property(anyRequest, (request) => {
      const outcome = attempt(mappers, request, { onInvalidValue: "nearest" });
      const adjustments = outcome instanceof Error ? [] : outcome.adjustments;
      for (const { kind, requested, sent, field } of adjustments) {
        expect([kind, field, sent]).toEqual([
          kind,
          field,
          kind === "exact" && !field.includes("imageList") && field !== "video" ? requested : sent,
        ]);
        expect(kind === "dropped" ? sent : undefined).toBeUndefined();
      }
    }),
  );
});
