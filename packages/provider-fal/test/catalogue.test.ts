import { checkPages } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import {
  catalogueEndpoint,
  catalogueEndpoints,
  catalogueModel,
  falWithCatalogue,
} from "../src/catalogue.ts";
import { fal } from "../src/index.ts";
import { pageOptions } from "./pages.ts";
import { preview } from "./preview.ts";
import { catalogueSchemas, readSchemas } from "./schema.ts";

const endpoints = catalogueSchemas();

test.each(["video", "image", "tts", "sts"] as const)(
  "every %s endpoint of the catalogue can be called, and reaches every value",
  async (operation) => {
    const own = endpoints.filter((endpoint) => endpoint.operation === operation);
    const models = Object.fromEntries(
      own.flatMap(({ id }) => {
        const model = catalogueModel(id);
        return model ? [[id, model]] : [];
      }),
    );
    const options = pageOptions(operation, endpoints, { [operation]: models });
    const { problems, counts } = await checkPages(options);
    console.log(`fal catalogue, ${operation}:`, JSON.stringify(counts));
    expect(problems).toEqual([]);
    expect(counts.variants).toBe(own.length);
  },
  60_000,
);

test("nothing but what makes no media is left out of the catalogue's models", () => {
  const makesNone = catalogueEndpoints().filter((id) => catalogueModel(id) === undefined);
  expect(endpoints.length + makesNone.length).toBe(catalogueEndpoints().length);
});

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
