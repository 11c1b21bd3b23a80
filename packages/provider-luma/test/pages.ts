import { defineProvider, type ModelCatalogue } from "@tarash/core/provider";
import type { PageOptions } from "@tarash/testing/pages";
import { luma } from "../src/index.ts";
import { schemaOf } from "./schema.ts";

/** How Luma's pages are held to its types. */
export function pageOptions(
  operation: "video" | "image",
  models: ModelCatalogue = luma.definition.models,
): PageOptions {
  return {
    provider: defineProvider({ ...luma.definition, models }),
    operation,
    schemaOf,
    checksExtras: true,
    spellings: (source, value) =>
      source === "generateAudio" && value === "add_audio" ? [{ generateAudio: true }] : [],
    // Some ways to call a model allow less than the model as a whole.
    narrowed: (parameter) => parameter === "video.duration",
    // Sound is added by the call of that name only when the caller wants it.
    mayRequire: (parameter, { endpoint }) =>
      parameter === "generation_type" && endpoint.endsWith("/audio"),
  };
}
