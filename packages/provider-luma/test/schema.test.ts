import { passthroughField } from "@tarash/core/provider";
import { checkPages, checkRandomRequests } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { seconds } from "../src/fields.ts";
import { luma, type LumaModel } from "../src/index.ts";
import { models } from "../src/models.ts";
import { pageOptions } from "./pages.ts";

test.each([
  ["video", 3, 19],
  ["image", 4, 10],
] as const)(
  "every way to call a model for %s gives valid payloads and reaches every parameter and value",
  async (operation, models, variants) => {
    const { problems, counts } = await checkPages(pageOptions(operation));
    console.log(`luma ${operation} models:`, JSON.stringify(counts));
    expect(problems).toEqual([]);
    expect(counts).toMatchObject({ models, variants });
  },
);

test("a mapper broken on purpose is caught", async () => {
  const [ray] = models.video?.["ray-2"]?.variants ?? [];
  if (!ray) throw new Error("ray-2 is gone");
  const broken = async (fields: object): Promise<readonly string[]> => {
    const variants = [{ ...ray, fields: { ...ray.fields, ...fields } }];
    const options = pageOptions("video", { video: { "ray-2": { operation: "video", variants } } });
    return (await checkPages(options)).problems;
  };
  expect(await broken({})).toEqual([]);
  expect(await broken({ resolution: ray.fields["aspect_ratio"] })).toContain(
    'ray-2 resolution cannot be "540p"',
  );
  expect(await broken({ length: seconds([5]) })).toEqual(
    expect.arrayContaining([
      "ray-2 length is not in the schema",
      "ray-2 full: length: is no parameter",
    ]),
  );
  expect(await broken({ loop: ray.fields["concepts"] })).toContain("ray-2 loop is never sent");
  expect(await broken({ aspect_ratio: passthroughField("aspectRatio") })).toContain(
    'ray-2 aspect_ratio is sent as "no such value", unknown to the schema',
  );
});

test("the models that editors offer are those of the data", () => {
  const offered: Record<LumaModel, true> = {
    "ray-2": true,
    "ray-3.2": true,
    "ray-flash-2": true,
    "photon-1": true,
    "photon-flash-1": true,
    "uni-1": true,
    "uni-1-max": true,
  };
  const known = Object.values(luma.definition.models).flatMap((entries) => Object.keys(entries));
  expect(Object.keys(offered).toSorted()).toEqual(known.toSorted());
});

test.each([
  ["video", 2_000, 900],
  ["image", 2_000, 900],
] as const)(
  "random %s requests give only valid payloads, or an error that names field, value and what is allowed",
  async (operation, runs, atLeast) => {
    const counts = await checkRandomRequests({ ...pageOptions(operation), runs });
    console.log(`luma random ${operation} requests:`, JSON.stringify(counts));
    expect(counts.valid).toBeGreaterThan(atLeast);
    expect(counts.refused).toBeGreaterThan(400);
  },
  60_000,
);
