import type { JobState, WebhookCall, WebhookDelivery } from "@tarash/core/provider";
import { failureOf } from "./wire.ts";

/** How old or how early a signed delivery may be, in milliseconds. */
const skewMs = 300_000;

/** What HeyGen posts when a video is over. */
interface Delivery {
  readonly event_type?: string;
  readonly event_data?: {
    readonly video_id?: unknown;
    readonly url?: unknown;
    readonly msg?: unknown;
    readonly failure_code?: unknown;
    readonly failure_message?: unknown;
  };
}

/**
 * Reads a delivery to the `callback_url` of a request. Such a delivery is proven by the token in its address, which
 * core has checked. With a secret (the one of a registered endpoint) the signature is insisted on as well: HMAC-SHA256
 * of the body in hexadecimal, and a recent time where one is told.
 */
export async function verifyWebhook(call: WebhookCall): Promise<WebhookDelivery> {
  if (call.secret !== undefined) await proveSignature(call, call.secret);
  const body = JSON.parse(new TextDecoder().decode(call.body)) as Delivery;
  const id = body.event_data?.video_id;
  if (typeof id !== "string") throw new Error("the delivery names no video_id");
  return { remoteId: id, state: stateOf(body) };
}

async function proveSignature(
  { request, body, clock }: WebhookCall,
  secret: string,
): Promise<void> {
  const signature = request.headers.get("heygen-signature") ?? "";
  if (!/^[0-9a-f]{64}$/i.test(signature)) {
    throw new Error("the delivery lacks HeyGen's signature");
  }
  const timestamp = request.headers.get("heygen-timestamp");
  if (timestamp !== null && !(Math.abs(clock.now() - Number(timestamp) * 1_000) <= skewMs)) {
    throw new Error("the delivery is older or newer than five minutes");
  }
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["verify"],
  );
  const bytes = Uint8Array.from(signature.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const genuine = await crypto.subtle.verify("HMAC", key, bytes, body as Uint8Array<ArrayBuffer>);
  if (!genuine) throw new Error("the delivery's signature is not HeyGen's");
}

/** Events about anything but the end of the video only wake whoever waits, so that he looks. */
function stateOf({ event_type: type, event_data: data = {} }: Delivery): JobState {
  if (type === "avatar_video.success" && typeof data.url === "string") {
    return { status: "completed", output: { media: [{ url: data.url }], raw: data }, raw: data };
  }
  if (type === "avatar_video.fail") {
    const message = data.failure_message ?? data.msg;
    const error = failureOf({ code: data.failure_code, message }, data);
    return { status: "failed", error, raw: data };
  }
  return { status: "processing", raw: data };
}
