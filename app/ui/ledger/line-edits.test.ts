import { describe, expect, it } from "vitest";
import type { DocumentLineView } from "./document-view.ts";
import { sentEdits, storedValues } from "./line-edits.ts";

const line = (id: string, quantity: string, location: string | null) =>
  ({ id, quantity, location }) as DocumentLineView;
const document = { lines: [line("a", "3", "MAIN"), line("b", "1", null)] };
const added = [{ key: "n1", code: "LAMP", itemId: "lamp", variantCode: "" }];

describe("edits of lines", () => {
  it("sends nothing when nothing differs", () => {
    expect(sentEdits(document, storedValues(document, [], "MAIN"), [])).toEqual({
      change: [],
      remove: [],
      add: [],
    });
  });
  it("sends only what differs", () => {
    const values = {
      ...storedValues(document, added, "SHOP"),
      "quantity:a": "5",
      "location:b": "SHOP",
    };
    expect(sentEdits(document, values, added)).toEqual({
      change: [
        { lineId: "a", quantity: "5" },
        { lineId: "b", location: "SHOP" },
      ],
      remove: [],
      add: [
        {
          key: "n1",
          itemId: "lamp",
          variantCode: "",
          quantity: "1",
          unitPrice: "",
          location: "SHOP",
        },
      ],
    });
  });
  it("a line to delete is not changed too; a location taken away is sent as none", () => {
    expect(
      sentEdits(
        document,
        {
          ...storedValues(document, [], ""),
          "quantity:b": "9",
          "remove:b": true,
          "location:a": "",
        },
        [],
      ),
    ).toEqual({ change: [{ lineId: "a", location: "" }], remove: ["b"], add: [] });
  });
});
