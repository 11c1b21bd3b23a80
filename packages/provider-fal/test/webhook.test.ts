import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { WebhookDelivery } from "@tarash/core/provider";
import { virtualClock } from "@tarash/testing";
import { beforeEach, expect, test, vi } from "vitest";

const day = 24 * 60 * 60 * 1_000;
let keys = generateKeyPairSync("ed25519");
let clock = virtualClock();
let reads = 0;
let verifyWebhook: typeof import("../src/webhook.ts").verifyWebhook;

beforeEach(async () => {
  vi.resetModules();
  ({ verifyWebhook } = await import("../src/webhook.ts"));
  keys = generateKeyPairSync("ed25519");
  clock = virtualClock();
  reads = 0;
});

const fetchKeys: typeof fetch = async (url) => {
  expect(String(url)).toBe("https://rest.fal.ai/.well-known/jwks.json");
  reads++;
  const { x } = keys.publicKey.export({ format: "jwk" });
  return Response.json({ keys: [{ kty: "OKP", crv: "Ed25519", x }] });
};

/** What `verifyWebhook` makes of a delivery that was signed with `by`. */
async function verify(
  given: unknown,
  by = keys.privateKey,
  ageSeconds = 0,
): Promise<WebhookDelivery> {
  const text = JSON.stringify(given);
  const timestamp = String(Math.floor(clock.now() / 1_000) - ageSeconds);
  const digest = createHash("sha256").update(text).digest("hex");
  const signature = sign(null, Buffer.from(["id", "user", timestamp, digest].join("\n")), by);
  const headers = {
    "x-fal-webhook-request-id": "id",
    "x-fal-webhook-user-id": "user",
    "x-fal-webhook-timestamp": timestamp,
    "x-fal-webhook-signature": signature.toString("hex"),
  };
  const request = new Request("https://app.test/hook", { method: "POST", headers });
  return verifyWebhook({ request, body: new TextEncoder().encode(text), fetch: fetchKeys, clock });
}

const done = {
  request_id: "job",
  status: "OK",
  payload: { video: { url: "https://files.test/a.mp4" } },
};

test("a finished job brings its output along", async () => {
  expect(await verify(done)).toMatchObject({
    remoteId: "job",
    state: { status: "completed", output: { media: [{ url: "https://files.test/a.mp4" }] } },
  });
});

test("a failed job brings fal's words along, and a refusal by policy is known as one", async () => {
  const detail = [{ loc: ["body", "prompt"], msg: "flagged", type: "content_policy_violation" }];
  const error = "Unexpected status code: 422";
  const refused = await verify({ request_id: "job", status: "ERROR", error, payload: { detail } });
  expect(refused.state).toMatchObject({
    status: "failed",
    error: { message: "prompt: flagged", moderated: true },
  });
  const failed = await verify({ request_id: "job", status: "ERROR", error, payload: null });
  expect(failed.state).toMatchObject({ status: "failed", error: { message: error } });
});

test("a result too large to be posted is left to be read", async () => {
  const delivery = { request_id: "job", status: "OK", payload: null, payload_error: "too large" };
  expect((await verify(delivery)).state.status).toBe("processing");
});

test("the key set is read once a day", async () => {
  await verify(done);
  await verify(done);
  expect(reads).toBe(1);
  clock.advance(day);
  await verify(done);
  expect(reads).toBe(2);
});

test("fal's new keys are believed, and forgeries make nobody ask for keys again and again", async () => {
  await verify(done);
  const forger = generateKeyPairSync("ed25519").privateKey;
  await expect(verify(done, forger)).rejects.toThrow("the delivery's signature is not fal's");
  expect(reads).toBe(1);
  keys = generateKeyPairSync("ed25519");
  clock.advance(5 * 60 * 1_000);
  expect((await verify(done)).remoteId).toBe("job");
  expect(reads).toBe(2);
  await expect(verify(done, forger)).rejects.toThrow("not fal's");
  expect(reads).toBe(2);
});

test("a delivery from another time is refused, whoever signed it", async () => {
  await expect(verify(done, keys.privateKey, 301)).rejects.toThrow("older or newer");
  await expect(verify(done, keys.privateKey, -302)).rejects.toThrow("older or newer");
  expect(await verify(done, keys.privateKey, 299)).toBeDefined();
});
