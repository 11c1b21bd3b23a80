import { checkRandomRequests } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { falWithCatalogue } from "../src/catalogue.ts";
import { models } from "../src/models.ts";
import { pageOptions } from "./pages.ts";
import { catalogueSchemas, readSchemas } from "./schema.ts";

const families = { endpoints: readSchemas(), models };
const catalogue = { endpoints: catalogueSchemas(), models: falWithCatalogue.definition.models };

test.each([
  ["video", "families", families, 6_000, 2_500],
  ["image", "families", families, 6_000, 2_500],
  ["video", "catalogue", catalogue, 3_000, 1_200],
  ["image", "catalogue", catalogue, 3_000, 1_200],
  ["tts", "catalogue", catalogue, 500, 250],
  ["sts", "catalogue", catalogue, 200, 100],
] as const)(
  "random %s requests to the %s give only valid payloads, or an error that names field, value and what is allowed",
  async (operation, name, pages, runs, atLeast) => {
    const options = pageOptions(operation, pages.endpoints, pages.models);
    const counts = await checkRandomRequests({ ...options, runs });
    console.log(`fal ${name}, random ${operation} requests:`, JSON.stringify(counts));
    expect(counts.valid).toBeGreaterThan(atLeast);
    expect(counts.refused).toBeGreaterThan(30);
  },
  120_000,
);
