import {
  defineProvider,
  durationField,
  extraParamField,
  type FieldMapping,
  passthroughField,
  typedField,
  video,
} from "@tarash/core/provider";
import { expect, test } from "vitest";
import { checkPages } from "../src/pages/check.ts";
import type { PageOptions } from "../src/pages/page.ts";
import { checkRandomRequests } from "../src/pages/random.ts";
import type { ParameterSchema } from "../src/pages/schema.ts";

const schema: ParameterSchema = {
  type: "object",
  properties: {
    prompt: { type: "string" },
    seconds: { enum: [5, 10] },
    look: { type: "object", properties: { style: { enum: ["plain", "wild"] } } },
    seed: { type: "integer", minimum: 0, maximum: 99 },
    notes: { type: "array", items: { type: "string" } },
  },
  required: ["prompt"],
  additionalProperties: false,
};

const right: FieldMapping = {
  prompt: passthroughField("prompt", { required: true }),
  seconds: durationField({ allowed: [5, 10] }),
  "look.style": extraParamField("style", { allowed: ["plain", "wild"] }),
  seed: passthroughField("seed", { minimum: 0, maximum: 99, integer: true }),
  notes: typedField("texts"),
};

/** A page whose fields differ from the right ones; `undefined` takes one away. */
function pageOf(fields: Readonly<Record<string, FieldMapping[string] | undefined>>): PageOptions {
  const all = Object.entries({ ...right, ...fields }).flatMap(([name, mapper]) =>
    mapper ? [[name, mapper] as const] : [],
  );
  const provider = defineProvider({
    name: "shop",
    env: ["SHOP_KEY"],
    hosts: ["https://shop.test"],
    models: { video: { "shop-1": video([{ fields: Object.fromEntries(all) }]) } },
    operations: { video: { submit: async () => ({ accepted: "job" }) } },
  });
  return { provider, operation: "video", schemaOf: () => schema };
}

test("a right page has no problems, and every value of it is counted", async () => {
  expect(await checkPages(pageOf({}))).toEqual({
    problems: [],
    counts: {
      models: 1,
      variants: 1,
      payloads: 10,
      parameters: 5,
      byField: 5,
      byExtraParams: 3,
      outside: 6,
    },
  });
});

test.each([
  [
    "has the wrong type",
    { seconds: durationField({ allowed: [5, 10], format: "digits" }) },
    "full: seconds: Invalid input",
  ],
  ["lacks a parameter", { seed: undefined }, "seed is never sent"],
  [
    "lacks a required one",
    { prompt: passthroughField("prompt") },
    "minimal: prompt: Invalid input",
  ],
  ["lacks a value", { seconds: durationField({ allowed: [5] }) }, "seconds cannot be 10"],
  [
    "lacks the end of a range",
    { seed: passthroughField("seed", { minimum: 1, maximum: 99 }) },
    "seed cannot be 0",
  ],
  [
    "lacks a value in an object",
    { "look.style": extraParamField("style", { allowed: ["plain"] }) },
    'look.style cannot be "wild"',
  ],
  ["has one name too many", { length: durationField() }, "length is not in the schema"],
  [
    "allows one value too many",
    { seconds: durationField({ allowed: [5, 10, 15] }) },
    "seconds allows 15, unknown to the schema",
  ],
  [
    "allows a wider range",
    { seed: passthroughField("seed", { minimum: 0, maximum: 100 }) },
    "seed allows 0 to 100, the schema 0 to 99",
  ],
  [
    "allows anything",
    { seed: passthroughField("seed") },
    "seed is sent as 100, unknown to the schema",
  ],
  [
    "wants more than it must",
    { seed: passthroughField("seed", { required: true }) },
    "seed is not required by the schema",
  ],
  [
    "reads another field",
    {
      seed: passthroughField("fps", { minimum: 0, maximum: 99 }),
      seconds: passthroughField("seed"),
    },
    "seconds is sent as 11, unknown to the schema",
  ],
] as const)("a page that %s is complained about", async (_what, fields, problem) => {
  const { problems } = await checkPages(pageOf(fields));
  expect(problems.filter((text) => text.startsWith(`shop-1 ${problem}`))).not.toEqual([]);
});

test("random requests to a right page are valid or refused with a reason", async () => {
  const counts = await checkRandomRequests({ ...pageOf({}), runs: 500 });
  expect(counts.valid + counts.refused).toBe(500);
  expect(Math.min(counts.valid, counts.refused)).toBeGreaterThan(100);
});

test.each([
  ["sends what the schema does not know", { seconds: durationField() }, /seconds: Invalid input/],
  [
    "refuses without saying what is allowed",
    {
      prompt: {
        ...right["prompt"]!,
        convert: () => {
          throw new TypeError("no");
        },
      },
    },
    /no$/,
  ],
] as const)("a page that %s fails at a random request", async (_what, fields, problem) => {
  const failed = await checkRandomRequests({ ...pageOf(fields), runs: 500 }).catch(
    (error: Error) => error,
  );
  expect(failed).toBeInstanceOf(Error);
  expect(String((failed as Error).cause)).toMatch(problem);
});
