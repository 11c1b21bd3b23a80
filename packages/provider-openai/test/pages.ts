import { defineProvider, type ModelCatalogue } from "@tarash/core/provider";
import type { GivenRequest, PageOptions } from "@tarash/testing/pages";
import { openai } from "../src/index.ts";
import { schemaOf, sizeProblems } from "./schema.ts";

/** Parameters that some formats only take, and one of those formats. The others go with every format. */
const formats: Readonly<Record<string, string>> = {
  output_compression: "webp",
  partial_images: "webp",
  frame_count: "gif",
  frame_duration_ms: "gif",
  svg: "svg",
};

/** How OpenAI's pages are held to its types. */
export function pageOptions(
  operation: "image" | "video",
  models: ModelCatalogue = openai.definition.models,
): PageOptions {
  return {
    provider: defineProvider({ ...openai.definition, models }),
    operation,
    schemaOf,
    rules: sizeProblems,
    checksExtras: true,
    body: ({ model, endpoint, parameters }) =>
      operation === "image" || endpoint === "videos" ? { model, ...parameters } : { ...parameters },
    spellings: (source, value) => (source === "resolution" ? [soraSize(String(value))] : []),
    split(request, { schema }, which, parameter = "") {
      if (which === "minimal") {
        const format = formats[parameter];
        return [format === undefined ? request : { ...request, outputFormat: format }];
      }
      const values = schema.properties?.["output_format"]?.enum ?? [undefined];
      return values.map((format) => withFormat(request, format, "markup" in schema.properties!));
    },
  };
}

/** Everything that goes with one format. `markup` stands on no page: it is known by its name alone. */
function withFormat(request: GivenRequest, format: unknown, markup: boolean): GivenRequest {
  const extras = Object.entries({
    ...(request["extraParams"] as object | undefined),
    ...(markup ? { markup: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) } : {}),
  }).filter(([name]) => format === undefined || (formats[name] ?? format) === format);
  const background = format === "webp" ? "transparent" : "opaque";
  return {
    ...request,
    ...(format === undefined ? {} : { outputFormat: format, background }),
    extraParams: Object.fromEntries(extras),
  };
}

/** Sora's size as resolution and ratio; the higher one is a little less wide than 16:9. */
function soraSize(size: string): GivenRequest {
  const [width = 0, height = 0] = size.split("x").map(Number);
  const tall = Math.min(width, height) > 720;
  const sides = tall ? ["7:4", "4:7"] : ["16:9", "9:16"];
  return { aspectRatio: sides[width > height ? 0 : 1] };
}
