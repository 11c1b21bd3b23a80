import { readFileSync } from "node:fs";
import { previewVideo } from "@tarash/core";
import { passthroughField, requiredField } from "@tarash/core/provider";
import { checkPages } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { resolution, seconds } from "../src/fields.ts";
import { replicate } from "../src/index.ts";
import { models } from "../src/models.ts";
import { pageOptions } from "./pages.ts";
import { notMedia, schemas } from "./schema.ts";

test.each([
  ["video", 44, 47],
  ["image", 35, 58],
] as const)(
  "every %s model with a schema has pages that give valid payloads and reach every value",
  async (operation, models, variants) => {
    const { problems, counts } = await checkPages(pageOptions(operation));
    console.log(`replicate ${operation} models:`, JSON.stringify(counts));
    expect(problems).toEqual([]);
    expect(counts).toMatchObject({ models, variants });
  },
);

test("every schema belongs to a page, but for models that make neither video nor image", () => {
  const pages = Object.keys({ ...models.video, ...models.image });
  expect(pages).toEqual(expect.arrayContaining([...schemas.keys()]));
  console.log("without a page, since they make neither video nor image:", notMedia.join(", "));
  expect(schemas.size + notMedia.length).toBe(89);
});

test("a model without a schema says that its parameters are not verified", () => {
  const pages = Object.entries({ ...models.video, ...models.image });
  const unverified = pages.filter(([, { verified }]) => verified === false).map(([id]) => id);
  expect(unverified).toEqual(pages.filter(([id]) => !schemas.has(id)).map(([id]) => id));
  console.log("replicate models without a schema:", unverified.join(", "));
});

test("a mapper broken on purpose is caught", async () => {
  const id = "minimax/hailuo-2.3";
  const [page] = models.video?.[id]?.variants ?? [];
  const broken = async (fields: object): Promise<readonly string[]> => {
    const variants = [{ fields: { ...page?.fields, ...fields } }];
    const options = pageOptions("video", { video: { [id]: { operation: "video", variants } } });
    return (await checkPages(options)).problems;
  };
  expect(await broken({})).toEqual([]);
  expect(await broken({ duration: seconds([5]) })).toEqual(
    expect.arrayContaining([
      `${id} full: duration: Invalid input`,
      `${id} duration allows 5, unknown to the schema`,
      `${id} duration cannot be 6`,
    ]),
  );
  expect(await broken({ resolution: resolution(["1080P", "768p"]) })).toContain(
    `${id} full: resolution: Invalid option: expected one of "768p"|"1080p"`,
  );
  expect(await broken({ length: seconds([6]) })).toContain(`${id} length is not in the schema`);
  expect(await broken({ duration: requiredField(seconds([6, 10])) })).toContain(
    `${id} duration is not required by the schema`,
  );
  expect(await broken({ resolution: passthroughField("resolution") })).toContain(
    `${id} resolution is sent as "no such value", unknown to the schema`,
  );
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
