import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { expectedFaults, faultNames, faultSteps, type SubmitKind } from "../src/expected-faults.ts";
import { expectedOutcome } from "../src/provider/fault-matrix.ts";
import { reliabilityPage } from "../src/reliability-page.ts";

test("docs/reliability.md is what the table says (node packages/testing/test/write-reliability.ts)", async () => {
  const page = await readFile(new URL("../../../docs/reliability.md", import.meta.url), "utf8");
  expect(page).toBe(reliabilityPage());
});

test("each cell stands in exactly one row, and only JSON that a download is not has none", () => {
  const kinds: readonly SubmitKind[] = ["job", "findable", "at once"];
  const cells = kinds.flatMap((kind) =>
    faultSteps.flatMap((step) =>
      faultNames.flatMap((name) =>
        (["once", "always"] as const).map((times) => ({ kind, step, name, times })),
      ),
    ),
  );
  const wrong = cells.filter(({ kind, step, name, times }) => {
    const rows = expectedFaults.filter(
      (row) =>
        row.step === step &&
        row.faults.includes(name) &&
        row.times.includes(times) &&
        (row.submits?.includes(kind) ?? true),
    );
    return rows.length !== (step === "download" && name === "malformed" ? 0 : 1);
  });
  expect(wrong).toEqual([]);
});

test("a vendor that rightly differs says so in its own row", () => {
  const differs = [
    {
      step: "cancel" as const,
      faults: ["409" as const],
      times: ["always" as const],
      outcome: { accepted: 1, movedOn: false, billing: "possible" as const, ref: "job" as const },
      because: "its 409 says that the job is over",
    },
  ];
  expect(expectedOutcome({ differs }, "job", "cancel", "409", "always")).not.toHaveProperty(
    "cancel",
  );
  expect(expectedOutcome({ differs }, "job", "cancel", "409", "once")).toHaveProperty("cancel");
});
