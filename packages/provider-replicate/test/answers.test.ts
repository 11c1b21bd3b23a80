import { readdirSync, readFileSync } from "node:fs";
import type { Operation } from "@tarash/core/provider";
import type { Prediction } from "replicate";
import { expect, test } from "vitest";
import { readFailure } from "../src/failure.ts";
import { stateOf } from "../src/state.ts";

interface Case {
  readonly operation: Operation;
  readonly prediction: Prediction;
  /** What the state must hold. */
  readonly expected: Readonly<Record<string, unknown>>;
  /** What it must not. */
  readonly absent?: readonly string[];
}

const folder = new URL("fixtures/answers/", import.meta.url);

test.each(
  readdirSync(folder).map((file) => [file.replace(".json", "").replaceAll("-", " "), file]),
)("%s", (_name, file) => {
  const {
    operation,
    prediction,
    expected,
    absent = [],
  } = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Case;
  const state = stateOf(prediction, operation);
  expect(state).toMatchObject(expected);
  for (const path of absent) expect(state).not.toHaveProperty(path);
});

const refused = (status: number, body: unknown): ReturnType<typeof readFailure> =>
  readFailure({ status, body, headers: new Headers(), url: "https://api.replicate.com/v1" });

test("a refused request names the fields that are wrong", () => {
  const body = {
    title: "Input validation failed",
    detail: "- input: prompt is required\n",
    status: 422,
    invalid_fields: [
      { type: "required", field: "input.prompt", description: "prompt is required" },
    ],
  };
  expect(refused(422, body)?.message).toBe("prompt: prompt is required");
});

test("a refused request without fields is told in the words of its detail, or its title", () => {
  expect(refused(402, { title: "Insufficient credit", detail: "Buy some." })?.message).toBe(
    "Buy some.",
  );
  expect(refused(404, { title: "Not found" })?.message).toBe("Not found");
  expect(refused(404, "nothing here")).toBeUndefined();
  expect(refused(503, { detail: "later" })).toBeUndefined();
});

test("a refused request that was flagged is a refusal by policy", () => {
  const body = { detail: "The input was flagged as sensitive. (E005)", status: 422 };
  expect(refused(422, body)?.moderated).toBe(true);
});
