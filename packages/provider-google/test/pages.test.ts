import { durationField, passthroughField, video } from "@tarash/core/provider";
import { checkPages, checkRandomRequests } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { models } from "../src/models.ts";
import { pageOptions } from "./pages.ts";
import { unreached } from "./schema.ts";

test.each(["video", "image"] as const)(
  "every %s model gives valid payloads and reaches every property and every value of its schema",
  async (operation) => {
    const { problems, counts } = await checkPages(pageOptions(operation));
    console.log(`google ${operation}:`, JSON.stringify(counts));
    expect(problems).toEqual([]);
    expect(counts.models).toBe(Object.keys(models[operation] ?? {}).length);
  },
);

test("every parameter that the SDK takes stands on a page", () => {
  expect(unreached()).toEqual([]);
});

test("a mapper broken on purpose is caught", async () => {
  const id = "veo-3.1-generate-001";
  const [right] = models.video?.[id]?.variants ?? [];
  const check = async (changed: object): Promise<readonly string[]> => {
    const page = { ...right, fields: { ...right?.fields, ...changed } };
    return (await checkPages(pageOptions("video", { video: { [id]: video([page]) } }))).problems;
  };
  expect(await check({})).toEqual([]);
  expect((await check({ durationSeconds: durationField({ format: "digits" }) })).join()).toContain(
    "durationSeconds",
  );
  expect(await check({ length: durationField() })).toContain(`${id} length is not in the schema`);
  expect(await check({ resolution: passthroughField("resolution") })).toContain(
    `${id} resolution is sent as "no such value", unknown to the schema`,
  );
});

test.each([
  ["video", 1_500, 550],
  ["image", 1_500, 600],
] as const)(
  "random %s requests give only valid payloads, or an error that names field, value and what is allowed",
  async (operation, runs, atLeast) => {
    const counts = await checkRandomRequests({ ...pageOptions(operation), runs });
    console.log(`google random ${operation} requests:`, JSON.stringify(counts));
    expect(counts.valid).toBeGreaterThan(atLeast);
    expect(counts.refused).toBeGreaterThan(400);
  },
);
