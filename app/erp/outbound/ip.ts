import { BlockList, isIPv4, isIPv6 } from "node:net";

/**
 * Blocks of IANA's special-purpose registries that no public server has, and one cloud's host agent
 * that looks public.
 */
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
] as const;

/** Inside 2000::/3: protocol assignments (Teredo, ORCHID, benchmarking …), documentation, 6to4. */
const NOT_PUBLIC_6 = [
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "2620:4f:8000::/48",
  "3fff::/20",
] as const;

/** How a network with IPv6 only reaches an IPv4 server; that server is what counts. */
const NAT64 = "64:ff9b::";

const notPublic = new BlockList();
for (const [address, bits] of NOT_PUBLIC_4.map(parts)) {
  notPublic.addSubnet(address, bits, "ipv4");
  notPublic.addSubnet(NAT64 + address, 96 + bits, "ipv6");
}
for (const [address, bits] of NOT_PUBLIC_6.map(parts)) notPublic.addSubnet(address, bits, "ipv6");

/** Everything else of IPv6 is local, multicast, reserved, or another way to write an IPv4 address. */
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");
global6.addSubnet(NAT64, 96, "ipv6");

/**
 * ISATAP: an IPv4 address behind 0:5efe or 200:5efe, in any network; nothing but zeros behind it is
 * refused as well.
 */
const ISATAP = /:(?:0|200)?:5efe:(?:[0-9a-f]+:[0-9a-f]+|:)$/;

/**
 * Whether an address, as DNS or the URL parser writes it, belongs to a server on the public
 * internet. What cannot be read is not public.
 * IPv4 inside IPv6 counts as what it stands for only with NAT64; mapped, 6to4, Teredo and ISATAP
 * forms are refused whole.
 */
export function isPublicAddress(text: string): boolean {
  if (isIPv4(text)) return !notPublic.check(text, "ipv4");
  // A zone ("%eth0") names an interface of this machine.
  if (!isIPv6(text) || text.includes("%")) return false;
  const shortest = new URL(`http://[${text}]`).hostname.slice(1, -1);
  return global6.check(text, "ipv6") && !notPublic.check(text, "ipv6") && !ISATAP.test(shortest);
}

function parts(block: string): [address: string, bits: number] {
  const [address = "", bits] = block.split("/");
  return [address, Number(bits)];
}
