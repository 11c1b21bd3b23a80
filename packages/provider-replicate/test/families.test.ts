import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { resolution, seconds } from "../src/fields.ts";
import { models } from "../src/models.ts";
import { checkPages } from "./checker.ts";
import { notMedia, schemas } from "./schema.ts";

test("every model with a schema has a page that gives valid payloads and reaches every value", async () => {
  const { problems, counts } = await checkPages(schemas, models);
  console.log("replicate models:", JSON.stringify(counts));
  console.log("without a page, since they make neither video nor image:", notMedia.join(", "));
  expect(problems).toEqual([]);
  expect(counts["models"]).toBe(79);
  expect(schemas.length + notMedia.length).toBe(89);
});

test("a model without a schema says that its parameters are not verified", () => {
  const known = new Set(schemas.map(({ id }) => id));
  const pages = Object.entries({ ...models.video, ...models.image });
  const unverified = pages.filter(([, { verified }]) => verified === false).map(([id]) => id);
  expect(unverified).toEqual(pages.filter(([id]) => !known.has(id)).map(([id]) => id));
  console.log("replicate models without a schema:", unverified.join(", "));
});

test("a mapper broken on purpose is caught", async () => {
  const id = "minimax/hailuo-2.3";
  const schema = schemas.filter((entry) => entry.id === id);
  const [page] = models.video?.[id]?.variants ?? [];
  const broken = async (fields: object): Promise<readonly string[]> => {
    const variants = [{ fields: { ...page?.fields, ...fields } }];
    const checked = await checkPages(schema, { video: { [id]: { operation: "video", variants } } });
    return checked.problems;
  };
  expect(await broken({})).toEqual([]);
  expect(await broken({ duration: seconds([5]) })).toContain(
    `${id}: full: duration is none of 6,10`,
  );
  expect(await broken({ resolution: resolution(["1080P", "768p"]) })).toContain(
    `${id}: full: resolution is none of 768p,1080p`,
  );
  expect(await broken({ length: seconds([6]) })).toContain(`${id}: length is not in the schema`);
});

test("editors offer exactly the models that have a page", () => {
  const source = readFileSync(new URL("../src/model-id.ts", import.meta.url), "utf8");
  const offered = [...source.matchAll(/\| "(.+)"/g)].map(([, id]) => id);
  expect(offered).toEqual(Object.keys({ ...models.video, ...models.image }).toSorted());
});
