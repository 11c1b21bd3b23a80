import { checkRandomRequests } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { pageOptions } from "./pages.ts";

test.each([
  ["video", 4_000, 1_700],
  ["image", 8_000, 3_400],
] as const)(
  "random %s requests give only valid payloads, or an error that names field, value and what is allowed",
  async (operation, runs, atLeast) => {
    const counts = await checkRandomRequests({ ...pageOptions(operation), runs });
    console.log(`replicate random ${operation} requests:`, JSON.stringify(counts));
    expect(counts.valid).toBeGreaterThan(atLeast);
    expect(counts.refused).toBeGreaterThan(1_000);
  },
  60_000,
);
