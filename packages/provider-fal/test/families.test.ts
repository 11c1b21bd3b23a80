import type { Model } from "@tarash/core/provider";
import { expect, test } from "vitest";
import { digits, seconds } from "../src/fields.ts";
import { models } from "../src/models.ts";
import { checkPages } from "./checker.ts";
import { readSchemas } from "./schema.ts";

const endpoints = readSchemas();

test("every endpoint of the mapped families has a page that gives valid payloads and reaches every value", async () => {
  const { problems, counts } = await checkPages(endpoints, models);
  console.log("fal families:", JSON.stringify(counts));
  expect(problems).toEqual([]);
  expect(counts["endpoints"]).toBe(endpoints.length);
}, 60_000);

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
    const checked = await checkPages(schema, { video: { [id]: { operation: "video", variants } } });
    return checked.problems;
  };
  expect(await broken({})).toEqual([]);
  expect(await broken({ duration: seconds([6, 10]) })).toContain(
    `${id}: full: duration is none of 6,10`,
  );
  expect(await broken({ duration: digits([5]) })).toContain(
    `${id}: full: duration is none of 6,10`,
  );
  expect(await broken({ length: digits([6]) })).toContain(`${id}: length is not in the schema`);
});
