import { describe, expect, it } from "vitest";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import { NO_GUID } from "../wire/filter.ts";
import type { WholeLine, WholeRow } from "../documents/shape.ts";
import type { Writing } from "../drafts/document-body.ts";
import { changesOf } from "./changes.ts";

const MUG = "0b1f0a52-7a43-4c1f-8a0b-000000000001";
const ORDER = "0b1f0a52-7a43-4c1f-8a0b-00000000000f";
const sets = { orders: "orders", lines: "lines" };

const sold = (key: string, quantity = "1"): DraftLine => ({
  key,
  kind: "item",
  item: { kind: "item", id: MUG, number: "MUG" },
  description: "Mug",
  quantity,
  unitPrice: "10",
  discount: "0",
  taxes: [],
});

const writing = (lines: DraftLine[], note?: string): Writing => ({
  reference: "SHOPIFY-SO-1",
  draft: {
    kind: "salesOrder",
    lines,
    sellToAddress: { name: "" },
    billToAddress: { name: "" },
    shipToAddress: { name: "" },
    shopifyOrderNumber: "#1",
    documentDate: "2026-03-02",
    pricesIncludeTax: true,
    currency: "EUR",
    ...(note === undefined ? {} : { note }),
  } as DocumentDraft,
  ids: { customer: "c", billTo: "c", locations: new Map(), variants: new Map() },
  taxGroups: undefined,
});

const line = (sequence: number, over: Partial<WholeLine> = {}): WholeLine =>
  ({
    id: `line-${sequence}`,
    documentId: ORDER,
    sequence,
    lineType: "Item",
    lineObjectNumber: "MUG",
    itemId: MUG,
    itemVariantId: NO_GUID,
    description: "Mug",
    quantity: "1",
    unitPrice: "10",
    discountAmount: "0",
    unitOfMeasureCode: "",
    taxCode: "",
    ...over,
  }) as WholeLine;

const comment = (sequence: number, description: string): WholeLine =>
  line(sequence, { lineType: "Comment", lineObjectNumber: "", itemId: NO_GUID, description });

const order = (...lines: WholeLine[]): WholeRow =>
  ({
    "@odata.etag": 'W/"1"',
    id: ORDER,
    customerId: "c",
    pricesIncludeTax: true,
    externalDocumentNumber: "SHOPIFY-SO-1",
    orderDate: "2026-03-02",
    lines,
  }) as WholeRow;

/** The requests in short: a guard first, then what is done to which line. */
function done(row: WholeRow, wanted: Writing, keys: string[]): string[] {
  const found = changesOf(row, wanted, { keys, sets });
  if ("taken" in found) return [`taken by ${found.taken}`];
  return found.requests.map(({ method, path, body }) => {
    const { sequence } = (body ?? {}) as { sequence?: { text: string } };
    return `${method} ${path.replace(`(${ORDER})`, "")}${sequence ? ` ${sequence.text}` : ""}`;
  });
}

describe("what makes an order say what is wanted", () => {
  it("is nothing where it says it, whatever people added beside it", () => {
    const row = order(line(10_000), line(15_000, { description: "Gift" }), line(30_000));
    expect(done(row, writing([sold("a")]), ["a"])).toEqual([]);
  });

  it("a line less, at the end, is one less", () => {
    expect(done(order(line(10_000), line(20_000)), writing([sold("a")]), ["a", "b"])).toEqual([
      "PATCH orders",
      "DELETE lines(line-20000)",
    ]);
  });

  it("a quantity brings the item's own price, so the price follows it", () => {
    expect(done(order(line(10_000)), writing([sold("a", "3")]), ["a"])).toEqual([
      "PATCH orders",
      "PATCH lines(line-10000)",
      "PATCH lines(line-10000)",
    ]);
  });

  it("a new line takes its place from a note, which goes behind it", () => {
    const row = order(line(10_000), comment(20_000, "Ring twice."));
    expect(done(row, writing([sold("a"), sold("b")], "Ring twice."), ["a"])).toEqual([
      "PATCH orders",
      "DELETE lines(line-20000)",
      "POST lines 20000",
      "POST lines 30000",
    ]);
  });

  it("a note behind lines that are fewer now is no line of theirs", () => {
    const row = order(line(10_000), comment(20_000, "Ring twice."));
    expect(done(row, writing([sold("a")], "Ring twice."), ["a", "b", "c"])).toEqual([]);
  });

  it("a line of people's where a new one would stand is named", () => {
    const row = order(line(10_000), line(20_000, { description: "Gift" }));
    expect(done(row, writing([sold("a"), sold("b", "2")]), ["a"])).toEqual(["taken by Gift"]);
  });
});
