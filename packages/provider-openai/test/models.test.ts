import { image, type ModelCatalogue, passthroughField } from "@tarash/core/provider";
import { checkPages, checkRandomRequests, payloadOf } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { models } from "../src/index.ts";
import { pageOptions } from "./pages.ts";
import { namedModels } from "./schema.ts";

test.each([
  ["image", 14],
  ["video", 5],
] as const)(
  "every %s model gives valid payloads, and every property and value of its schemas can be sent",
  async (operation, known) => {
    const { problems, counts } = await checkPages(pageOptions(operation));
    console.log(`openai ${operation}:`, JSON.stringify(counts));
    expect(problems).toEqual([]);
    expect(counts.models).toBe(known);
  },
);

test("every model that OpenAI's types name has a page, and no other has", () => {
  const known = Object.values(models).flatMap((pages) => Object.keys(pages));
  expect(known.toSorted()).toEqual(namedModels.toSorted());
});

test("a mapper broken on purpose is caught", async () => {
  const id = "gpt-image-2";
  const [page] = models.image?.[id]?.variants ?? [];
  const broken = async (changed: object): Promise<readonly string[]> => {
    const fields = { ...page!.fields, ...changed };
    const catalogue: ModelCatalogue = {
      image: { [id]: image([{ endpoint: "images/generations", fields }]) },
    };
    return (await checkPages(pageOptions("image", catalogue))).problems;
  };
  const who = "gpt-image-2";
  expect(await broken({})).toEqual([]);
  expect(await broken({ n: passthroughField("prompt") })).toContain(
    `${who} minimal: n: Invalid input: expected number, received string`,
  );
  expect(await broken({ quality: passthroughField("quality", { allowed: ["low"] }) })).toContain(
    `${who} quality cannot be "high"`,
  );
  expect(await broken({ sead: passthroughField("prompt", { required: true }) })).toContain(
    `${who} minimal: sead: is no parameter`,
  );
  expect(await broken({ quality: passthroughField("quality") })).toContain(
    `${who} quality is sent as "no such value", unknown to the schema`,
  );
});

test.each([
  ["image", 3_000, 1_300],
  ["video", 1_500, 700],
] as const)(
  "random %s requests give only valid payloads, or an error that names field, value and what is allowed",
  async (operation, runs, atLeast) => {
    const counts = await checkRandomRequests({ ...pageOptions(operation), runs });
    console.log(`openai random ${operation} requests:`, JSON.stringify(counts));
    expect(counts.valid).toBeGreaterThan(atLeast);
    expect(counts.refused).toBeGreaterThan(300);
  },
);

/** What would be sent to GPT Image 2. */
async function drawn(given: object): Promise<Record<string, unknown>> {
  const request = { prompt: "a fox", ...given };
  return (await payloadOf(pageOptions("image"), "gpt-image-2", request)).body;
}

test.each([
  [{ size: "3840x2160" }, undefined],
  [{ size: "3840x3840" }, "size must be at most 8294400 pixels in all"],
  [{ size: "3856x1600" }, "size must be sides of at most 3840 pixels"],
  [{ size: "3072x1008" }, "size must be sides whose ratio is at most 3:1"],
  [{ background: "transparent", outputFormat: "webp" }, undefined],
  [{ background: "transparent", outputFormat: "jpeg" }, "background must be left out, or"],
  [{ background: "opaque", outputFormat: "jpeg" }, undefined],
  [{ extraParams: { output_compression: 50 } }, "output_compression must be left out, or"],
  [{ extraParams: { output_compression: 50 }, outputFormat: "jpg" }, undefined],
  [{ extraParams: { output_compression: 50, output_format: "webp" } }, undefined],
  [{ extraParams: { frame_count: 4 } }, "outputFormat one of gif instead of png"],
  [{ extraParams: { partial_images: 1 }, outputFormat: "gif" }, "partial_images must be left out"],
])("%j for gpt-image-2: %s", async (given, problem) => {
  const told = await drawn(given).then(
    () => "fine",
    ({ message }: Error) => message,
  );
  expect(told).toContain(problem ?? "fine");
});

test("a ratio stands for a size of exactly that ratio", async () => {
  for (const ratio of [
    "1:1",
    "3:2",
    "2:3",
    "16:9",
    "9:16",
    "4:3",
    "3:4",
    "5:4",
    "4:5",
    "2:1",
    "1:2",
    "21:9",
    "9:21",
    "3:1",
    "1:3",
  ]) {
    const body = await drawn({ aspectRatio: ratio });
    const [width = 0, height = 1] = String(body["size"]).split("x").map(Number);
    const [left = 0, right = 1] = ratio.split(":").map(Number);
    expect([ratio, width * right]).toEqual([ratio, height * left]);
  }
});
