import type { Delivery } from "./errors.ts";

const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
]);

/** What a failed `fetch` says of its fate; where the platform gives no reason, nobody can know. */
export function deliveryOf(error: unknown): Delivery {
  for (let at: unknown = error, depth = 0; at && depth < 8; depth++) {
    const { code, syscall, cause } = at as { code?: unknown; syscall?: unknown; cause?: unknown };
    if (typeof code === "string" && neverSent.has(code)) return "unsent";
    if (code === "ETIMEDOUT" && syscall === "connect") return "unsent";
    const { errors } = at as { errors?: unknown };
    at = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return "unknown";
}

/** The words of the innermost cause, which say the most. */
export function deepestMessage(error: unknown): string {
  let message = String(error);
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; depth++) {
    message = at.message || (at as { code?: string }).code || message;
    at = at.cause ?? (at instanceof AggregateError ? (at.errors[0] as unknown) : undefined);
  }
  return message;
}
