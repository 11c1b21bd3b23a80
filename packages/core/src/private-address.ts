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

/**
 * Loopback, link-local, site-local, unique local, multicast, NAT64, and every spelling that carries an IPv4 address:
 * mapped (`::ffff:7f00:1`), compatible (`::7f00:1`), translated (`::ffff:0:7f00:1`), 6to4 (`2002:7f00:1::`).
 */
function isPrivateIpv6(address: string): boolean {
  const groups = groupsOf(address);
  const [first = 0, second = 0, third = 0] = groups;
  if (groups.slice(0, 4).every((group) => group === 0)) {
    const [, , , , fourth = 0, fifth = 0, high = 0, low = 0] = groups;
    const carries = (fourth === 0 || fourth === 0xffff) && (fifth === 0 || fifth === 0xffff);
    return carries && isPrivateIpv4(ipv4Text(high, low));
  }
  if (first === 0x2002) return isPrivateIpv4(ipv4Text(second, third));
  if (first === 0x64 && second === 0xff9b) return true;
  return first >> 9 === 0xfc00 >> 9 || first >> 7 === 0xfe80 >> 7 || first >> 8 === 0xff;
}

/** The eight numbers of an IPv6 address, `::` filled in, dotted ends and zones understood. */
function groupsOf(address: string): readonly number[] {
  const plain = (address.split("%")[0] ?? "").replace(
    /(\d+)\.(\d+)\.(\d+)\.(\d+)$/,
    (_, a: string, b: string, c: string, d: string) =>
      `${(Number(a) * 256 + Number(b)).toString(16)}:${(Number(c) * 256 + Number(d)).toString(16)}`,
  );
  const [head = "", tail] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: gap }, () => "0"), ...right].map((group) =>
    Number.parseInt(group, 16),
  );
}

function ipv4Text(high: number, low: number): string {
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
