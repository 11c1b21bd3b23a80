import { type GenerationConfig, type Preview, previewImage, previewVideo } from "@tarash/core";
import { durationField, passthroughField } from "@tarash/core/provider";
import { checkPages } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { runway } from "../src/index.ts";
import { models } from "../src/models.ts";
import { pageOptions } from "./pages.ts";
import { endpoints } from "./schema.ts";

test.each([
  ["video", 21, 49],
  ["image", 13, 14],
] as const)(
  "every %s model of Runway's types has pages that give valid payloads and reach every value",
  async (operation, known, variants) => {
    const { problems, counts } = await checkPages(pageOptions(operation));
    console.log(`runway ${operation}:`, JSON.stringify(counts));
    expect(problems).toEqual([]);
    expect(counts).toMatchObject({ models: known, variants });
  },
);

test("whatever the types take of a model at an endpoint has a page", () => {
  for (const { operation, endpoint, model } of endpoints) {
    const called = models[operation]?.[model]?.variants.map((variant) => variant.endpoint);
    expect([model, called]).toEqual([model, expect.arrayContaining([endpoint])]);
  }
});

test("every page belongs to a model of the types, unless it says that nothing backs it", () => {
  const known = new Set(endpoints.map(({ model }) => model));
  const all = { ...models.video, ...models.image };
  const unbacked = Object.keys(all).filter((id) => !known.has(id));
  expect(unbacked).toEqual(["gen3a_turbo", "gen4_aleph", "veo3"]);
  expect(unbacked.every((id) => all[id]?.verified === false && all[id]?.retired)).toBe(true);
});

test("a mapper broken on purpose is caught", async () => {
  const [right] = models.video?.["veo3.1"]?.variants ?? [];
  const check = async (fields: object): Promise<readonly string[]> => {
    const own = Object.entries({ ...right?.fields, ...fields });
    const variants = [{ ...right, fields: Object.fromEntries(own.filter(([, field]) => field)) }];
    const options = pageOptions("video", { video: { "veo3.1": { operation: "video", variants } } });
    return (await checkPages(options)).problems;
  };
  expect(await check({})).toEqual([]);
  expect(await check({ duration: durationField({ allowed: [5] }) })).toEqual(
    expect.arrayContaining([
      "veo3.1 full: duration: Invalid input",
      "veo3.1 duration allows 5, unknown to the schema",
      "veo3.1 duration cannot be 4",
    ]),
  );
  expect(await check({ length: durationField() })).toContain("veo3.1 length is not in the schema");
  expect(await check({ seed: undefined })).toContain("veo3.1 seed is never sent");
  expect(await check({ ratio: passthroughField("aspectRatio") })).toContain(
    'veo3.1 ratio is sent as "no such value", unknown to the schema',
  );
});

test("an output format of a video is one of the model's own words, and no other is sent", async () => {
  const ask = (outputFormat: string): Promise<Preview> =>
    preview({ ...video, model: "gen4.5" }, { prompt: "a fox", extraParams: { outputFormat } });
  expect((await ask("prores")).parameters["outputFormat"]).toBe("prores");
  await expect(ask("avi")).rejects.toThrow("extraParams.outputFormat must be one of mp4, prores");
});

/** What would be sent. */
function preview(
  { operation, model }: { operation: "video" | "image"; model: string },
  request: object,
  onInvalidValue: GenerationConfig["onInvalidValue"] = "error",
): Promise<Preview> {
  const config = runway(model, { apiKey: "key", onInvalidValue, allowRetired: true });
  return operation === "video" ? previewVideo(config, request) : previewImage(config, request);
}

const video = { operation: "video" } as const;

test.each([
  ["gen4.5", { aspectRatio: "16:9" }, "1280:720"],
  ["gen4.5", {}, "1280:720"],
  ["veo3.1", { aspectRatio: "9:16", resolution: "1080p" }, "1080:1920"],
  ["seedance2", { aspectRatio: "1:1", resolution: "4k" }, "3840:3840"],
  ["seedance2", { aspectRatio: "21:9", resolution: "480p" }, "992:432"],
  ["seedance2", { resolution: "1080P" }, "1920:1080"],
  ["wan3", { aspectRatio: "auto", resolution: "480p" }, "auto_480p"],
  ["gemini_omni_flash_1.1", { aspectRatio: "16:9", resolution: "360p" }, "640:360"],
])("%s with %j is sent as ratio %s", async (model, request, ratio) => {
  const sent = await preview({ ...video, model }, { prompt: "a fox", ...request });
  expect(sent.parameters["ratio"]).toBe(ratio);
});

