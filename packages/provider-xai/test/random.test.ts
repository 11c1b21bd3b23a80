import { checkRandomRequests } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { pageOptions } from "./pages.ts";

test.each([
  ["video", 450],
  ["image", 400],
] as const)(
  "random %s requests give only valid payloads, or an error that names field, value and what is allowed",
  async (operation, atLeast) => {
    const counts = await checkRandomRequests({ ...pageOptions(operation), runs: 1_000 });
    console.log(`xai random ${operation} requests:`, JSON.stringify(counts));
    expect(counts.valid).toBeGreaterThan(atLeast);
    expect(counts.refused).toBeGreaterThan(200);
  },
);
