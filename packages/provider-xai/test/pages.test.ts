import { durationField, passthroughField, video } from "@tarash/core/provider";
import { checkPages } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { xai } from "../src/index.ts";
import { paths } from "../src/models.ts";
import { pageOptions } from "./pages.ts";

test.each(["video", "image"] as const)(
  "every %s model gives valid payloads and reaches every property and every value of its schema",
  async (operation) => {
    const { problems, counts } = await checkPages(pageOptions(operation));
    console.log(`xai ${operation}:`, JSON.stringify(counts));
    expect(problems).toEqual([]);
    expect(counts.models).toBe(Object.keys(xai.definition.models[operation] ?? {}).length);
  },
);

test("a mapper broken on purpose is caught", async () => {
  const id = "grok-imagine-video";
  const fields = xai.definition.models.video?.[id]?.variants[0]?.fields ?? {};
  const broken = async (changed: object): Promise<readonly string[]> => {
    const page = { endpoint: paths.generateVideo, fields: { ...fields, ...changed } };
    const models = { video: { [id]: video([page]) } };
    return (await checkPages(pageOptions("video", models))).problems;
  };
  expect(await broken({})).toEqual([]);
  expect(await broken({ duration: durationField({ format: "digits" }) })).toContain(
    `${id} full: duration: Invalid input: expected number, received string`,
  );
  expect(
    await broken({ resolution: passthroughField("resolution", { allowed: ["1080p"] }) }),
  ).toContain(`${id} resolution cannot be "480p"`);
});
