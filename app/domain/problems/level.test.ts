import { expect, it } from "vitest";
import { PROBLEM_KINDS, problemInfo } from "./catalog.ts";
import { INFORMATION, levelOf, worstFirst } from "./level.ts";

it("TSK-3: what needs nobody is information, everything else one of two levels", () => {
  for (const kind of ["cancelled-order", "nothing-left", "test-order"])
    expect(levelOf(kind), kind).toBe("info");
  expect(["unknown-item", "erp-refused", "totals-mismatch"].map(levelOf)).toEqual(
    Array.from({ length: 3 }, () => "critical"),
  );
  // An ERP that is away, an order that somebody has to look at: no blame, but no mere information either.
  expect(
    ["erp-unavailable", "ambiguous-act", "high-risk-order", "capture-short"].map(levelOf),
  ).toEqual(Array.from({ length: 4 }, () => "warning"));
  expect(levelOf("of-a-newer-app")).toBe("critical");
});

it("nothing that blocks is information", () => {
  for (const kind of INFORMATION) expect(problemInfo(kind).severity, kind).not.toBe("blocks");
  expect(INFORMATION.length).toBeLessThan(PROBLEM_KINDS.length / 3);
});

it("the worst comes first, and among equals what came first", () => {
  const found = ["test-order", "capture-short", "high-risk-order", "erp-refused", "unknown-item"];
  expect(worstFirst(found.map((kind) => ({ kind }))).map(({ kind }) => kind)).toEqual([
    ...["erp-refused", "unknown-item", "high-risk-order", "capture-short", "test-order"],
  ]);
});
