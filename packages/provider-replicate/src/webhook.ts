import type { WebhookCall, WebhookDelivery } from "@tarash/core/provider";
import { bytesFromBase64 } from "@tarash/core/provider";
import type { Prediction } from "replicate";
import { stateOf } from "./state.ts";

/** How old or how early a delivery may be. */
const skewMs = 300_000;

/**
 * Proves with the account's signing secret (`whsec_…`, HMAC-SHA256) that a delivery is Replicate's, unchanged and
 * recent.
 */
export async function verifyWebhook(call: WebhookCall): Promise<WebhookDelivery> {
  const { headers } = call.request;
  const [id, timestamp, signatures] = ["id", "timestamp", "signature"].map(
    (name) => headers.get(`webhook-${name}`) ?? "",
  ) as [string, string, string];
  if (!id || !/^\d+$/.test(timestamp) || !signatures) {
    throw new Error("the delivery lacks Replicate's signature headers");
  }
  if (Math.abs(call.clock.now() - Number(timestamp) * 1_000) > skewMs) {
    throw new Error("the delivery is older or newer than five minutes");
  }
  const key = await keyOf(call.secret);
  const message = joined(new TextEncoder().encode(`${id}.${timestamp}.`), call.body);
  if (!(await isSigned(key, signatures, message))) {
    throw new Error(
      "the delivery's signature is not Replicate's, or the secret is another account's",
    );
  }
  const prediction = JSON.parse(new TextDecoder().decode(call.body)) as Prediction;
  if (typeof prediction.id !== "string") throw new Error("the delivery names no prediction");
  // The delivery does not say what was asked for; the order of places only matters for objects that hold both.
  return { remoteId: prediction.id, state: stateOf(prediction, "video") };
}

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

async function keyOf(secret: string | undefined): Promise<Key> {
  if (!secret?.startsWith("whsec_")) {
    throw new Error(
      "Replicate's webhooks need the signing secret (whsec_…) that GET /v1/webhooks/default/secret returns",
    );
  }
  const bytes = bytesFromBase64(secret.slice("whsec_".length)) as Uint8Array<ArrayBuffer>;
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [
    "verify",
  ]);
}

/** Several signatures, `v1,…` each, stand in one header while a secret is being replaced. */
async function isSigned(
  key: Key,
  signatures: string,
  message: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const entry of signatures.split(" ")) {
    const [version, signature] = entry.split(",");
    if (version !== "v1" || !/^[A-Za-z0-9+/]{43}=$/.test(signature ?? "")) continue;
    const bytes = bytesFromBase64(signature ?? "") as Uint8Array<ArrayBuffer>;
    if (await crypto.subtle.verify("HMAC", key, bytes, message)) return true;
  }
  return false;
}

function joined(start: Uint8Array, rest: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(start.byteLength + rest.byteLength);
  whole.set(start);
  whole.set(rest, start.byteLength);
  return whole;
}
