import { checkRandomRequests } from "@tarash/testing/pages";
import { expect, test } from "vitest";
import { pageOptions } from "./pages.ts";

test("random requests give only valid payloads, or an error that names field, value and what is allowed", async () => {
  const counts = await checkRandomRequests({ ...pageOptions(), runs: 1_500 });
  console.log("heygen random requests:", JSON.stringify(counts));
  expect(counts.valid).toBeGreaterThan(500);
  expect(counts.refused).toBeGreaterThan(200);
});
