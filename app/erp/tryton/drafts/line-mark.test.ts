import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LineMark } from "./line-mark.ts";
import { markedNote, marksOf, orderLineKey, readMark } from "./line-mark.ts";

const anyMark = fc.record({
  kind: fc.constantFrom(
    "item" as const,
    "giftCard" as const,
    "shipping" as const,
    "comment" as const,
  ),
  key: fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
    .filter((key) => key.trim() === key && !/[\r\n\u2028\u2029]/.test(key) && key !== ""),
});

describe("the mark of a line", () => {
  it("is read back from the note, also with what people wrote around it", () => {
    fc.assert(
      fc.property(anyMark, fc.boolean(), (mark, windows) => {
        expect(readMark(markedNote(mark))).toEqual(mark);
        expect(
          readMark(["Wrap it", markedNote(mark), "", "please"].join(windows ? "\r\n" : "\n")),
        ).toEqual(mark);
      }),
    );
  });

  it("a line the app adds for Tryton's sake has a kind and no key", () => {
    expect(readMark(markedNote({ kind: "rounding" }))).toEqual({ kind: "rounding" });
  });

  it("other notes are no marks", () => {
    for (const note of [
      null,
      "",
      "Shopify",
      "Shopify fruit: 1",
      "see Shopify item: 1",
      "shopify item: 1",
      "Shopify item:1",
    ])
      expect(readMark(note)).toBeUndefined();
  });

  it("stays with the oldest line that has it, in whatever order the lines are", () => {
    const note = markedNote({ kind: "item", key: "a" });
    const rounding = markedNote({ kind: "rounding" });
    const marks = marksOf([
      { id: 9, note },
      { id: 3, note },
      { id: 5, note: "typed by hand" },
      { id: 4, note: rounding },
      { id: 8, note: rounding },
    ]);
    expect([...marks]).toEqual([
      [3, { kind: "item", key: "a" }],
      [4, { kind: "rounding" }],
      [8, { kind: "rounding" }],
    ]);
  });

  it("names an order line only for goods and gift cards", () => {
    const of = (kind: LineMark["kind"]) => orderLineKey({ kind, key: "k" });
    expect([
      of("item"),
      of("giftCard"),
      of("shipping"),
      of("tip"),
      orderLineKey(undefined),
    ]).toEqual(["k", "k", undefined, undefined, undefined]);
  });
});
