import { image, passthroughField } from "@tarash/core/provider";
import { checkPages } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { stability } from "../src/index.ts";
import { pageOptions } from "./pages.ts";

test("every model gives valid payloads and reaches every property and every value of its schema", async () => {
  const { problems, counts } = await checkPages(pageOptions());
  console.log("stability:", JSON.stringify(counts));
  expect(problems).toEqual([]);
  const models = Object.keys(stability.definition.models.image ?? {});
  expect(counts.models).toBe(models.length - 1);
});

test("a mapper broken on purpose is caught", async () => {
  const id = "stable-image-core";
  const fields = stability.definition.models.image?.[id]?.variants[0]?.fields ?? {};
  const broken = async (changed: object): Promise<readonly string[]> => {
    const endpoint = "/v2beta/stable-image/generate/core";
    const models = { image: { [id]: image([{ endpoint, fields: { ...fields, ...changed } }]) } };
    return (await checkPages(pageOptions(models))).problems;
  };
  expect(await broken({})).toEqual([]);
  expect(await broken({ seed: passthroughField("negativePrompt") })).toContain(
    `${id} full: seed: Invalid input: expected number, received string`,
  );
  expect(await broken({ sead: passthroughField("seed") })).toContain(
    `${id} full: sead: is no parameter`,
  );
  expect(
    await broken({ aspect_ratio: passthroughField("aspectRatio", { allowed: ["1:1"] }) }),
  ).toContain(`${id} aspect_ratio cannot be "16:9"`);
  expect(await broken({ aspect_ratio: passthroughField("aspectRatio") })).toContain(
    `${id} aspect_ratio is sent as "no such value", unknown to the schema`,
  );
});
