import { describe, expect, it } from "vitest";
import { PROBLEM_KINDS } from "#app/domain/problems/catalog.ts";
import { EXPECTED_VERDICTS } from "./expected-verdicts.ts";
import { ORDER_KINDS } from "./orders/index.ts";

describe("seed", () => {
  it("has at least forty-four kinds, each named once and each with a verdict", () => {
    const kinds = ORDER_KINDS.map(({ kind }) => kind);
    expect(kinds.length).toBeGreaterThanOrEqual(44);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(new Set(ORDER_KINDS.map(({ title }) => title)).size).toBe(kinds.length);
    expect(Object.keys(EXPECTED_VERDICTS).sort()).toEqual([...kinds].sort());
  });
  it("a document has a type, a problem is in the catalog", () => {
    for (const verdict of Object.values(EXPECTED_VERDICTS)) {
      if (verdict.outcome === "document") expect(verdict.documentType).toBeDefined();
      else expect(PROBLEM_KINDS as string[]).toContain(verdict.outcome);
    }
  });
});
