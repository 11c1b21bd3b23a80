import type { Model } from "@tarash/core/provider";
import { checkPages } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { digits, required, seconds, video } from "../src/fields.ts";
import { models } from "../src/models.ts";
import { pageOptions } from "./pages.ts";
import { readSchemas } from "./schema.ts";

const endpoints = readSchemas();

test.each([
  ["video", 219],
  ["image", 255],
] as const)(
  "every %s endpoint of the mapped families has a page that gives valid payloads and reaches every value",
  async (operation, variants) => {
    const { problems, counts } = await checkPages(pageOptions(operation, endpoints, models));
    console.log(`fal families, ${operation}:`, JSON.stringify(counts));
    expect(problems).toEqual([]);
    expect(counts.variants).toBe(variants);
  },
  60_000,
);

test("every schema belongs to a page", () => {
  const pages = Object.values(models)
    .flatMap(Object.entries<Model>)
    .flatMap(([key, { variants }]) => variants.map(({ endpoint = key }) => endpoint));
  expect(pages.toSorted()).toEqual(endpoints.map(({ id }) => id).toSorted());
});

test("every page has a schema, and those of vanished endpoints say so", () => {
  const known = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  for (const [key, { variants, retired }] of Object.values(models).flatMap(Object.entries<Model>)) {
    for (const { endpoint = key } of variants) {
      expect([endpoint, known.get(endpoint)?.gone]).toEqual([endpoint, retired !== undefined]);
    }
  }
});

test("a mapper broken on purpose is caught", async () => {
  const id = "fal-ai/minimax/hailuo-02-fast/image-to-video";
  const schema = endpoints.filter((endpoint) => endpoint.id === id);
  const [page] = models.video?.["fal-ai/minimax/hailuo-02-fast"]?.variants ?? [];
  const broken = async (fields: object): Promise<readonly string[]> => {
    const variants = [{ endpoint: id, fields: { ...page?.fields, ...fields } }];
    const catalogue = { video: { [id]: video(variants) } };
    return (await checkPages(pageOptions("video", schema, catalogue))).problems;
  };
  expect(await broken({})).toEqual([]);
  expect(await broken({ duration: seconds([6, 10]) })).toEqual(
    expect.arrayContaining([
      `${id} full: duration: Invalid option: expected one of "6"|"10"`,
      `${id} duration allows "6s", unknown to the schema`,
      `${id} duration cannot be "6"`,
    ]),
  );
  expect(await broken({ duration: digits([5]) })).toContain(
    `${id} full: duration: Invalid option: expected one of "6"|"10"`,
  );
  expect(await broken({ duration: digits([6]) })).toContain(`${id} duration cannot be "10"`);
  expect(await broken({ length: digits([6]) })).toContain(`${id} length is not in the schema`);
  expect(await broken({ duration: required(digits([6, 10])) })).toContain(
    `${id} duration is not required by the schema`,
  );
});
