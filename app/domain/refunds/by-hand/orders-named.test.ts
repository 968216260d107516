import { describe, expect, it } from "vitest";
import { OrderId } from "#app/lib/ids.ts";
import { hasOurKey, numberIn, ordersNamed, type Nameable } from "./orders-named.ts";
import { comparedWith } from "./question.ts";

const order = (id: number): OrderId => OrderId.parse(`gid://shopify/Order/${id}`);
const known: Nameable = {
  documents: [
    { orderId: order(1), kind: "salesOrder", erpId: "7", externalKey: "SHOPIFY-SO-1" },
    { orderId: order(2), kind: "salesInvoice", erpId: "8", externalKey: "SHOPIFY-SO-2" },
  ],
  invoices: [
    { orderId: order(3), erpId: "30" },
    { orderId: null, erpId: "31" },
  ],
  orders: [
    { orderId: order(4), name: "#1004", documentNumber: "SO-44" },
    { orderId: order(5), name: "#1005", documentNumber: null },
  ],
};
type Named = Partial<Parameters<typeof ordersNamed>[0]>;
const named = (event: Named) => ordersNamed({ orderRefs: [], ...event }, known);
const invoice = (id: string) => ({ kind: "salesInvoice" as const, id });

describe("the order that a credit memo made by hand is about", () => {
  it("is that of the document it was made from, by kind and id", () => {
    expect(named({ orderRefs: [{ kind: "salesOrder", id: "7" }] })).toEqual([order(1)]);
    expect(named({ orderRefs: [invoice("7")] })).toEqual([]);
  });

  it("is that whose key it copied", () => {
    expect(named({ externalKey: "SHOPIFY-SO-2" })).toEqual([order(2)]);
    expect(named({ externalKey: "SHOPIFY-SO-9" })).toEqual([]);
  });

  it("is that of the posted invoice it is applied to", () => {
    expect(named({ credits: [invoice("30")] })).toEqual([order(3)]);
    expect(named({ credits: [invoice("31"), invoice("32")] })).toEqual([]);
  });

  it("is that whose number people wrote on it, the order's or its document's, however they wrote it", () => {
    for (const reference of ["#1004", "1004", " 1004 ", "so-44", "SO-44"])
      expect([reference, named({ reference })]).toEqual([reference, [order(4)]]);
    for (const reference of ["", "  ", "#", "10045", "100", "Refund of 1004"])
      expect([reference, named({ reference })]).toEqual([reference, []]);
  });

  it("what links it counts before what is written on it; several orders are all named", () => {
    expect(named({ credits: [invoice("30")], reference: "1004" })).toEqual([order(3)]);
    expect(
      named({ orderRefs: [{ kind: "salesOrder", id: "7" }, invoice("8")], externalKey: "X" }),
    ).toEqual([order(1), order(2)]);
  });

  it("is none of one that the app made, now or before its records were restored", () => {
    expect(hasOurKey({ orderRefs: [], externalKey: "SHOPIFY-CM-12-2" })).toBe(true);
    expect(hasOurKey({ orderRefs: [], externalKey: "SHOPIFY-SO-12" })).toBe(false);
    expect(hasOurKey({ orderRefs: [] })).toBe(false);
  });

  it("a reference without a number, or with one that no order has, is not looked for", () => {
    expect([undefined, "", "PO", "99999999999", "#1004", "A7-2"].map(numberIn)).toEqual([
      ...[null, null, null, null],
      ...[1004, 7],
    ]);
  });
});

describe("what a credit memo is worth beside its refunds", () => {
  const refund = (total: string, presentmentTotal: string) => ({
    ...{ currency: "EUR", total, presentmentCurrency: "USD", presentmentTotal },
  });
  it("is compared in the credit memo's own currency", () => {
    const both = [refund("10", "11"), refund("5.5", "6.05")];
    expect(comparedWith({ gross: "15.5", currency: "EUR" }, both)).toEqual({
      ...{ refunded: "15.5", currency: "EUR", difference: "0" },
    });
    expect(comparedWith({ gross: "17", currency: "USD" }, both)).toEqual({
      ...{ refunded: "17.05", currency: "USD", difference: "-0.05" },
    });
  });
  it("is not compared in one that Shopify has no amount in", () => {
    expect(comparedWith({ gross: "15.5", currency: "SEK" }, [refund("10", "11")])).toEqual({
      ...{ refunded: "10", currency: "EUR", difference: null },
    });
  });
});
