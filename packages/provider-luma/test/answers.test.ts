import { readdirSync, readFileSync } from "node:fs";
import type { Operation } from "@tarash/core/provider";
import { expect, test } from "vitest";
import { readFailure } from "../src/failure.ts";
import { type Generation, stateOf } from "../src/state.ts";
import { readWebhook } from "../src/wire.ts";

interface Case {
  readonly operation: Operation;
  readonly generation: Generation;
  /** What the state must hold. */
  readonly expected: Readonly<Record<string, unknown>>;
  /** What it must not. */
  readonly absent?: readonly string[];
}

const folder = new URL("fixtures/answers/", import.meta.url);
const now = Date.parse("2026-01-01T00:00:00Z");

test.each(
  readdirSync(folder).map((file) => [file.replace(".json", "").replaceAll("-", " "), file]),
)("%s", (_name, file) => {
  const text = readFileSync(new URL(file, folder), "utf8");
  const { operation, generation, expected, absent = [] } = JSON.parse(text) as Case;
  const state = stateOf(generation, operation, now);
  expect(state).toMatchObject(expected);
  for (const path of absent) expect(state).not.toHaveProperty(path);
});

const refused = (status: number, url: string, body: unknown): ReturnType<typeof readFailure> =>
  readFailure({ status, body, headers: new Headers(), url });
const dream = "https://api.lumalabs.ai/dream-machine/v1/generations/video";
const agents = "https://agents.lumalabs.ai/v1/generations";

test("a refused key is told which of the two APIs it was tried on", () => {
  const body = { detail: "Not authenticated" };
  expect(refused(403, dream, body)?.message).toContain("LUMAAI_API_KEY");
  expect(refused(401, agents, body)?.message).toContain("LUMA_AGENTS_API_KEY");
});

test("a refusal by policy is told by its words, others are left to their status", () => {
  expect(refused(400, dream, { detail: "Advanced moderation failed" })?.moderated).toBe(true);
  expect(refused(400, dream, { detail: "prompt is too short" })).toBeUndefined();
  expect(refused(503, dream, { detail: "moderation is down" })).toBeUndefined();
});

test("a callback is the generation; anything else is none", () => {
  const assets = { video: "https://storage.test/a.mp4" };
  expect(readWebhook({ id: "g", state: "completed", assets })).toMatchObject({
    remoteId: "g",
    state: { status: "completed", output: { media: [{ url: assets.video }] } },
  });
  for (const body of [null, "text", {}, { id: 1, state: "failed" }, { id: "g" }]) {
    expect(readWebhook(body)).toBeUndefined();
  }
});
