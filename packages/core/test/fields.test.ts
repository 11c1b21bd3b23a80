import { expect, test } from "vitest";
import { durationField } from "../src/duration-field.ts";
import type { Converted, FieldMapper } from "../src/field-mapper.ts";
import {
  countField,
  defineField,
  extraParamField,
  passthroughField,
  qualityField,
  requiredField,
  styleField,
  textField,
} from "../src/fields.ts";
import type { NormalRequest } from "../src/request.ts";
import { sizeField } from "../src/size-field.ts";
import { sourceJobField } from "../src/source-job-field.ts";
import { typedField } from "../src/typed-field.ts";

const request = (more: object = {}): NormalRequest => ({ extraParams: {}, ...more });

function convert(
  mapper: FieldMapper,
  value: unknown,
  { nearest = false, ...more }: { nearest?: boolean; fps?: number } = {},
): Converted | undefined {
  const [field = ""] = mapper.sources;
  return mapper.convert(value, request(more), {
    provider: "vendor",
    model: "m",
    field,
    parameter: "wire",
    nearest,
  });
}

test.each([
  [durationField(), 5, 5, "exact"],
  [durationField({ allowed: [4, 6, 8] }), 6, 6, "exact"],
  [durationField({ allowed: [4, 6, 8], format: "digits" }), 6, "6", "converted"],
  [durationField({ allowed: [4, 6, 8], format: "seconds" }), 6, "6s", "converted"],
  [durationField({ minimum: 3, maximum: 15 }), 15, 15, "exact"],
  [durationField({ integer: false, minimum: 1 }), 4.5, 4.5, "exact"],
  [passthroughField("resolution", { allowed: ["720p", "1080p"] }), "1080P", "1080p", "converted"],
  [
    passthroughField("aspectRatio", { allowed: { "16:9": "landscape" } }),
    "16:9",
    "landscape",
    "converted",
  ],
  [passthroughField("generateAudio"), false, false, "exact"],
  [passthroughField("prompt"), "", "", "exact"],
  [qualityField({ allowed: ["low", "high"] }), "high", "high", "exact"],
  [styleField({ allowed: { vivid: "VIVID" } }), "vivid", "VIVID", "converted"],
  [extraParamField("mode", { allowed: ["std", "pro"] }), "pro", "pro", "exact"],
  [countField("n", { maximum: 4 }), 3, 3, "exact"],
] as [FieldMapper, unknown, unknown, string][])(
  "%# sends %j as %j, %s",
  (mapper, value, sent, kind) => {
    expect(convert(mapper, value)).toMatchObject({ value: sent, kind });
  },
);

test.each([
  [
    durationField({ allowed: [4, 6, 8] }),
    7,
    "vendor m: durationSeconds must be one of 4, 6, 8 (got 7)",
  ],
  [durationField(), 4.5, "vendor m: durationSeconds must be a whole number (got 4.5)"],
  [
    durationField({ minimum: 3, maximum: 15 }),
    16,
    "durationSeconds must be a whole number from 3 to 15 (got 16)",
  ],
  [passthroughField("fps", { maximum: 60 }), 61, "fps must be a number of at most 60 (got 61)"],
  [passthroughField("fps", { minimum: 24 }), 23, "fps must be a number of at least 24 (got 23)"],
  [
    passthroughField("guidance", { minimum: 0 }),
    "5",
    'guidance must be a number of at least 0 (got "5")',
  ],
  [passthroughField("style", { allowed: ["a", "b"] }), "c", 'style must be one of a, b (got "c")'],
  [extraParamField("mode", { allowed: ["std"] }), 7, "must be one of std (got 7)"],
] as [FieldMapper, unknown, string][])("%# refuses %j: %s", (mapper, value, message) => {
  expect(() => convert(mapper, value)).toThrow(message);
});

