import { describe, it } from "vitest";
import { editedAfter, editedBefore, ROWS } from "./edit-table.ts";
import { inEmptyShop } from "./shop-at-work.ts";

/** What editing an order in Shopify does to it, with the built-in ledger (S1). */
const SHOP = "edits.myshopify.com";
inEmptyShop(SHOP);

describe.each(ROWS)("$edit", (row) => {
  it("before its document is made", () => editedBefore(SHOP, row));
  it("after its document was made", () => editedAfter(SHOP, row));
});
