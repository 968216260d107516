import { describe, expect, it } from "vitest";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import type { DocumentReading, ReadLine } from "#app/erp/port/readings.ts";
import { refusal } from "#app/erp/refusals.ts";
import { compareSides } from "./compare.ts";
import { offersOf } from "./remedies.ts";

const address = {
  name: "Ada Berg",
  address1: "Kai 1",
  zip: "20457",
  city: "Hamburg",
  countryCode: "DE",
};
const customer = { kind: "customer" as const, id: "c1", number: "C1" };
const line = (
  key: string,
  quantity: string,
  unitPrice: string,
  over: Partial<DraftLine> = {},
): DraftLine => ({
  ...{ key, kind: "item", description: key, quantity, unitPrice, discount: "0", taxes: [] },
  ...over,
});
const draft = (
  lines: DraftLine[],
  gross: string,
  over: Partial<DocumentDraft> = {},
): DocumentDraft => ({
  ...{ kind: "salesOrder", sellTo: customer, billTo: customer, sellToAddress: address },
  ...{ billToAddress: address, shipToAddress: address, currency: "EUR", pricesIncludeTax: true },
  ...{ documentDate: "2026-03-01", shopifyOrderNumber: "#1", shopifyOrderId: "1", taxLiable: true },
  lines,
  expected: { net: gross, tax: "0", gross },
  ...over,
});
const readLine = (key: string | undefined, quantity: string, amount: string): ReadLine => ({
  ...{ lineId: key ?? "x", sequence: 1, kind: "item", description: key ?? "Theirs", quantity },
  ...{ shipped: "0", invoiced: "0", amount, unitPrice: amount, discount: "0", tax: "0" },
  ...(key === undefined ? {} : { key }),
});
const reading = (
  lines: ReadLine[],
  gross: string,
  over: Partial<DocumentReading> = {},
): DocumentReading => ({
  ...{ ref: { kind: "salesOrder", id: "d1", number: "SO-1" }, kind: "salesOrder", status: "open" },
  ...{ currency: "EUR", changedAt: "", pricesIncludeTax: true, revision: "r1", lines },
  totals: { net: gross, tax: "0", gross },
  header: {
    sellTo: customer,
    billTo: customer,
    billToAddress: address,
    shipToAddress: address,
    note: "",
  },
  ...over,
});
const THEN = draft([line("a", "2", "10"), line("b", "1", "5")], "25");
const HELD = reading([readLine("a", "2", "20"), readLine("b", "1", "5")], "25");
const sides = (over: Partial<Parameters<typeof compareSides>[0]>) =>
  compareSides({ then: THEN, now: THEN, erp: HELD, tolerance: "0", totalTolerance: "0", ...over });
const marks = (comparison: ReturnType<typeof sides>) =>
  comparison.lines.map(({ key, edited, byPeople, foreign }) =>
    [
      key,
      ...(edited ? ["edited"] : []),
      ...(byPeople ? ["byPeople"] : []),
      ...(foreign ? ["foreign"] : []),
    ].join(" "),
  );

