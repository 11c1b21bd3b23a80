import { defineProvider, image, passthroughField } from "@tarash/core/provider";
import { checkPages } from "@tarash/testing";
import { expect, test } from "vitest";
import { stability } from "../src/index.ts";
import { problemsOf, schemaOf } from "./schema.ts";

test("every model gives valid payloads and reaches every property and every value of its schema", async () => {
  const options = { provider: stability, operation: "image", schemaOf, problemsOf } as const;
  const { problems, counts } = await checkPages(options);
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
    const provider = defineProvider({ ...stability.definition, models });
    return (await checkPages({ provider, operation: "image", schemaOf, problemsOf })).problems;
  };
  expect(await broken({})).toEqual([]);
  expect(await broken({ seed: passthroughField("negativePrompt") })).toContain(
    `${id} full: seed: Invalid input: expected number, received string`,
  );
  expect(await broken({ sead: passthroughField("seed") })).toContain(
    `${id} full: : Unrecognized key: "sead"`,
  );
  expect(
    await broken({ aspect_ratio: passthroughField("aspectRatio", { allowed: ["1:1"] }) }),
  ).toContain(`${id}: aspect_ratio cannot be "16:9"`);
});
