import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ipv4Bytes, ipv6Bytes, isPublicAddress } from "./ip.ts";

const PUBLIC = [
  "1.1.1.1",
  "8.8.8.8",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.0",
  "168.63.129.15",
  "168.63.129.17",
  "169.253.255.255",
  "169.255.0.0",
  "172.15.255.255",
  "172.32.0.0",
  "191.255.255.255",
  "192.0.1.0",
  "192.0.3.0",
  "192.88.98.255",
  "192.88.100.0",
  "192.167.255.255",
  "192.169.0.0",
  "198.17.255.255",
  "198.20.0.0",
  "198.51.99.255",
  "198.51.101.0",
  "203.0.112.255",
  "203.0.114.0",
  "223.255.255.255",
  "2606:4700:4700::1111",
  "2a00:1450:4001:81b::200e",
  "2001:4860:4860::8888",
  "2001:200::1",
  "2400:cb00::",
  "2003:e1::1",
  "3ffe:ffff::1",
  "64:ff9b::8.8.8.8",
  "64:ff9b::808:808",
];

const NOT_PUBLIC = [
  // IPv4: this network, private, carrier-grade, loopback, link-local (with clouds' metadata), protocol assignments, documentation, relays, benchmarks, multicast, reserved, broadcast
  "0.0.0.0",
  "0.0.0.1",
  "0.255.255.255",
  "10.0.0.0",
  "10.0.0.1",
  "10.255.255.255",
  "100.64.0.0",
  "100.64.0.1",
  "100.100.100.200",
  "100.127.255.255",
  "127.0.0.0",
  "127.0.0.1",
  "127.0.0.53",
  "127.1.2.3",
  "127.255.255.255",
  "169.254.0.0",
  "169.254.169.254",
  "169.254.170.2",
  "169.254.255.255",
  "172.16.0.0",
  "172.17.0.1",
  "172.20.10.1",
  "172.31.255.255",
  "192.0.0.0",
  "192.0.0.1",
  "192.0.0.8",
  "192.0.0.170",
  "192.0.0.192",
  "192.0.0.255",
  "192.0.2.0",
  "192.0.2.1",
  "192.0.2.255",
  "192.31.196.1",
  "192.52.193.1",
  "192.88.99.1",
  "192.168.0.0",
  "192.168.0.1",
  "192.168.1.254",
  "192.168.255.255",
  "192.175.48.1",
  "198.18.0.0",
  "198.18.0.1",
  "198.19.255.255",
  "198.51.100.0",
  "198.51.100.7",
  "203.0.113.0",
  "203.0.113.255",
  "224.0.0.0",
  "224.0.0.1",
  "239.255.255.250",
  "239.255.255.255",
  "240.0.0.0",
  "240.0.0.1",
  "255.255.255.254",
  "255.255.255.255",
  "168.63.129.16",
  // IPv6: unspecified, loopback, mapped, translated, discard, unique local, link-local, site-local, multicast, documentation, Teredo, ORCHID, benchmarks, 6to4, ISATAP, not yet given out
  "::",
  "::1",
  "::2",
  "0:0:0:0:0:0:0:1",
  "0000:0000:0000:0000:0000:0000:0000:0001",
  "::127.0.0.1",
  "::10.0.0.1",
  "::8.8.8.8",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::ffff:10.0.0.1",
  "::ffff:8.8.8.8",
  "::ffff:808:808",
  "0:0:0:0:0:ffff:a00:1",
  "::ffff:0:127.0.0.1",
  "::ffff:0:8.8.8.8",
  "64:ff9b::127.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b::10.1.2.3",
  "64:ff9b::a9fe:a9fe",
  "64:ff9b::192.168.1.1",
  "64:ff9b::100.64.0.1",
  "64:ff9b:1::8.8.8.8",
  "64:ff9b:1::a00:1",
  "64:ff9b:0:1::8.8.8.8",
  "100::",
  "100::1",
  "100:0:0:1::1",
  "fc00::",
  "fc00::1",
  "fd00::1",
  "fd12:3456:789a::1",
  "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  "fd00:ec2::254",
  "fe80::",
  "fe80::1",
  "fe80::a9fe:a9fe",
  "febf::1",
  "fec0::1",
  "feff::1",
  "ff00::",
  "ff01::1",
  "ff02::1",
  "ff02::fb",
  "ff05::2",
  "ff0e::1",
  "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  "2001:db8::",
  "2001:db8::1",
  "2001:db8:ffff::1",
  "3fff::1",
  "3fff:fff::1",
  "2001::",
  "2001::1",
  "2001:0:7f00:1::",
  "2001:0:53aa:64c:0:0:f5ff:fffe",
  "2001:1::1",
  "2001:2::1",
  "2001:3::1",
  "2001:10::1",
  "2001:1f::1",
  "2001:20::1",
  "2001:2f::1",
  "2001:30::1",
  "2001:1ff::1",
  "2002::",
  "2002:7f00:1::",
  "2002:a00:1::1",
  "2002:a9fe:a9fe::",
  "2002:808:808::1",
  "2620:4f:8000::1",
  "2400::5efe:10.0.0.1",
  "2400::200:5efe:7f00:1",
  "2a00::5efe:808:808",
  "4000::1",
  "5f00::1",
  "6000::1",
  "8000::1",
  "a000::1",
  "c000::1",
  "e000::1",
  "1000::1",
  "1fff::1",
  "200::1",
  "400::1",
  "800::1",
];