test.each([
  [durationField({ allowed: [4, 6, 8] }), 7, 6],
  [durationField({ allowed: [5, 10], format: "seconds" }), 60, "10s"],
  [durationField({ minimum: 3, maximum: 15 }), 1, 3],
  [passthroughField("fps", { minimum: 24 }), 23, 24],
  [durationField({ minimum: 3 }), 1, 3],
  [durationField({ minimum: 3 }), 4.4, 4],
  [passthroughField("fps", { maximum: 60 }), 61, 60],
  [passthroughField("resolution", { allowed: ["480p", "720p"] }), "4k", "720p"],
  [sizeField({ allowed: ["1024x1024", "1536x1024"] }), "1920x1080", "1536x1024"],
] as [FieldMapper, unknown, unknown][])(
  "%# takes the nearest of %j when told to: %j",
  (mapper, value, sent) => {
    const converted = convert(mapper, value, { nearest: true });
    expect(converted).toMatchObject({ value: sent, kind: "nearest" });
    expect(converted?.reason).toBeTruthy();
  },
);

test("what cannot be compared is refused even where the nearest is wanted", () => {
  const mapper = passthroughField("style", { allowed: ["vivid", "natural"] });
  expect(() => convert(mapper, "sketch", { nearest: true })).toThrow(
    /must be one of vivid, natural/,
  );
});

test("frames come from seconds and frame rate, and errors speak of seconds", () => {
  const frames = durationField({
    format: "frames",
    framesPerSecond: 16,
    plusFrames: 1,
    frames: { minimum: 17, maximum: 161 },
  });
  expect(convert(frames, { durationSeconds: 5 })).toMatchObject({ value: 81, kind: "converted" });
  expect(convert(frames, { durationSeconds: 5, fps: 24 }, { fps: 24 })?.value).toBe(121);
  expect(convert(frames, { fps: 24 }, { fps: 24 })).toBeUndefined();
  expect(() => convert(frames, { durationSeconds: 20 })).toThrow(
    "durationSeconds must be from 1 to 10 seconds at 16 frames a second (got 20)",
  );
  expect(convert(frames, { durationSeconds: 20 }, { nearest: true })).toMatchObject({
    value: 161,
    kind: "nearest",
  });
});

test.each([
  [sizeField(), "1024x768", "1024x768", "exact"],
  [sizeField(), "1024 X 768", "1024x768", "converted"],
  [sizeField({ free: "star" }), "1280x720", "1280*720", "converted"],
  [sizeField({ free: "colon" }), "1280x720", "1280:720", "converted"],
  [sizeField({ free: "object" }), "1280x720", { width: 1280, height: 720 }, "converted"],
  [sizeField({ allowed: ["square_hd"], free: "object" }), "SQUARE_HD", "square_hd", "converted"],
  [sizeField({ allowed: ["1024x1024"] }), "1024x1024", "1024x1024", "exact"],
] as [FieldMapper, unknown, unknown, string][])(
  "%# sends the size %j as %j",
  (mapper, value, sent, kind) => {
    expect(convert(mapper, value)).toMatchObject({ value: sent, kind });
  },
);

test.each([
  [sizeField(), "big", 'size must be WIDTHxHEIGHT in pixels (got "big")'],
  [sizeField({ allowed: ["a", "b"] }), "c", 'size must be one of a, b (got "c")'],
  [
    sizeField({ allowed: ["a"], free: "text" }),
    "c",
    'size must be one of a, or WIDTHxHEIGHT in pixels (got "c")',
  ],
  [sizeField({ multipleOf: 16 }), "1000x1000", "sides that are multiples of 16 pixels"],
  [sizeField({ multipleOf: 16 }), "1024x1000", "sides that are multiples of 16 pixels"],
  [sizeField({ minimum: 256 }), "128x512", "sides of at least 256 pixels"],
  [sizeField({ maximum: 2048 }), "128x4096", "sides of at most 2048 pixels"],
  [sizeField({ maximumRatio: 3 }), "1000x256", "sides whose ratio is at most 3:1"],
] as [FieldMapper, unknown, string][])("%# refuses the size %j: %s", (mapper, value, message) => {
  expect(() => convert(mapper, value)).toThrow(message);
});

