import { inEnglish } from "#app/i18n/refusal-text.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AddressProblem } from "./address.ts";
import { checkAddress } from "./address.ts";
import { isPublicAddress } from "./ip.ts";

const problemOf = (text: string, allowed: string[] = []): AddressProblem | "fine" => {
  const checked = checkAddress(text, allowed);
  return checked.ok ? "fine" : checked.problem;
};

const FINE = [
  "https://erp.example.com",
  "https://erp.example.com/",
  "https://erp.example.com:443",
  "https://erp.example.com:8000",
  "https://erp.example.com:8443/tryton",
  "https://ERP.Example.COM",
  "https://a-b.c_d.example",
  "https://xn--mnchen-3ya.de",
  "https://münchen.de",
  "https://8.8.8.8",
  "https://8.8.8.8:8000/",
  "https://[2606:4700:4700::1111]",
  "https://[2606:4700:4700::1111]:8443/x",
  "https://erp.example.com/a%20b",
  "https://localhost.example.com",
  "https://127.0.0.1.example.com",
  "https://10.example.com",
  "https://internal.example.com",
];

const REFUSED: Record<AddressProblem, string[]> = {
  notAnAddress: [
    "",
    " ",
    "erp.example.com",
    "//erp.example.com",
    "https://",
    "https://erp example.com",
    " https://erp.example.com",
    "https://erp.example.com ",
    "https://erp.example.com\n",
    "ht\ttps://erp.example.com",
    "https://erp.exam\rple.com",
    "https://erp.example.com\\@10.0.0.1",
    "https:\\\\erp.example.com",
    "https://erp.example.com:99999",
    "https://erp.example.com:-1",
    "https://[::1",
    "https://[fe80::1%25eth0]",
    "https://1.2.3.4.5",
    "https://256.256.256.256",
    "https://erp.example.com.",
    "https://erp..example.com",
    "https://.example.com",
    "https://%00.example.com",
    "https://erp.example.com\u0000",
    `https://erp.example.com/${"a".repeat(3_000)}`,
    "https://*.example.com",
    "https://a b.example.com",
    "\u00a0https://erp.example.com".slice(0, 1),
  ],
  notHttps: [
    "http://erp.example.com",
    "http://erp.example.com:8000",
    "http://erp.example.com:443",
    "HTTP://erp.example.com",
    "ftp://erp.example.com",
    "file:///etc/passwd",
    "gopher://erp.example.com:70/x",
    "data:text/plain,x",
    "javascript:alert(1)",
    "ws://erp.example.com",
    "wss://erp.example.com",
    "ldap://erp.example.com",
    "dict://erp.example.com:11211/",
    "jar:http://erp.example.com!/",
    "tryton://erp.example.com:8000",
    "erp.example.com:8000",
    "blob:https://erp.example.com/x",
    "about:blank",
    "http://127.0.0.1",
    "http://169.254.169.254/latest/meta-data/",
  ],
  credentials: [
    "https://user@erp.example.com",
    "https://user:pw@erp.example.com",
    "https://:pw@erp.example.com",
    "https://erp.example.com@10.0.0.1",
    "https://erp.example.com%40x@10.0.0.1",
    "https://a:b@8.8.8.8",
  ],
  extras: [
    "https://erp.example.com/?x=1",
    "https://erp.example.com?x",
    "https://erp.example.com/#top",
    "https://erp.example.com#",
    "https://erp.example.com/?",
    "https://erp.example.com#@10.0.0.1",
  ],
  port: [
    "https://erp.example.com:22",
    "https://erp.example.com:25",
    "https://erp.example.com:80",
    "https://erp.example.com:0",
    "https://erp.example.com:3306",
    "https://erp.example.com:5432",
    "https://erp.example.com:6379",
    "https://erp.example.com:8080",
    "https://erp.example.com:9200",
    "https://erp.example.com:11211",
    "https://erp.example.com:65535",
    "https://8.8.8.8:8001",
    "https://127.0.0.1:22",
    "https://[2606:4700:4700::1111]:6379",
  ],
  oddHost: [
    "https://134744072",
    "https://0x08080808",
    "https://0x8.8.8.8",
    "https://010.8.8.8",
    "https://8.8.2056",
    "https://8.526344",
    "https://８.８.８.８",
    "https://8.8.8.8．".slice(0, -1).replace("8.8.8.8", "0010.8.8.8"),
    "https://8%2e8.8.8",
    "https://0x8.0x8.0x8.0x8",
    "https://8。8。8。8",
  ],
  privateName: [
    "https://localhost",
    "https://LOCALHOST:8000",
    "https://localhost.localdomain",
    "https://erp",
    "https:///x",
    "https://erp.local",
    "https://erp.internal",
    "https://metadata.google.internal",
    "https://metadata",
    "https://erp.lan",
    "https://nas.home",
    "https://erp.corp",
    "https://erp.home.arpa",
    "https://x.localhost",
    "https://erp.intranet",
    "https://kubernetes.default.svc.cluster.local",
    "https://host.docker.internal",
    "https://instance-data.ec2.internal",
    "https://erp.private",
    "https://abc.onion",
    "https://erp.test",
    "https://erp.invalid",
    "https://ｌｏｃａｌｈｏｓｔ",
  ],
  privateAddress: [
    "https://127.0.0.1",
    "https://127.0.0.1:8000",
    "https://127.1",
    "https://127.0.1",
    "https://2130706433",
    "https://0x7f000001",
    "https://0x7f.0.0.1",
    "https://0x7f.1",
    "https://0177.0.0.1",
    "https://0177.1",
    "https://017700000001",
    "https://00000177.0.0.1",
    "https://127.0.0.0x1",
    "https://１２７.０.０.１",
    "https://127。0。0。1",
    "https://%31%32%37.0.0.1",
    "https://0",
    "https://0.0.0.0",
    "https://0x0",
    "https://10.0.0.1",
    "https://012.0.0.1",
    "https://167772161",
    "https://172.16.0.1",
    "https://2886729729",
    "https://192.168.1.1",
    "https://0xc0a80101",
    "https://3232235777",
    "https://192.168.257",
    "https://169.254.169.254",
    "https://2852039166",
    "https://0xa9fea9fe",
    "https://0251.0376.0251.0376",
    "https://169.254.43518",
    "https://100.64.0.1",
    "https://1681915905",
    "https://198.18.0.1",
    "https://224.0.0.1",
    "https://255.255.255.255",
    "https://4294967295",
    "https://0xffffffff",
    "https://127.0.0.1.",
    "https://0x7f.1.",
    "https://192.0.2.1",
    "https://168.63.129.16",
    "https://[::1]",
    "https://[::]",
    "https://[0:0:0:0:0:0:0:1]",
    "https://[0000::0001]",
    "https://[::127.0.0.1]",
    "https://[::ffff:127.0.0.1]",
    "https://[::ffff:7f00:1]",
    "https://[0:0:0:0:0:ffff:7f00:0001]",
    "https://[::ffff:10.0.0.1]",
    "https://[::ffff:8.8.8.8]",
    "https://[64:ff9b::127.0.0.1]",
    "https://[64:ff9b::169.254.169.254]",
    "https://[64:ff9b:1::8.8.8.8]",
    "https://[fe80::1]",
    "https://[fc00::1]",
    "https://[fd00:ec2::254]",
    "https://[FD00:EC2::254]",
    "https://[ff02::1]",
    "https://[2001:db8::1]",
    "https://[2002:7f00:1::]",
    "https://[2001:0:7f00:1::]",
    "https://[2400::5efe:10.0.0.1]",
    "https://[::]:8000",
    "https://[::1]:8443",
  ],
};