const NO_ADDRESS = [
  "",
  " ",
  "localhost",
  "example.com",
  "127.1",
  "127.0.1",
  "2130706433",
  "0x7f000001",
  "0x7f.0.0.1",
  "0177.0.0.1",
  "127.0.0.01",
  "00127.0.0.1",
  "127.0.0.1.",
  ".127.0.0.1",
  "127.0.0.1.1",
  "127.0.0.256",
  "256.0.0.1",
  "-1.0.0.1",
  "1.2.3",
  "1.2.3.4 ",
  " 1.2.3.4",
  "1.2.3.4\n",
  "1.2.3.4/8",
  "1.2.3.4:80",
  "1,2,3,4",
  "１.２.３.４",
  "1.2.3.four",
  "8.8.8.8%eth0",
  "[::1]",
  "::1%lo",
  "fe80::1%eth0",
  "2606:4700::1%25eth0",
  ":::",
  "::1::",
  "1::2::3",
  ":1",
  "1:",
  "12345::",
  "g::1",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "1:2:3:4:5:6:7::8",
  "::8.8.8",
  "::8.8.8.8.8",
  "8.8.8.8::",
  "::8.8.8.8:1",
  "2606:4700:4700::1111/64",
  "2606:4700:4700::1111 ",
  "0x2606::1",
  "::ffff:0x7f.0.0.1",
  "::ffff:127.1",
  "::ffff:2130706433",
];

describe("addresses on the public internet", () => {
  it.each(PUBLIC)("%s is one", (address) => expect(isPublicAddress(address)).toBe(true));
  it.each(NOT_PUBLIC)("%s is none", (address) => {
    expect(ipv4Bytes(address) ?? ipv6Bytes(address), "is an address all the same").toBeDefined();
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each(NO_ADDRESS)("%j is no address at all", (text) => {
    expect([ipv4Bytes(text), ipv6Bytes(text)]).toEqual([undefined, undefined]);
    expect(isPublicAddress(text)).toBe(false);
  });

  it("reads every IPv4 address as its four numbers", () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(ipv4Bytes(text)).toEqual(text.split(".").map(Number));
      }),
    );
  });
  it("reads every IPv6 address as the URL parser does", () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const bytes = ipv6Bytes(text);
        const written =
          bytes &&
          Array.from({ length: 8 }, (_, at) =>
            (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16),
          ).join(":");
        expect(written && new URL(`http://[${written}]`).hostname).toBe(
          new URL(`http://[${text}]`).hostname,
        );
      }),
    );
  });
  it("an IPv4 address is as public inside NAT64 as alone, and never inside any other form", () => {
    fc.assert(
      fc.property(fc.ipV4(), (four) => {
        expect(isPublicAddress(`64:ff9b::${four}`)).toBe(isPublicAddress(four));
        for (const prefix of ["::", "::ffff:", "::ffff:0:", "64:ff9b:1::"])
          expect(isPublicAddress(prefix + four)).toBe(false);
      }),
    );
  });
  it("no text at all throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789abcdefx.:%[] ") }), (text) => {
        expect(typeof isPublicAddress(text)).toBe("boolean");
      }),
    );
  });
});
