import { describe, expect, it } from "vitest";
import type { OrderSnapshot } from "./snapshot.ts";
import { phoneForms, searchTerms, tagTerm, typedTerms, type TermKind } from "./search-terms.ts";

const address = (over: object) => ({
  ...{ firstName: null, lastName: null, company: null, phone: null },
  ...over,
});
const order = {
  content: {
    company: { name: "Müller & Söhne GmbH" },
    lines: [{ sku: "CUP-1" }, { sku: null }, { sku: " cup-1 " }],
    poNumber: "PO 4711",
    tags: ["VIP", "Wholesale"],
  },
  personal: {
    email: "Ada@Example.com",
    phone: null,
    customer: { firstName: "Ada", lastName: "Lovelace", email: "ada@example.com", phone: null },
    sellTo: address({ firstName: "Ada", lastName: "King Lovelace" }),
    shipTo: address({ company: "Analytical Engines", phone: "+49 (0)170 1234567" }),
    billTo: null,
  },
  state: { fulfillments: [{ tracking: [{ number: "JD 0001" }, { number: null }] }] },
} as unknown as OrderSnapshot;
const terms = searchTerms(order);

const ALL: TermKind[] = ["customer", "item", "poNumber", "tracking"];
const finds = (typed: string, kinds = ALL) =>
  typedTerms(typed, kinds).some(({ term, prefix }) =>
    terms.some((one) => (prefix ? one.startsWith(term) : one === term)),
  );

describe("search terms of an order", () => {
  it.each([
    ...["Ada", "lovelace", "LOVE", "ada king", "king lovelace", "muller", "Müller & Söhne"],
    ...["söhne", "analytical", "engines", "ada@example.com", "ada@"],
    ...["CUP-1", "cup", "po 47", "jd 0001", "JD 00"],
    ...["0170 1234567", "+49 170 1234567", "0049 170 1234567", "170123", "49170"],
  ])("%s finds it", (typed) => {
    expect(finds(typed)).toBe(true);
  });

  it.each(["vip", "king ada", "up-1", "ad", "", " ", "1234567", "0171 1234567", "\u0000"])(
    "%s does not",
    (typed) => {
      expect(finds(typed)).toBe(false);
    },
  );

  it("kinds do not mix", () => {
    expect(finds("cup-1", ["customer"])).toBe(false);
    expect(finds("ada", ["item"])).toBe(false);
  });

  it("a tag is found whole only", () => {
    expect(terms).toContain(tagTerm("vip")[0]?.term);
    expect(terms).not.toContain(tagTerm("whole")[0]?.term);
    expect(tagTerm("  ")).toEqual([]);
  });

  it("says each once, and empty ones never", () => {
    expect(new Set(terms).size).toBe(terms.length);
    expect(terms.every((term) => term.length > 1)).toBe(true);
  });

  it("takes no short number for a phone", () => {
    expect(phoneForms("0012")).toEqual([]);
    expect(phoneForms("030 123456")).toEqual(["30123456"]);
  });
});
