import { defineProvider, type ModelCatalogue, type Operation } from "@tarash/core/provider";
import type { GivenRequest, PageOptions } from "@tarash/testing/pages";
import { replicate } from "../src/index.ts";
import { schemas } from "./schema.ts";

/** How Replicate's pages are held to its schemas. */
export function pageOptions(
  operation: Operation,
  models: ModelCatalogue = replicate.definition.models,
): PageOptions {
  return {
    provider: defineProvider({ ...replicate.definition, models }),
    operation,
    schemaOf: (model) => schemas.get(model),
    checksExtras: true,
    spellings,
    sample(parameter, { variant }) {
      // A size in pixels excludes a ratio: it has a request of its own.
      if (/^(width|height)$/.test(parameter)) return {};
      if (parameter === "resolution" && variant.fields["width"]) return { size: "1 MP" };
      const { sources = [] } = variant.fields[parameter] ?? {};
      return sources.join() === "size,aspectRatio" ? { aspectRatio: "16:9" } : undefined;
    },
    // PixVerse's `auto` and Seedance's -1 are what happens when nothing is sent.
    onlyByName: (parameter, value) =>
      (parameter === "thinking_type" && value === "auto") ||
      (parameter === "duration" && value === -1),
    split(request, { variant }, which, parameter = "") {
      const pixels = { ...request, size: "1024x1024" };
      if (/^(width|height)$/.test(parameter)) return [pixels];
      return which === "full" && "width" in variant.fields ? [request, pixels] : [request];
    },
  };
}

/** What a caller may write to get a wire value that is a word of Replicate's own. */
function spellings(source: string, value: unknown, parameter: string): readonly GivenRequest[] {
  const [, width, height] = /^(\d+)\*(\d+)$/.exec(String(value)) ?? [];
  if (width !== undefined && height !== undefined) {
    const resolution = `${Math.min(Number(width), Number(height))}p`;
    return [{ resolution, aspectRatio: Number(width) > Number(height) ? "16:9" : "9:16" }];
  }
  if (value === "custom") return [{ size: "1024x1024" }];
  if (parameter === "width" || parameter === "height") return [{ size: `${value}x${value}` }];
  if (source === "size" && parameter === "aspect_ratio") return [{ aspectRatio: value }];
  if (parameter === "num_frames" && typeof value === "number")
    return [{ durationSeconds: (value - 1) / 16 }];
  const words: Readonly<Record<string, unknown>> = {
    portrait: "9:16",
    landscape: "16:9",
    standard: "720p",
    high: "1024p",
    enabled: true,
    disabled: false,
  };
  return String(value) in words ? [{ [source]: words[String(value)] }] : [];
}
