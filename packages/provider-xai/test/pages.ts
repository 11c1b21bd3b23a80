import { defineProvider, type ModelCatalogue } from "@tarash/core/provider";
import type { PageOptions } from "@tarash/testing/pages";
import { xai } from "../src/index.ts";
import { bodyOf } from "../src/wire.ts";
import { schemaOf } from "./schema.ts";

/** How xAI's pages are held to its types. */
export function pageOptions(
  operation: "video" | "image",
  models: ModelCatalogue = xai.definition.models,
): PageOptions {
  return {
    provider: defineProvider({ ...xai.definition, models }),
    operation,
    schemaOf,
    // One endpoint, several ways: an input that a way is called for is required by it, not by the schema.
    mayRequire: (parameter, { variant }) => variant.fields[parameter]?.media !== undefined,
    body: ({ model, endpoint, parameters }) => bodyOf(model, endpoint, parameters),
  };
}
