import { describe, expect, it } from "vitest";
import type { SaleLineRow, ShipmentRow } from "./shipment-event.ts";
import { shipmentEvents } from "./shipment-event.ts";

const codes = { warehouses: new Map([[5, "WH"]]), carriers: new Map([[1, "DHL"]]) };
const none = new Set<number>();
const noted = (id: number, key: string | null, sequence: number | null = null) => ({
  id,
  note: key === null ? null : `Shopify item: ${key}`,
  sequence,
});
const sale = (id: number, lines: SaleLineRow["sale."]["lines."]): SaleLineRow["sale."] => ({
  id,
  number: `S${id}`,
  reference: `SHOPIFY-SO-${id}00`,
  "lines.": lines,
});
const line = (id: number, of: SaleLineRow["sale."], factor = "1"): SaleLineRow => ({
  id,
  "unit.": { factor },
  "sale.": of,
});
const move = (
  origin: string | null,
  quantity: string,
  over: Partial<ShipmentRow["outgoing_moves."][number]> = {},
): ShipmentRow["outgoing_moves."][number] => ({
  id: 1,
  origin,
  quantity,
  product: 9,
  state: "done",
  write_date: "2026-03-02T09:00:00.000000Z",
  "uom.": { factor: "1" },
  ...over,
});
const shipment = (over: Partial<ShipmentRow>): ShipmentRow => ({
  id: 3,
  number: "SH3",
  effective_date: "2026-03-02",
  create_date: "2026-03-01T08:00:00.000000Z",
  write_date: "2026-03-02T09:30:00.000000Z",
  warehouse: 5,
  carrier: 1,
  "packages.": [],
  "outgoing_moves.": [],
  ...over,
});

describe("a shipment's event", () => {
  it("names lines by their marks in the sale's order, adds up what left in several boxes, and leaves out what did not leave", () => {
    const of = sale(1, [noted(11, "B", 20), noted(12, "A", 10), noted(13, "C", 30)]);
    const [event] = shipmentEvents(
      shipment({
        "outgoing_moves.": [
          move("sale.line,11", "1"),
          move("sale.line,12", "0.1"),
          move("sale.line,11", "2"),
          move("sale.line,12", "0.2"),
          move("sale.line,13", "5", { state: "cancelled" }),
          move(null, "7"),
          move("purchase.line,11", "7"),
        ],
        "packages.": [
          { id: 2, shipping_reference: " JD2 ", shipping_tracking_url: "" },
          { id: 1, shipping_reference: "JD1", shipping_tracking_url: "https://t/1" },
          { id: 3, shipping_reference: "JD1", shipping_tracking_url: "" },
          { id: 4, shipping_reference: "", shipping_tracking_url: "" },
        ],
      }),
      [line(11, of), line(12, of), line(13, of)],
      codes,
      none,
    );
    expect(event).toMatchObject({
      ref: { kind: "shipment", id: "3", number: "SH3" },
      orderRef: { kind: "salesOrder", id: "1", number: "S1" },
      orderExternalKey: "SHOPIFY-SO-100",
      reversed: false,
      agentCode: "DHL",
      location: "WH",
      lines: [
        { orderLineKey: "A", sequence: 1, quantity: "0.3" },
        { orderLineKey: "B", sequence: 2, quantity: "3" },
      ],
      trackingNumbers: ["JD1", "JD2"],
      trackingUrl: "https://t/1",
      postedAt: "2026-03-02T09:00:00.000000Z",
    });
  });

  it("a line that a person copied has the mark of the first no more, and one without mark is named by its place alone", () => {
    const of = sale(1, [noted(11, "A"), noted(12, "A"), noted(13, null)]);
    const [event] = shipmentEvents(
      shipment({
        "outgoing_moves.": [
          move("sale.line,11", "1"),
          move("sale.line,12", "1"),
          move("sale.line,13", "1"),
        ],
      }),
      [line(11, of), line(12, of), line(13, of)],
      codes,
      none,
    );
    expect(event?.lines.map(({ orderLineKey, sequence }) => [orderLineKey, sequence])).toEqual([
      ["A", 1],
      [undefined, 2],
      [undefined, 3],
    ]);
  });

  it("says quantities in the unit that was sold: two dozen leave of 24 pieces", () => {
    const of = sale(1, [noted(11, "A")]);
    const [event] = shipmentEvents(
      shipment({ "outgoing_moves.": [move("sale.line,11", "2", { "uom.": { factor: "12" } })] }),
      [line(11, of, "1")],
      codes,
      none,
    );
    expect(event?.lines).toMatchObject([{ quantity: "24" }]);
  });

  it("goods of two orders in one shipment are two events, each of its order, with ids of their own", () => {
    const [one, two] = [sale(1, [noted(11, "A")]), sale(2, [noted(21, "B")])];
    const events = shipmentEvents(
      shipment({ "outgoing_moves.": [move("sale.line,21", "1"), move("sale.line,11", "1")] }),
      [line(11, one), line(21, two)],
      codes,
      none,
    );
    expect(
      events.map(({ ref, orderRef, lines }) => [
        ref.id,
        orderRef?.id,
        lines.map(({ orderLineKey }) => orderLineKey),
      ]),
    ).toEqual([
      ["3-1", "1", ["A"]],
      ["3-2", "2", ["B"]],
    ]);
  });

  it("a sale that a person copied from the app's tells no key: it is another order", () => {
    const of = sale(1, [noted(11, "A")]);
    const [event] = shipmentEvents(
      shipment({ "outgoing_moves.": [move("sale.line,11", "1")] }),
      [line(11, of)],
      codes,
      new Set([1]),
    );
    expect(event).toMatchObject({ orderRef: { id: "1" } });
    expect(event).not.toHaveProperty("orderExternalKey");
  });

  it("goods sent without a sale are nobody's event", () => {
    expect(
      shipmentEvents(shipment({ "outgoing_moves.": [move(null, "1")] }), [], codes, none),
    ).toEqual([]);
  });

  it("another tracking number, carrier or quantity is another dedupe key; another change date alone is not", () => {
    const of = sale(1, [noted(11, "A")]);
    const key = (over: Partial<ShipmentRow>): string | undefined =>
      shipmentEvents(
        shipment({ "outgoing_moves.": [move("sale.line,11", "1")], ...over }),
        [line(11, of)],
        codes,
        none,
      )[0]?.dedupeKey;
    const plain = key({});
    expect(key({ write_date: "2026-03-09T00:00:00.000000Z" })).toBe(plain);
    const others = [
      key({ "packages.": [{ id: 1, shipping_reference: "JD1", shipping_tracking_url: "" }] }),
      key({ carrier: null }),
      key({ "outgoing_moves.": [move("sale.line,11", "2")] }),
    ];
    expect(new Set([plain, ...others]).size).toBe(4);
  });

  it("a shipment that a person dated back is posted on that day", () => {
    const of = sale(1, [noted(11, "A")]);
    expect(
      shipmentEvents(
        shipment({ effective_date: "2026-02-20", "outgoing_moves.": [move("sale.line,11", "1")] }),
        [line(11, of)],
        codes,
        none,
      )[0]?.postedAt,
    ).toBe("2026-02-20T12:00:00.000000Z");
  });
});
