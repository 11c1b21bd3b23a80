import { defineProvider, type ModelCatalogue } from "@tarash/core/provider";
import type { GivenRequest, PageOptions } from "@tarash/testing/pages";
import { runway } from "../src/index.ts";
import { schemaOf } from "./schema.ts";

/** How Runway's pages are held to its types. */
export function pageOptions(
  operation: "video" | "image",
  models: ModelCatalogue = runway.definition.models,
): PageOptions {
  return {
    provider: defineProvider({ ...runway.definition, models }),
    operation,
    schemaOf,
    // What happens when nothing is sent, and the second spelling of resolutions that the types have twice.
    onlyByName: (parameter, value) =>
      (parameter === "duration" && value === "auto") ||
      (parameter === "resolution" && /^\d+[KP]$/.test(String(value))),
    // Each way to edit a clip has its own modes, and needs more than the type that all of them share.
    narrowed: (parameter) => parameter === "mode",
    mayRequire: (_parameter, { variant }) => variant.task !== undefined,
    spellings,
  };
}

/** What a caller writes to get a wire value: a frame by its pixels, rates as numbers. */
function spellings(source: string, value: unknown, parameter: string): readonly GivenRequest[] {
  if (source === "fps") return [{ fps: Number.parseFloat(String(value).replace("_", ".")) }];
  if (parameter !== "ratio" || source === "aspectRatio") return [];
  const [width, height] = String(value).split(":");
  return source === "size" && height !== undefined
    ? [{ size: `${width}x${height}` }]
    : [{ aspectRatio: value }];
}
