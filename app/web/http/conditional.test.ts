import { expect, it } from "vitest";
import { isCurrent } from "./conditional.ts";

const AT = new Date("2026-12-01T10:09:18.700Z");
const TAG = '"a-icml"';

it("knows what an asker has already, by its tag before its time", () => {
  expect(isCurrent({}, TAG, AT)).toBe(false);
  expect(isCurrent({ "if-none-match": TAG }, TAG, AT)).toBe(true);
  expect(isCurrent({ "if-none-match": `"b", W/${TAG}` }, TAG, AT)).toBe(true);
  expect(isCurrent({ "if-none-match": "*" }, TAG, AT)).toBe(true);
  const since = AT.toUTCString();
  expect(isCurrent({ "if-modified-since": since }, TAG, AT)).toBe(true);
  expect(isCurrent({ "if-modified-since": "Tue, 01 Dec 2026 10:09:17 GMT" }, TAG, AT)).toBe(false);
  expect(isCurrent({ "if-modified-since": "yesterday" }, TAG, AT)).toBe(false);
  expect(isCurrent({ "if-none-match": '"b"', "if-modified-since": since }, TAG, AT)).toBe(false);
});
