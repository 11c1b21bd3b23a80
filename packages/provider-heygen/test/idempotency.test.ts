import { generateVideo } from "@tarash/core";
import { startFakeHeygen, virtualClock } from "@tarash/testing";
import { expect, test } from "vitest";
import { heygen } from "../src/index.ts";

const request = { prompt: "hello", extraParams: { avatarId: "look-1" } };

test("a submit that is sent again after a 503 carries the same key, so that it is bought once", async () => {
  await using fake = await startFakeHeygen();
  const config = heygen("avatar", { apiKey: fake.apiKey, baseUrl: fake.url, fetch: fake.fetch });
  fake.fault("submit", { kind: "status", status: 503 });
  await generateVideo(config, request, { clock: virtualClock() });
  const keys = fake.requests
    .filter(({ step }) => step === "submit")
    .map(({ headers }) => headers.get("idempotency-key"));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(keys).size).toBe(1);
});

test("the next model of a chain makes its own video under the caller's key", async () => {
  await using fake = await startFakeHeygen();
  const base = { apiKey: fake.apiKey, baseUrl: fake.url, fetch: fake.fetch };
  fake.script({ end: "failed" }, { times: 1 });
  const config = heygen("avatar", { ...base, fallbackConfigs: [heygen("avatar_v", base)] });
  const options = { clock: virtualClock(), idempotencyKey: "an order, № 7" };
  const { model } = await generateVideo(config, request, options);
  expect(model).toBe("avatar_v");
  expect(fake.accepted).toBe(2);
});
