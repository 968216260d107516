import { describe, expect, it } from "vitest";
import type { DocumentLine } from "./shipment-lines.ts";
import { shippedLines } from "./shipment-lines.ts";
import { gid } from "#tests/fixtures/orders.ts";

const line = (key: string, over: Partial<DocumentLine> = {}): DocumentLine => ({
  key,
  kind: "item",
  description: key.toUpperCase(),
  quantity: "2",
  item: { id: `item-${key}` },
  shopifyLineId: gid("LineItem", key),
  ...over,
});
const document = [
  line("a"),
  line("gift", { kind: "giftCard" }),
  line("ship", { kind: "shipping", shopifyLineId: undefined }),
  line("b", { item: { id: "item-a" }, quantity: "3" }),
];

describe("shippedLines", () => {
  it("follows the order line's key, adds up, and leaves out what is no item of the order (F-10)", () => {
    const lines = [
      { orderLineKey: "a", quantity: "0.1" },
      { orderLineKey: "a", quantity: "0.2" },
      { orderLineKey: "a", quantity: "0.7" },
      { orderLineKey: "gift", quantity: "1" },
      { orderLineKey: "ship", quantity: "1" },
      { orderLineKey: "added", quantity: "9" },
      { quantity: "4", sequence: 1 },
      { orderLineKey: "b", quantity: "0" },
      { orderLineKey: "b", quantity: "-1" },
    ];
    expect(shippedLines(lines, document, "orderLine")).toEqual({
      lines: [{ lineId: gid("LineItem", "a"), quantity: 1, description: "A" }],
      beyond: [
        { name: "added", quantity: "9" },
        { name: "#1", quantity: "4" },
      ],
    });
  });

  it("a bundle that is one item in the ERP ships each of its order lines, so many for each piece", () => {
    const bundle = line("set", {
      shopifyLineId: undefined,
      components: [
        { lineId: gid("LineItem", "cup"), quantity: 1 },
        { lineId: gid("LineItem", "tea"), quantity: 2 },
      ],
    });
    for (const link of ["orderLine", "sequence", "item"] as const)
      expect(
        shippedLines(
          [
            {
              orderLineKey: "set",
              sequence: 1,
              item: { kind: "item", id: "item-set" },
              quantity: "2",
            },
          ],
          [bundle],
          link,
        ).lines,
        link,
      ).toMatchObject([
        { lineId: gid("LineItem", "cup"), quantity: 2 },
        { lineId: gid("LineItem", "tea"), quantity: 4 },
      ]);
  });

  it("counts lines for an ERP that tells their place", () => {
    expect(
      shippedLines(
        [{ sequence: 4, quantity: "2" }, { sequence: 9, quantity: "1" }, { quantity: "1" }],
        document,
        "sequence",
      ),
    ).toEqual({
      lines: [{ lineId: gid("LineItem", "b"), quantity: 2, description: "B" }],
      beyond: [
        { name: "#9", quantity: "1" },
        { name: "#", quantity: "1" },
      ],
    });
  });

  it("fills the lines of an item in their order for an ERP that tells only the item", () => {
    const item = { kind: "item" as const, id: "item-a" };
    expect(
      shippedLines(
        [
          { item, quantity: "1" },
          { item, quantity: "3" },
        ],
        document,
        "item",
      ).lines,
    ).toEqual([
      { lineId: gid("LineItem", "a"), quantity: 2, description: "A" },
      { lineId: gid("LineItem", "b"), quantity: 2, description: "B" },
    ]);
    expect(shippedLines([{ item, quantity: "9" }], document, "item").lines).toEqual([
      { lineId: gid("LineItem", "a"), quantity: 2, description: "A" },
      { lineId: gid("LineItem", "b"), quantity: 7, description: "B" },
    ]);
    expect(
      shippedLines(
        [{ item: { kind: "item", id: "7", number: "ROPE" }, quantity: "9" }],
        document,
        "item",
      ),
    ).toEqual({ lines: [], beyond: [{ name: "ROPE", quantity: "9" }] });
  });
});
