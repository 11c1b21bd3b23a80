import { checkRandomRequests } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { pageOptions } from "./pages.ts";

test.each([
  ["video", 2_500, 1_000],
  ["image", 2_000, 900],
] as const)(
  "random %s requests give only valid payloads, or an error that names field, value and what is allowed",
  async (operation, runs, atLeast) => {
    const counts = await checkRandomRequests({ ...pageOptions(operation), runs });
    console.log(`runway random ${operation} requests:`, JSON.stringify(counts));
    expect(counts.valid).toBeGreaterThan(atLeast);
    expect(counts.refused).toBeGreaterThan(600);
  },
);
