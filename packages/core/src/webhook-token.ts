import { sha256 } from "./media.ts";

/** The query parameter that ties a delivery to its intent. Its value is a secret and is redacted everywhere. */
export const tokenParameter = "tarash_token";

/** The caller's webhook with a random token for one intent, and the token's digest for the store. */
export async function webhookAddress(
  webhookUrl: string | undefined,
  id: string,
): Promise<{ url: string; tokenDigest: string } | undefined> {
  if (webhookUrl === undefined) return undefined;
  const random = crypto.getRandomValues(new Uint8Array(24));
  const token = `${id}.${Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  const url = new URL(webhookUrl);
  url.searchParams.set(tokenParameter, token);
  return { url: url.href, tokenDigest: await sha256(token) };
}

/** The intent that a token belongs to. */
export function intentOf(token: string): string {
  return token.split(".")[0] ?? "";
}
