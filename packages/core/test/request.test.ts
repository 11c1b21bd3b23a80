import { anything, assert, dictionary, property, string } from "fast-check";
import { expect, test } from "vitest";
import { ValidationError } from "../src/errors.ts";
import type { Operation } from "../src/operation.ts";
import { checkRequest } from "../src/request-schema.ts";

const check = (request: unknown, operation: Operation = "video") =>
  checkRequest(operation, request);

test("known fields stay, unknown ones move to extraParams and win, nothing of the caller's changes", () => {
  const extraParams = Object.freeze({ style: "calm", cfg: 1 });
  const request = Object.freeze({
    prompt: "a",
    durationSeconds: 5,
    extraParams,
    cfg: 2,
    loop: true,
  });
  const before = structuredClone(request);
  const checked = check(request);
  expect(checked.request).toEqual({
    prompt: "a",
    durationSeconds: 5,
    extraParams: { style: "calm", cfg: 2, loop: true },
  });
  expect(request).toEqual(before);
});

test("a checked request is frozen", () => {
  const { request } = check({ prompt: "a" });
  expect(Object.isFrozen(request)).toBe(true);
  expect(Object.isFrozen(request.extraParams)).toBe(true);
});

test("null and undefined are as good as left out, also for extraParams", () => {
  const { request, warnings } = check({
    prompt: "a",
    seed: null,
    video: undefined,
    extraParams: null,
    odd: null,
  });
  expect(request).toEqual({ prompt: "a", extraParams: {} });
  expect(warnings).toEqual([]);
});

test("an empty prompt is a prompt: the model's data decide", () => {
  expect(check({ prompt: "" }).request.prompt).toBe("");
  expect(check({}).request).toEqual({ extraParams: {} });
});

test.each([
  ["durationSecond", "durationSeconds"],
  ["duration_seconds", "durationSeconds"],
  ["imagelist", "imageList"],
  ["promt", "prompt"],
  ["aspect_ratio", "aspectRatio"],
  ["negative_prompt", "negativePrompt"],
])("%s is sent, and asked about: did you mean %s?", (name, similar) => {
  const { request, warnings } = check({ [name]: "x" });
  expect(request.extraParams[name]).toBe("x");
  expect(warnings).toEqual([`${name} is not a field of a video request; did you mean ${similar}?`]);
});

test("a name unlike any field is no near miss", () => {
  expect(check({ cameraMotion: 1, cfg_scale: 2 }).warnings).toEqual([]);
});

test.each([
  ["video", { durationSeconds: -4 }, "durationSeconds must be more than 0 (got -4)"],
  ["video", { durationSeconds: 0 }, "durationSeconds must be more than 0 (got 0)"],
  ["video", { durationSeconds: "8" }, 'durationSeconds must be a number (got "8")'],
  ["video", { durationSeconds: Number.NaN }, "durationSeconds must be a number (got NaN)"],
  ["video", { prompt: 7 }, "prompt must be a string (got 7)"],
  ["video", { seed: 1.5 }, "seed must be a whole number (got 1.5)"],
  ["video", { generateAudio: "yes" }, 'generateAudio must be a boolean (got "yes")'],
  ["video", { numberOfVideos: 0 }, "numberOfVideos must be at least 1 (got 0)"],
  ["video", { n: 101 }, "n must be at most 100 (got 101)"],
  ["video", { n: 2.5 }, "n must be a whole number (got 2.5)"],
  ["video", { aspectRatio: "" }, 'aspectRatio must not be empty (got "")'],
  [
    "video",
    { task: "dance" },
    'task must be one of generate, edit, extend, remix, inpaint, outpaint, upscale, remove-background, reframe (got "dance")',
  ],
  ["video", { imageList: "a.png" }, 'imageList must be a list (got "a.png")'],
  [
    "video",
    { imageList: [{ type: "reference" }] },
    /^imageList\[0\]\.image must be .*\(got undefined\)$/,
  ],
  [
    "video",
    { imageList: [{ image: "x", type: "cover" }] },
    'imageList[0].type must be one of reference, first_frame, last_frame, asset, style (got "cover")',
  ],
  [
    "video",
    { imageList: [{ image: "x", type: "asset", weight: 1 }] },
    "imageList[0] has an unknown key weight (got an object)",
  ],
  ["video", { video: 3 }, /^video must be a URL, a data URL, base64, bytes.*\(got 3\)$/],
  ["video", { extraParams: [1] }, "extraParams must be an object (got a list of 1)"],
  ["video", { sourceJob: 4 }, "sourceJob must be a string or an object (got 4)"],
  ["image", { strength: 2 }, "strength must be at most 1 (got 2)"],
  ["tts", { text: "" }, 'text must not be empty (got "")'],
  ["tts", {}, "text is required in a tts request"],
  ["tts", { text: null }, "text is required in a tts request"],
  ["sts", {}, "audio is required in a sts request"],
  [
    "tts",
    { text: "a", voiceSettings: { stability: [1] } },
    "voiceSettings.stability must be a number or a boolean or a string (got a list of 1)",
  ],
  ["tts", { text: "a", voiceIds: { fal: 3 } }, "voiceIds.fal must be a string (got 3)"],
] as [Operation, object, string | RegExp][])("%s %j: %s", (operation, request, message) => {
  expect(() => check(request, operation)).toThrow(ValidationError);
  expect(() => check(request, operation)).toThrow(message);
});

test.each([undefined, null, "a prompt", 4, [{ prompt: "a" }]])("%j is no request", (request) => {
  expect(() => check(request)).toThrow(/^the video request must be an object \(got /);
});

test("n is numberOfVideos; both must say the same", () => {
  expect(check({ n: 3 }).request).toEqual({ numberOfVideos: 3, extraParams: {} });
  expect(check({ n: 3, numberOfVideos: 3 }).request.numberOfVideos).toBe(3);
  expect(() => check({ n: 3, numberOfVideos: 4 })).toThrow(
    "n and numberOfVideos are the same field (got 3 and 4)",
  );
  expect(check({ n: 3 }, "image").request.n).toBe(3);
});

test.each([
  '{"__proto__":{"polluted":1}}',
  '{"extraParams":{"__proto__":{"polluted":1}}}',
  '{"extraParams":{"a.__proto__.polluted":1}}',
  '{"__proto__":1}',
])("a request cannot change what objects are: %s", (json) => {
  expect(() => check(JSON.parse(json))).toThrow(
    /"(a\.)?__proto__(\.polluted)?" cannot be a parameter/,
  );
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test.each(["constructor", "toString", "hasOwnProperty", "valueOf"])(
  "%s is a parameter like any other",
  (name) => {
    expect(check({ [name]: 1 }).request.extraParams).toEqual({ [name]: 1 });
  },
);

/** Whether each key that says something is kept, or the request refused. */
function isAccountedFor(request: Record<string, unknown>): boolean {
  try {
    const checked = check(request).request;
    const kept: Record<string, unknown> = { ...checked, ...checked.extraParams };
    return Object.entries(request).every(
      ([name, value]) =>
        value === undefined ||
        value === null ||
        name === "extraParams" ||
        name === "n" ||
        (Object.hasOwn(kept, name) && Object.is(kept[name], value)),
    );
  } catch (error) {
    return error instanceof ValidationError;
  }
}

test("whatever is given, it is taken or refused by name, and never changed", () => {
  assert(
    property(dictionary(string(), anything({ withNullPrototype: true })), (request) => {
      const before = structuredClone(request);
      expect(isAccountedFor(request)).toBe(true);
      expect(request).toEqual(before);
    }),
  );
});
