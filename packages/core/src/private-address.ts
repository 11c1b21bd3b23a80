/** Ranges of IPv4 that no public server has: [first address, bits of the prefix]. RFC 6890. */
const privateRanges: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

const privateNames = /(^|\.)(localhost|local|internal|intranet|home\.arpa)\.?$/i;

/** Whether a host name or literal address belongs to a private network, without asking anybody. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (host.includes(":")) return isPrivateIpv6(host.toLowerCase());
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPrivateIpv4(host);
  return privateNames.test(host);
}

function isPrivateIpv4(address: string): boolean {
  const number = ipv4Number(address);
  return privateRanges.some(
    ([first, bits]) => number >>> (32 - bits) === ipv4Number(first) >>> (32 - bits),
  );
}

function ipv4Number(address: string): number {
  return address.split(".").reduce((sum, part) => ((sum << 8) | Number(part)) >>> 0, 0);
}

function isPrivateIpv6(address: string): boolean {
  const mapped = /^::(?:ffff:)?(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1] ?? hexMapped(address);
  if (mapped) return isPrivateIpv4(mapped);
  if (address === "::" || address === "::1") return true;
  return /^(f[cd]|fe[89ab]|ff|64:ff9b:)/.test(address);
}

/** URL parsers write `::ffff:7f00:1` for `::ffff:127.0.0.1`. */
function hexMapped(address: string): string | undefined {
  const found = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (!found) return undefined;
  const high = Number.parseInt(found[1] ?? "", 16);
  const low = Number.parseInt(found[2] ?? "", 16);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

interface DnsPromises {
  lookup(host: string, options: { all: true }): Promise<{ address: string }[]>;
}

/**
 * Whether a name resolves to a private address, where the platform lets us ask (Node, Bun). Elsewhere the platform
 * itself keeps workers out of private networks.
 */
export async function resolvesToPrivate(hostname: string): Promise<boolean> {
  const { process } = globalThis as {
    process?: { getBuiltinModule?(name: string): { lookup?: unknown } | undefined };
  };
  const dns = process?.getBuiltinModule?.("node:dns/promises") as DnsPromises | undefined;
  if (!dns) return false;
  try {
    const found = await dns.lookup(hostname, { all: true });
    return found.some(({ address }) => isPrivateHost(address));
  } catch {
    return false;
  }
}
