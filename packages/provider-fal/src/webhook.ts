import type { JobState, WebhookCall, WebhookDelivery } from "@tarash/core/provider";
import { failureOf } from "./failure.ts";
import { outputOf } from "./output.ts";

const keySetUrl = "https://rest.fal.ai/.well-known/jwks.json";
/** fal asks that its key set is kept for a day at the most. */
const keySetLifeMs = 24 * 60 * 60 * 1_000;
/** How soon an unknown signature may make us ask for the key set again, so that forgeries cause no traffic. */
const keySetRestMs = 5 * 60 * 1_000;
/** How old or how early a delivery may be. */
const skewMs = 300_000;

type PublicKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

let kept: { readonly keys: readonly PublicKey[]; readonly readAt: number } | undefined;

/** Proves with fal's published keys (Ed25519) that a delivery is fal's, unchanged and recent. */
export async function verifyWebhook(call: WebhookCall): Promise<WebhookDelivery> {
  const { headers } = call.request;
  const [id, user, timestamp, signature] = ["request-id", "user-id", "timestamp", "signature"].map(
    (name) => headers.get(`x-fal-webhook-${name}`) ?? "",
  ) as [string, string, string, string];
  if (!id || !user || !/^\d+$/.test(timestamp) || !/^[0-9a-f]{128}$/i.test(signature)) {
    throw new Error("the delivery lacks fal's signature headers");
  }
  if (Math.abs(call.clock.now() - Number(timestamp) * 1_000) > skewMs) {
    throw new Error("the delivery is older or newer than five minutes");
  }
  const digest = await crypto.subtle.digest("SHA-256", call.body as Uint8Array<ArrayBuffer>);
  const message = new TextEncoder().encode([id, user, timestamp, hex(digest)].join("\n"));
  if (!(await signedByFal(call, bytesOf(signature), message))) {
    throw new Error("the delivery's signature is not fal's");
  }
  return deliveryOf(JSON.parse(new TextDecoder().decode(call.body)) as Delivery);
}

/** What fal posts when a job is over. */
interface Delivery {
  readonly request_id: string;
  readonly status: "OK" | "ERROR";
  readonly payload?: unknown;
  readonly error?: string;
  readonly payload_error?: string;
}

function deliveryOf(body: Delivery): WebhookDelivery {
  if (typeof body.request_id !== "string") throw new Error("the delivery names no request_id");
  return { remoteId: body.request_id, state: stateOf(body) };
}

/** A result too large to be posted comes as a `payload_error`: the job is done, and its result is read as usual. */
function stateOf({ status, payload, error, payload_error }: Delivery): JobState {
  if (status === "OK") {
    if (payload_error || payload === undefined || payload === null) return { status: "processing" };
    return { status: "completed", output: outputOf(payload, "video", undefined), raw: payload };
  }
  const facts = failureOf(Number(/\d{3}/.exec(error ?? "")?.[0] ?? 422), payload);
  return {
    status: "failed",
    error: { ...facts, ...(payload ? {} : { message: error ?? facts.message }) },
  };
}

async function signedByFal(
  call: WebhookCall,
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const age = kept ? call.clock.now() - kept.readAt : Number.POSITIVE_INFINITY;
  if (!kept || age >= keySetLifeMs) return verifies(await readKeys(call), signature, message);
  if (await verifies(kept.keys, signature, message)) return true;
  return age >= keySetRestMs && verifies(await readKeys(call), signature, message);
}

async function verifies(
  keys: readonly PublicKey[],
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const key of keys) {
    if (await crypto.subtle.verify("Ed25519", key, signature, message)) return true;
  }
  return false;
}

async function readKeys({ fetch, clock }: WebhookCall): Promise<readonly PublicKey[]> {
  const answer = await fetch(keySetUrl);
  const set = (await answer.json()) as { keys?: readonly { x?: string }[] };
  const keys = await Promise.all(
    (set.keys ?? []).flatMap(({ x }) =>
      x === undefined
        ? []
        : [
            crypto.subtle.importKey("jwk", { kty: "OKP", crv: "Ed25519", x }, "Ed25519", false, [
              "verify",
            ]),
          ],
    ),
  );
  kept = { keys, readAt: clock.now() };
  return keys;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
