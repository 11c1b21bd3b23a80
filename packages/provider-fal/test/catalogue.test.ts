import { expect, test } from "vitest";
import {
  catalogueEndpoint,
  catalogueEndpoints,
  catalogueModel,
  falWithCatalogue,
} from "../src/catalogue.ts";
import { fal } from "../src/index.ts";
import { checkPages } from "./checker.ts";
import { preview } from "./preview.ts";
import { catalogueSchemas, readSchemas } from "./schema.ts";

const endpoints = catalogueSchemas();

test("every endpoint of the catalogue that makes media can be called, and reaches every value", async () => {
  const models = { video: {}, image: {}, tts: {}, sts: {} };
  for (const { id, operation } of endpoints)
    Object.assign(models[operation], { [id]: catalogueModel(id) });
  const { problems, counts } = await checkPages(endpoints, models);
  console.log("fal catalogue:", JSON.stringify(counts), `of ${catalogueEndpoints().length}`);
  expect(problems).toEqual([]);
  expect(counts["endpoints"]).toBe(endpoints.length);
}, 60_000);

test("the catalogue and the families' schemas agree", () => {
  const schemas = readSchemas().filter(({ gone }) => !gone);
  const known = schemas.map(({ id }) => catalogueEndpoint(id)?.parameters);
  expect(known).toEqual(schemas.map(({ parameters }) => parameters));
  const makes = new Map(endpoints.map(({ id, operation }) => [id, operation]));
  const differing = schemas.filter(({ id, operation }) => makes.get(id) !== operation);
  expect(differing.map(({ id }) => [id, makes.get(id)])).toEqual([]);
});

test("an endpoint without a page is refused a wrong value by name, field and what is allowed", async () => {
  const call = preview(
    "video",
    "fal-ai/pika/v2.2/text-to-video",
    { prompt: "a fox", durationSeconds: 7 },
    falWithCatalogue.definition.models,
  );
  await expect(call).rejects.toThrow(
    "fal fal-ai/pika/v2.2/text-to-video: durationSeconds must be one of 5, 10 (got 7)",
  );
});

test("the pages of the families stay as they are", () => {
  const { models } = falWithCatalogue.definition;
  for (const operation of ["video", "image"] as const) {
    for (const [id, model] of Object.entries(fal.definition.models[operation] ?? {})) {
      expect(models[operation]?.[id]).toBe(model);
    }
  }
});

test("an endpoint that makes no media is described and has no model", () => {
  const id = "fal-ai/hunyuan3d/v2";
  expect(catalogueEndpoint(id)?.parameters["input_image_url"]?.r).toBe(1);
  expect(catalogueModel(id)).toBeUndefined();
  expect(catalogueEndpoint("fal-ai/no-such-thing")).toBeUndefined();
});