describe("the address of an ERP", () => {
  it.each(FINE)("%s is taken", (text) => expect(problemOf(text)).toBe("fine"));
  it.each(
    Object.entries(REFUSED).flatMap(([problem, texts]) => texts.map((text) => [text, problem])),
  )("%j: %s", (text, problem) => {
    expect(problemOf(text)).toBe(problem);
    const checked = checkAddress(text, []);
    expect(checked.ok ? "" : inEnglish(checked.text)).toMatch(/^\S.{20,}/);
  });

  it("only the very host and port of the exceptions are let through", () => {
    const allowed = ["127.0.0.1:8000", "erp.lan:443", "[::1]:8000", "ERP.Local:8069"];
    for (const text of [
      "http://127.0.0.1:8000",
      "https://127.0.0.1:8000/x",
      "http://0x7f.1:8000",
      "https://erp.lan",
      "http://[::1]:8000",
      "http://[0:0::1]:8000",
      "http://erp.local:8069",
    ])
      expect(problemOf(text, allowed), text).toBe("fine");
    for (const text of [
      "http://127.0.0.1:8001",
      "http://127.0.0.1",
      "http://127.0.0.2:8000",
      "http://erp.lan",
      "http://erp.lan:443.example.com",
      "https://x.erp.lan",
      "https://erp.lan:8443",
      "http://[::1]:8001",
      "http://erp.local.example.com:8069",
      "http://localhost:8000",
    ])
      expect(problemOf(text, allowed), text).not.toBe("fine");
    expect(problemOf("http://user:pw@127.0.0.1:8000", allowed)).toBe("credentials");
    expect(problemOf("ftp://127.0.0.1:8000", allowed)).toBe("notHttps");
  });

  it("whatever is written: an address of numbers that is taken is public and written plainly", () => {
    const part = fc.oneof(
      fc.integer({ min: 0, max: 300 }).map(String),
      fc.integer({ min: 0, max: 255 }).map((n) => `0x${n.toString(16)}`),
      fc.integer({ min: 0, max: 255 }).map((n) => `0${n.toString(8)}`),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }).map(String),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const text = `https://${parts.join(".")}`;
        const checked = checkAddress(text, []);
        if (checked.ok) {
          expect(isPublicAddress(checked.url.hostname)).toBe(true);
          expect(text).toBe(`https://${checked.url.hostname}`);
        }
      }),
      { numRuns: 1_000 },
    );
  });
  it("nothing written throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map((rest) => `https://${rest}`),
        ),
        (text) => {
          const checked = checkAddress(text, []);
          if (checked.ok) expect(checked.url.protocol).toBe("https:");
        },
      ),
      { numRuns: 500 },
    );
  });
});