test.each([
  ["gen4_image", { aspectRatio: "16:9" }, "1360:768"],
  ["gen4_image", { aspectRatio: "16:9", size: "2K" }, "1920:1080"],
  ["gen4_image", { size: "1440x1080" }, "1440:1080"],
  ["gemini_image3_pro", { aspectRatio: "5:4", size: "4K" }, "4608:3712"],
  ["gpt_image_2", { aspectRatio: "16:9", size: "4K" }, "3840:2160"],
  ["gpt_image_2", {}, "auto"],
  ["seedream5_pro", { aspectRatio: "auto", size: "2K" }, "auto_2k"],
])("the image model %s with %j is sent as ratio %s", async (model, request, ratio) => {
  const sent = await preview({ operation: "image", model }, { prompt: "a fox", ...request });
  expect(sent.parameters["ratio"]).toBe(ratio);
});

test("a shape or resolution that a model does not have is named with those that it has", async () => {
  const ask = (request: object): Promise<unknown> =>
    preview({ ...video, model: "veo3.1" }, { prompt: "a fox", ...request });
  await expect(ask({ aspectRatio: "4:3" })).rejects.toThrow(
    'runway veo3.1: aspectRatio must be one of 16:9, 9:16 (got "4:3")',
  );
  await expect(ask({ resolution: "4k" })).rejects.toThrow(
    'runway veo3.1: resolution must be one of 720p, 1080p (got "4k")',
  );
});

test("the nearest shape is taken, and said to be, where the config allows it", async () => {
  const sent = await preview(
    { ...video, model: "veo3.1" },
    { prompt: "a fox", aspectRatio: "4:3" },
    "nearest",
  );
  expect(sent.parameters["ratio"]).toBe("1280:720");
  expect(sent.adjustments).toContainEqual(
    expect.objectContaining({ field: "aspectRatio", kind: "nearest" }),
  );
});

test("first and last frame go to image_to_video with their positions", async () => {
  const [a, b] = ["https://media.test/a.png", "https://media.test/b.png"];
  const sent = await preview(
    { ...video, model: "veo3.1" },
    {
      imageList: [
        { image: b, type: "last_frame" },
        { image: a, type: "first_frame" },
      ],
    },
  );
  expect(sent.endpoint).toBe("image_to_video");
  expect(sent.parameters["promptImage"]).toEqual([
    { uri: a, position: "first" },
    { uri: b, position: "last" },
  ]);
});

test("a last frame alone, or two first frames, are refused before anything is sent", async () => {
  const image = "https://media.test/a.png";
  const ask = (...types: string[]): Promise<unknown> =>
    preview({ ...video, model: "veo3.1" }, { imageList: types.map((type) => ({ image, type })) });
  await expect(ask("last_frame")).rejects.toThrow("must be one first_frame");
  await expect(ask("first_frame", "first_frame")).rejects.toThrow("must be one first_frame");
});

test("frames and references together are refused, since Runway does not mix them", async () => {
  const image = "https://media.test/a.png";
  const imageList = [
    { image, type: "first_frame" },
    { image, type: "reference" },
  ];
  await expect(
    preview({ ...video, model: "seedance2" }, { prompt: "a fox", imageList }),
  ).rejects.toThrow("imageList with role");
});

test("a clip with several uses wants the task to be named", async () => {
  const request = { prompt: "a fox", video: "https://media.test/in.mp4" };
  const model = { ...video, model: "seedance2_5" };
  await expect(preview(model, request)).rejects.toThrow("one of generate, extend, edit");
  const sent = await preview(model, { ...request, task: "edit" });
  expect(sent.parameters).toMatchObject({ mode: "edit", duration: "auto" });
});