test("a ratio stands in for a size, and the size wins over it", () => {
  const mapper = sizeField({
    allowed: ["wide", "tall"],
    ratios: { "16:9": "wide", "9:16": "tall" },
  });
  expect(convert(mapper, { aspectRatio: "9:16" })).toMatchObject({ value: "tall" });
  expect(convert(mapper, { size: "wide", aspectRatio: "9:16" })).toMatchObject({
    value: "wide",
    used: ["size"],
  });
  expect(() => convert(mapper, { aspectRatio: "1:1" })).toThrow(
    'aspectRatio must be one of 16:9, 9:16 (got "1:1")',
  );
});

test("a mapper of one's own may convert, keep, explain or leave out", () => {
  const twice = defineField({ source: "fps", convert: (fps: number) => fps * 2 });
  expect(convert(twice, 12)).toEqual({ value: 24, kind: "converted" });
  const same = defineField({ source: "fps", convert: (fps: number) => fps });
  expect(convert(same, 12)).toEqual({ value: 12, kind: "exact" });
  const own = defineField({
    source: "fps",
    convert: () => ({ value: 30, kind: "nearest", reason: "only 30" }),
  });
  expect(convert(own, 12)).toEqual({ value: 30, kind: "nearest", reason: "only 30" });
  const none = defineField({ source: "fps", convert: () => undefined });
  expect(convert(none, 12)).toBeUndefined();
});

test.each([
  ["text", "", 7, "text"],
  ["number", 0.5, Number.NaN, "a number"],
  ["integer", 7, 7.5, "a whole number"],
  ["integer", -7, 2 ** 53, "a whole number"],
  ["boolean", false, "false", "true or false"],
  ["object", {}, [], "an object"],
  ["list", [1, "a"], "a", "a list"],
  ["texts", ["a"], ["a", 1], "a list of texts"],
  ["numbers", [1], ["1"], "a list of numbers"],
  ["objects", [{}], [null], "a list of objects"],
] as const)(
  "a typed field of %s takes %j as it is and refuses %j",
  (type, right, wrong, allowed) => {
    const mapper = typedField(type, { name: "knob" });
    expect(mapper).toMatchObject({ name: "knob", required: false, shape: { type } });
    expect(convert(mapper, right)).toEqual({ value: right, kind: "exact" });
    expect(() => convert(mapper, wrong)).toThrow(`extraParams must be ${allowed} (got`);
  },
);

test("a text field never cuts a text that is too long", () => {
  const mapper = textField("prompt", { maximumLength: 5, required: true });
  expect(mapper.required).toBe(true);
  expect(convert(mapper, "a fox")).toEqual({ value: "a fox", kind: "exact" });
  expect(() => convert(mapper, "a fox.", { nearest: true })).toThrow(
    'prompt must be text of at most 5 characters (got "a fox.")',
  );
});

test("a required field is the same but for being required", () => {
  const mapper = passthroughField("seed", { minimum: 0 });
  expect(requiredField(mapper)).toEqual({ ...mapper, required: true });
});

test("an earlier job is named by its id, or by its ref when the same provider has accepted it", () => {
  const mapper = sourceJobField({ place: (id) => ({ generation: id }) });
  expect(convert(mapper, "job-1")?.value).toEqual({ generation: "job-1" });
  expect(convert(sourceJobField(), { provider: "vendor", remoteId: "job-2" })?.value).toBe("job-2");
  for (const job of [{ provider: "other", remoteId: "job-3" }, { provider: "vendor" }]) {
    expect(() => convert(mapper, job)).toThrow(
      "sourceJob must be the ref of a job that vendor has accepted, or its id",
    );
  }
});
