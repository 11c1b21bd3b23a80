import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("the example shows what a 429, a lost answer and a stall come to", () => {
  const path = fileURLToPath(new URL("../examples/faults.ts", import.meta.url));
  expect(execFileSync(process.execPath, [path], { encoding: "utf8" }).split("\n")).toEqual([
    "status: completed, 1 accepted, waited 7000 ms",
    "reset-after: SubmitUnknownError, 1 accepted, waited 0 ms",
    "stall: TimeoutError, 1 accepted, waited 0 ms",
    "",
  ]);
}, 20_000);