describe("an order then and now, and its document in the ERP", () => {
  it("all the same: they agree, and nothing is marked", () => {
    expect(sides({})).toMatchObject({ agrees: true, overwritten: 0, foreign: 0, head: [] });
    expect(marks(sides({}))).toEqual(["a", "b"]);
  });

  it.each<[string, DraftLine[], string[]]>([
    ["a quantity", [line("a", "3", "10"), line("b", "1", "5")], ["a edited", "b"]],
    ["a price", [line("a", "2", "9"), line("b", "1", "5")], ["a edited", "b"]],
    [
      "a price and a discount that come to the same",
      [line("a", "2", "12", { discount: "4" }), line("b", "1", "5")],
      ["a edited", "b"],
    ],
    [
      "a tax",
      [line("a", "2", "10", { taxes: [{ title: "VAT", amount: "1" }] }), line("b", "1", "5")],
      ["a edited", "b"],
    ],
    ["a line less", [line("a", "2", "10")], ["a", "b edited"]],
    ["a line more", [...THEN.lines, line("c", "1", "1")], ["a", "b", "c edited"]],
  ])("%s changed in Shopify", (_what, lines, expected) => {
    const comparison = sides({ now: draft(lines, "26") });
    expect(marks(comparison)).toEqual(expected);
    expect(comparison).toMatchObject({ agrees: false, overwritten: 0 });
  });

  it("what people changed would be overwritten unless the order says the same now", () => {
    const theirs = reading([readLine("a", "3", "30"), readLine("b", "1", "5")], "35");
    expect(sides({ erp: theirs })).toMatchObject({ overwritten: 1, agrees: false });
    const now = draft([line("a", "3", "10"), line("b", "1", "5")], "35");
    expect(sides({ erp: theirs, now })).toMatchObject({ overwritten: 0, agrees: true });
  });

  it("lines they added are theirs; the app's own rounding line is not", () => {
    const lines = [...HELD.lines, readLine(undefined, "1", "3")];
    expect(marks(sides({ erp: reading(lines, "28") }))).toEqual([
      "a",
      "b",
      "erp:x byPeople foreign",
    ]);
    const rounding = { ...readLine(undefined, "1", "0.01"), kind: "rounding" as const };
    expect(sides({ erp: reading([...HELD.lines, rounding], "25") }).foreign).toBe(0);
  });

  it("a total that no line explains was changed by people", () => {
    expect(sides({ erp: reading(HELD.lines, "24") })).toMatchObject({
      overwritten: 1,
      agrees: false,
    });
    expect(sides({ erp: reading(HELD.lines, "24.98"), totalTolerance: "0.02" })).toMatchObject({
      overwritten: 0,
      agrees: true,
    });
  });

  it("addresses are compared by their words; what the ERP does not keep is left out", () => {
    const kept = { ...address, name2: undefined, address1: "KAI  1", county: "Hamburg" };
    const erp = reading(HELD.lines, "25", {
      header: { ...HELD.header, shipToAddress: { ...kept, name2: "" } },
    });
    expect(sides({ erp }).head).toEqual([]);
    const now = draft(THEN.lines, "25", {
      shipToAddress: { ...address, city: "Kiel" },
      email: "a@b.test",
    });
    expect(
      sides({ now }).head.map(({ field, erp: held, edited, byPeople }) => [
        field,
        held !== null,
        edited,
        byPeople,
      ]),
    ).toEqual([
      ["shipToAddress", true, true, false],
      ["email", false, true, false],
    ]);
  });
});

describe("what can be done", () => {
  const offers = (over: Partial<Parameters<typeof offersOf>[0]>) =>
    offersOf({
      ...{ comparison: sides({}), reading: HELD, capabilities: { cancelReleased: false } },
      ...{ plannable: true, elsewhere: false, divided: false },
      ...over,
    }).flatMap(({ remedy, why }) => (why === null ? [remedy] : []));
  const fixed = refusal("document.isPosted", { document: "SO-1" });

  it.each<[string, Parameters<typeof offers>[0], string[]]>([
    ["open", {}, ["amend", "replace", "unlink", "keep"]],
    ["one of several by fulfillment order (DOC-7)", { divided: true }, ["unlink", "keep"]],
    [
      "released, where that is not cancelled",
      { reading: { ...HELD, status: "released" } },
      ["amend", "unlink", "keep"],
    ],
    [
      "released, where that is cancelled",
      { reading: { ...HELD, status: "released" }, capabilities: { cancelReleased: true } },
      ["amend", "replace", "unlink", "keep"],
    ],
    ["posted", { reading: { ...HELD, status: "invoiced", fixed } }, ["unlink", "keep"]],
    ["gone", { reading: null }, ["replace", "unlink", "keep"]],
    ["nothing left of the order", { plannable: false }, ["replace", "unlink", "keep"]],
    ["in another ERP", { elsewhere: true }, ["replace", "unlink", "keep"]],
  ])("%s", (_what, over, expected) => {
    expect(offers(over)).toEqual(expected);
  });
});
