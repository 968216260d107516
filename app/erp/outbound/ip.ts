/** The four bytes of an address in plain dotted form; every other notation (hex, octal, shortened) is none. */
export function ipv4Bytes(text: string): number[] | undefined {
  if (!/^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(text)) return undefined;
  const bytes = text.split(".").map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : undefined;
}

/** The sixteen bytes of an IPv6 address without brackets; with a zone ("%eth0") it is none. */
export function ipv6Bytes(text: string): number[] | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, rest] = [
    groups(halves[0] ?? ""),
    halves.length === 2 ? groups(halves[1] ?? "") : [],
  ];
  if (!head || !rest || (halves.length === 2 && head.length > 0 && (halves[0] ?? "").includes(".")))
    return undefined;
  const missing = 16 - head.length - rest.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return [...head, ...Array.from({ length: missing }, () => 0), ...rest];
}

/** "2001:db8:192.0.2.1" as bytes; an IPv4 part may only end it. */
function groups(text: string): number[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const bytes: number[] = [];
  for (const [at, part] of parts.entries()) {
    if (part.includes(".")) {
      const four = at === parts.length - 1 ? ipv4Bytes(part) : undefined;
      if (!four) return undefined;
      bytes.push(...four);
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(part)) return undefined;
      const value = Number.parseInt(part, 16);
      bytes.push(value >> 8, value & 255);
    }
  }
  return bytes;
}

/** Blocks of IANA's special-purpose registries that no public server has, and one cloud's host agent that looks public. */
const NOT_PUBLIC_4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "168.63.129.16/32",
].map((block) => parseBlock(block, ipv4Bytes));

/** Inside 2000::/3: protocol assignments (Teredo, ORCHID, benchmarking …), documentation, 6to4. */
const NOT_PUBLIC_6 = [
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "2620:4f:8000::/48",
  "3fff::/20",
].map((block) => parseBlock(block, ipv6Bytes));
const GLOBAL_6 = parseBlock("2000::/3", ipv6Bytes);
/** NAT64's well-known prefix: how a network with IPv6 only reaches an IPv4 server. */
const NAT64 = parseBlock("64:ff9b::/96", ipv6Bytes);

interface Block {
  bytes: number[];
  bits: number;
}

function parseBlock(text: string, read: (address: string) => number[] | undefined): Block {
  const [address = "", bits = ""] = text.split("/");
  const bytes = read(address);
  if (!bytes) throw new Error(`not a block of addresses: ${text}`);
  return { bytes, bits: Number(bits) };
}

function inBlock(address: number[], { bytes, bits }: Block): boolean {
  for (let at = 0; at * 8 < bits; at += 1) {
    const mask = bits - at * 8 >= 8 ? 255 : (255 << (8 - (bits - at * 8))) & 255;
    if (((address[at] ?? 0) & mask) !== ((bytes[at] ?? 0) & mask)) return false;
  }
  return true;
}

/**
 * Whether an address, as DNS or the URL parser writes it, belongs to a server on the public internet. What cannot be read is not public.
 * IPv4 inside IPv6 counts as what it stands for only with NAT64; mapped, 6to4, Teredo and ISATAP forms are refused whole.
 */
export function isPublicAddress(text: string): boolean {
  const four = ipv4Bytes(text);
  if (four) return isPublic4(four);
  const six = ipv6Bytes(text);
  if (!six) return false;
  if (inBlock(six, NAT64)) return isPublic4(six.slice(12));
  const isatap =
    (six[8] === 0 || six[8] === 2) && six[9] === 0 && six[10] === 0x5e && six[11] === 0xfe;
  return inBlock(six, GLOBAL_6) && !isatap && !NOT_PUBLIC_6.some((block) => inBlock(six, block));
}

const isPublic4 = (bytes: number[]): boolean =>
  !NOT_PUBLIC_4.some((block) => inBlock(bytes, block));
