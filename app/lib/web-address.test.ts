import { expect, it } from "vitest";
import { linkTarget, webAddress } from "./web-address.ts";

const BAD = [
  "javascript:alert(1)",
  "JavaScript:alert(1)//https://a.example",
  " java\nscript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "file:///etc/passwd",
  "ftp://a.example/1",
  "//a.example/1",
  "www.a.example/1",
  "https:///1",
  "https://[",
  "",
];

it("takes http and https only", () => {
  expect([" https://a.example/1?n=2 ", "HTTP://a.example"].map(webAddress)).toEqual([
    "https://a.example/1?n=2",
    "HTTP://a.example",
  ]);
  for (const bad of [...BAD, null, undefined, "/app"])
    expect(webAddress(bad), String(bad)).toBe(undefined);
});

it("lets a link lead to the web or to a page of the app", () => {
  expect(linkTarget("/app/ledger/documents/1")).toBe("/app/ledger/documents/1");
  expect(linkTarget("https://a.example")).toBe("https://a.example");
  for (const bad of [...BAD, null, "/\\a.example"])
    expect(linkTarget(bad), String(bad)).toBe(undefined);
});
