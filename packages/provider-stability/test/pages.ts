import { defineProvider, type ModelCatalogue } from "@tarash/core/provider";
import type { PageOptions } from "@tarash/testing/pages";
import { stability } from "../src/index.ts";
import { schemaOf } from "./schema.ts";

/** How Stability's pages are held to its OpenAPI description. */
export function pageOptions(models: ModelCatalogue = stability.definition.models): PageOptions {
  return {
    provider: defineProvider({ ...stability.definition, models }),
    operation: "image",
    schemaOf,
    checksExtras: true,
    // One endpoint draws from words alone and from a picture, which wants a strength.
    mayRequire: (parameter) => parameter === "image" || parameter === "strength",
  };
}
