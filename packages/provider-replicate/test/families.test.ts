import { readFileSync } from "node:fs";
import { previewVideo } from "@tarash/core";
import { expect, test } from "vitest";
import { resolution, seconds } from "../src/fields.ts";
import { replicate } from "../src/index.ts";
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

test("a model that its vendor has ended is refused with the date, unless the caller insists", async () => {
  const sora = (more: object): Promise<unknown> =>
    previewVideo(replicate("openai/sora-2", { apiKey: "key", ...more }), { prompt: "a fox" });
  await expect(sora({})).rejects.toThrow(/openai\/sora-2.*2026-09-24/);
  expect(await sora({ allowRetired: true })).toMatchObject({ endpoint: "openai/sora-2" });
});

test("a model that is only said to have ended is called, with a warning that names another", async () => {
  const config = replicate("google/veo-3", { apiKey: "key" });
  const { endpoint, warnings } = await previewVideo(config, { prompt: "a fox" });
  expect(endpoint).toBe("google/veo-3");
  expect(warnings.join()).toMatch(/2026-06-30.*google\/veo-3\.1/);
});

test("editors offer exactly the models that have a page", () => {
  const source = readFileSync(new URL("../src/model-id.ts", import.meta.url), "utf8");
  const offered = [...source.matchAll(/\| "(.+)"/g)].map(([, id]) => id);
  expect(offered).toEqual(Object.keys({ ...models.video, ...models.image }).toSorted());
});
