import { describe, expect, it } from "vitest";
import type { CustomerQuery } from "#app/erp/port/customers.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { byKey, phoneRank, phoneTest, ranked, strongTests, textTest } from "./query.ts";
import type { PartyRow } from "./row.ts";

const party = (id: number, over: Partial<PartyRow> = {}): PartyRow => ({
  id,
  code: `C${id}`,
  name: `Party ${id}`,
  active: true,
  replaced_by: null,
  _timestamp: "1",
  create_date: "2026-03-01T08:00:00.000000Z",
  write_date: null,
  "identifiers.": [],
  "contact_mechanisms.": [],
  "addresses.": [],
  ...over,
});
const contact = (
  type: string,
  value: string,
  active = true,
): PartyRow["contact_mechanisms."][number] => ({ id: 1, type, value, name: "", active });
const identifier = (code: string, type: string | null = null) => ({ id: 1, type, code });
const key = (shopifyId: string, generation = 1): ExternalKey => ({
  kind: "customer",
  shopifyId,
  generation,
  label: "",
});
const find = (query: CustomerQuery, ...rows: PartyRow[]) =>
  ranked(rows, strongTests(query, undefined), query).map(({ ref, matchedBy }) => [
    ref.id,
    matchedBy,
  ]);

describe("who a customer query means", () => {
  it("compares e-mails whole and without case; Tryton's pattern only narrows", () => {
    const rows = [
      party(1, { "contact_mechanisms.": [contact("email", "A_B@x.test ")] }),
      party(2, { "contact_mechanisms.": [contact("email", "aXb@x.test")] }),
      party(3, { "contact_mechanisms.": [contact("email", "a_b@x.test", false)] }),
      party(4, { "contact_mechanisms.": [contact("other", "a_b@x.test")] }),
    ];
    expect(find({ email: "a_b@X.test" }, ...rows)).toEqual([["1", "email"]]);
  });

  it("the stronger way comes first, then the party's number", () => {
    const mail = { "contact_mechanisms.": [contact("email", "a@x.test")] };
    expect(
      find(
        { externalKey: key("7"), number: "C5", email: "a@x.test", taxId: "DE 136-695976" },
        party(9, { "identifiers.": [identifier("de136695976", "eu_vat")] }),
        party(4, mail),
        party(3, mail),
        party(5),
        party(8, { "identifiers.": [identifier("SHOPIFY-CU-7")] }),
      ),
    ).toEqual([
      ["8", "externalKey"],
      ["5", "number"],
      ["3", "email"],
      ["4", "email"],
      ["9", "taxId"],
    ]);
  });

  it("a tax id is one of a VAT rule, a registration number of another, and one of no kind is either", () => {
    const rows = [
      party(1, { "identifiers.": [identifier("DE136695976", "eu_vat")] }),
      party(2, { "identifiers.": [identifier("DE136695976", "fr_siren")] }),
      party(3, { "identifiers.": [identifier("DE 136695976")] }),
    ];
    const ids = (query: CustomerQuery) => find(query, ...rows).map(([id]) => id);
    expect(ids({ taxId: "DE 136-695976" })).toEqual(["1", "3"]);
    expect(ids({ registrationNumber: "DE 136-695976" })).toEqual(["2", "3"]);
  });

  it("one that is another Shopify customer is never taken for this one; another generation of the same is", () => {
    const mail = [contact("email", "a@x.test")];
    const rows = [
      party(1, { "contact_mechanisms.": mail, "identifiers.": [identifier("SHOPIFY-CU-8")] }),
      party(2, { "contact_mechanisms.": mail, "identifiers.": [identifier("SHOPIFY-CU-7-2")] }),
      party(3, { "contact_mechanisms.": mail, "identifiers.": [identifier("SHOPIFY-CU-77")] }),
    ];
    expect(find({ externalKey: key("7"), email: "a@x.test" }, ...rows)).toEqual([["2", "email"]]);
    expect(find({ email: "a@x.test" }, ...rows).map(([id]) => id)).toEqual(["1", "2", "3"]);
  });

  it("a key is an identifier without type, exactly", () => {
    const test = byKey("SHOPIFY-CU-7");
    expect(
      [
        identifier("SHOPIFY-CU-7"),
        identifier("SHOPIFY-CU-7", "eu_vat"),
        identifier("SHOPIFY-CU-70"),
      ].map((each) => test.matches(party(1, { "identifiers.": [each] }))),
    ).toEqual([true, false, false]);
  });

  it("a party merged into another is passed over, unless it is named by its number; an inactive one is blocked", () => {
    const gone = party(1, {
      active: false,
      replaced_by: 2,
      "contact_mechanisms.": [contact("email", "a@x.test")],
    });
    expect(find({ email: "a@x.test" }, gone)).toEqual([]);
    expect(
      ranked([gone], strongTests({ number: "C1" }, undefined), { number: "C1" }),
    ).toMatchObject([{ blocked: true }]);
  });

  it.each([
    ["+45 (0) 12-34 5678", "4512345678", 2],
    ["0045 12345678", "4512345678", 0],
    ["+45 12345678", "12345678", 1],
    ["+45 12345679", "12345678", 3],
    ["12345678-9", "12345678", 3],
    ["", "1", 3],
  ] as const)("phone %s is %s with rank %i", (value, digits, rank) => {
    expect(phoneRank(party(1, { "contact_mechanisms.": [contact("phone", value)] }), digits)).toBe(
      rank,
    );
  });

  it("without digits no phone is looked for", () => {
    expect(phoneTest("ext.")).toBeUndefined();
  });

  it("free text is found in what people see, taking signs of patterns as they are", () => {
    const row = party(1, { name: "50% off_sale", "addresses.": [] });
    expect(
      [
        ["50% OFF", true],
        ["50x off", false],
        ["off_s", true],
        ["offxs", false],
        ["c1", true],
      ].map(([text]) => textTest(String(text)).matches(row)),
    ).toEqual([true, false, true, false, true]);
  });
});
