import { expect, it } from "vitest";
import { byKind } from "./by-kind.ts";

it("fourteen alike are one card", () => {
  const group = (kind: string, cause: string) => ({ kind, cause });
  const alike = Array.from({ length: 14 }, (_, index) => group("unknown-item", String(index)));
  expect(byKind([...alike, group("erp-auth", "a")]).map((each) => each.length)).toEqual([14, 1]);
  expect(byKind([])).toEqual([]);
});
