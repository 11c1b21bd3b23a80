import { defineProvider, type ModelCatalogue } from "@tarash/core/provider";
import type { GivenRequest, PageOptions } from "@tarash/testing/pages";
import { heygen } from "../src/index.ts";
import { bodyOf } from "../src/wire.ts";
import { schemaOf } from "./schema.ts";

/** How HeyGen's pages are held to its types. */
export function pageOptions(models: ModelCatalogue = heygen.definition.models): PageOptions {
  return {
    provider: defineProvider({ ...heygen.definition, models }),
    operation: "video",
    schemaOf,
    body: ({ model, parameters }) =>
      bodyOf(parameters, { who: `heygen ${model}`, avatarId: "look-1", voiceId: "voice-1" }),
    split: (request, { variant }, _which, parameter = "") =>
      /^(avatar|image)$/.test(String(variant.fixed?.["type"])) && !parameter.startsWith("audio_")
        ? voiced(request)
        : [request],
  };
}

/** Somebody must say something, and only one thing. */
function voiced(request: GivenRequest): readonly GivenRequest[] {
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
}
