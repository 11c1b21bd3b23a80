import { passthroughField, video } from "@tarash/core/provider";
import { checkPages } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { heygen } from "../src/index.ts";
import { pageOptions } from "./pages.ts";

test("every kind of video gives valid payloads and reaches every property and every value of its schema", async () => {
  const { problems, counts } = await checkPages(pageOptions());
  console.log("heygen:", JSON.stringify(counts));
  expect(problems).toEqual([]);
  expect(counts.models).toBe(Object.keys(heygen.definition.models.video ?? {}).length);
});

test("a mapper broken on purpose is caught", async () => {
  const id = "cinematic_avatar";
  const [page] = heygen.definition.models.video?.[id]?.variants ?? [];
  const broken = async (changed: object): Promise<readonly string[]> => {
    const models = {
      video: { [id]: video([{ ...page!, fields: { ...page!.fields, ...changed } }]) },
    };
    return (await checkPages(pageOptions(models))).problems;
  };
  expect(await broken({})).toEqual([]);
  expect(
    await broken({ duration: passthroughField("durationSeconds", { allowed: [60] }) }),
  ).toContain(`${id} full: duration: Too big: expected number to be <=15`);
  expect(await broken({ script: passthroughField("prompt") })).toContain(
    `${id} full: script: is no parameter`,
  );
});
