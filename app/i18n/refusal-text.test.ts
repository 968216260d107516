import { describe, expect, it } from "vitest";
import { inEnglish, isRefusalText, nestedName, refusal } from "./refusal-text.ts";

describe("refusals", () => {
  it("are said in English with their parameters", () => {
    expect(inEnglish(refusal("item.blocked", { item: "1000" }))).toBe(
      "Item 1000 is blocked in the ledger.",
    );
  });
  it("nest names, and take what a merchant typed as it is", () => {
    const text = refusal("reference.blocked", {
      kind: nestedName("entry.paymentMethod"),
      code: "$t({{kind}})",
    });
    expect(inEnglish(text)).toBe("Payment method $t({{kind}}) is blocked in the ledger.");
  });
  it("nest a sentence that explains another, with the parameters of both", () => {
    const text = {
      code: "tryton.certificate",
      params: { why: "refusal.outbound.tls", detail: "expired" },
    };
    expect(inEnglish(text)).toBe(
      "Tryton's certificate wasn't accepted. The encrypted connection failed: expired",
    );
  });
  it("are told from other stored values", () => {
    expect(isRefusalText(refusal("list.cursor"))).toBe(true);
    for (const other of [null, "list.cursor", {}, { code: "list.cursor" }])
      expect(isRefusalText(other)).toBe(false);
  });
});
