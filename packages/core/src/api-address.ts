import type { HttpContext } from "./http.ts";

const origins = new Map<string, string>();

/** Hosts are few and asked for with each request. */
function originOf(host: string): string {
  const known = origins.get(host) ?? new URL(host).origin;
  origins.set(host, known);
  return known;
}

/** Where a request really goes: API hosts give way to the caller's `baseUrl`; other addresses get no key. */
export function place(
  target: URL,
  context: Pick<HttpContext, "hosts" | "baseUrl">,
): { url: URL; own: boolean } {
  const vendor = context.hosts.some((host) => originOf(host) === target.origin);
  const base = context.baseUrl === undefined ? undefined : new URL(context.baseUrl);
  if (!base) return { url: target, own: vendor };
  if (vendor) return { url: rebase(target, base), own: true };
  return { url: target, own: target.origin === base.origin };
}

/** `https://api.vendor.com/v1/x` on `http://gateway/prefix` is `http://gateway/prefix/v1/x`; a shared `/v1` stands once. */
function rebase(target: URL, base: URL): URL {
  const prefix = base.pathname.replace(/\/+$/, "");
  const last = prefix.slice(prefix.lastIndexOf("/"));
  const shared = last.length > 1 && `${target.pathname}/`.startsWith(`${last}/`);
  const path = shared ? prefix + target.pathname.slice(last.length) : prefix + target.pathname;
  return new URL(path + target.search, base.origin);
}
