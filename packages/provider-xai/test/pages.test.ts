import { defineProvider, durationField, passthroughField, video } from "@tarash/core/provider";
import { checkPages, type PageOptions } from "@tarash/testing";
import { expect, test } from "vitest";
import { xai } from "../src/index.ts";
import { paths } from "../src/models.ts";
import { bodyOf } from "../src/wire.ts";
import { problemsOf, schemaOf } from "./schema.ts";

const body: PageOptions["body"] = ({ model, endpoint, parameters }) =>
  bodyOf(model, endpoint, parameters);

test.each(["video", "image"] as const)(
  "every %s model gives valid payloads and reaches every property and every value of its schema",
  async (operation) => {
    const options = { provider: xai, operation, schemaOf, problemsOf, body };
    const { problems, counts } = await checkPages(options);
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
    const provider = defineProvider({
      ...xai.definition,
      models: { video: { [id]: video([page]) } },
    });
    return (await checkPages({ provider, operation: "video", schemaOf, problemsOf, body }))
      .problems;
  };
  expect(await broken({})).toEqual([]);
  expect(await broken({ duration: durationField({ format: "digits" }) })).toContain(
    `${id} full: duration: Invalid input: expected number, received string`,
  );
  expect(
    await broken({ resolution: passthroughField("resolution", { allowed: ["1080p"] }) }),
  ).toContain(`${id}: resolution cannot be "480p"`);
});
