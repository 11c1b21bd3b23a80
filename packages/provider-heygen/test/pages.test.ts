import { defineProvider, passthroughField, video } from "@tarash/core/provider";
import { checkPages, type PageOptions } from "@tarash/testing";
import { expect, test } from "vitest";
import { heygen } from "../src/index.ts";
import { bodyOf } from "../src/wire.ts";
import { problemsOf, schemaOf } from "./schema.ts";

const body: PageOptions["body"] = ({ model, parameters }) =>
  bodyOf(parameters, { who: `heygen ${model}`, avatarId: "look-1", voiceId: "voice-1" });

/** Somebody must say something, and only one thing. */
const split: PageOptions["split"] = (request, { fixed }) => {
  if (fixed?.["type"] !== "avatar" && fixed?.["type"] !== "image") return [request];
  const { audio_url, audio_asset_id, ...extraParams } = (request["extraParams"] ?? {}) as Record<
    string,
    unknown
  >;
  const spoken = { ...request, prompt: "hello", extraParams };
  const { prompt: _prompt, ...silent } = spoken;
  if (audio_url === undefined) return [spoken];
  return [
    spoken,
    { ...silent, extraParams: { ...extraParams, audio_url } },
    { ...silent, extraParams: { ...extraParams, audio_asset_id } },
  ];
};

test("every kind of video gives valid payloads and reaches every property and every value of its schema", async () => {
  const options = {
    provider: heygen,
    operation: "video",
    schemaOf,
    problemsOf,
    split,
    body,
  } as const;
  const { problems, counts } = await checkPages(options);
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
    const provider = defineProvider({ ...heygen.definition, models });
    return (await checkPages({ provider, operation: "video", schemaOf, problemsOf, split, body }))
      .problems;
  };
  expect(await broken({})).toEqual([]);
  expect(
    await broken({ duration: passthroughField("durationSeconds", { allowed: [60] }) }),
  ).toContain(`${id} full: duration: Too big: expected number to be <=15`);
  expect(await broken({ script: passthroughField("prompt") })).toContain(
    `${id} full: : Unrecognized key: "script"`,
  );
});
