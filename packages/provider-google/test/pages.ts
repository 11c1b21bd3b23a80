import { defineProvider, type ModelCatalogue } from "@tarash/core/provider";
import type { PageOptions } from "@tarash/testing/pages";
import { google } from "../src/index.ts";
import { body, schemaOf } from "./schema.ts";

/** How Google's pages are held to the types of its SDK. */
export function pageOptions(
  operation: "video" | "image",
  models: ModelCatalogue = google.definition.models,
): PageOptions {
  return {
    provider: defineProvider({ ...google.definition, models }),
    operation,
    schemaOf,
    body,
  };
}
