import { beforeAll, describe, it } from "vitest";
import { describeTryton } from "#tests/setup/tryton.ts";
import { editedAfter, editedBefore, ROWS } from "./edit-table.ts";
import { changeSettings } from "./shop-at-work.ts";
import { openShopWithTryton } from "./tryton-office.ts";

/** What editing an order in Shopify does to it, with Tryton (S1). Sales stay quotations: Tryton lets nothing else be changed. */
const SHOP = "edits-tryton.myshopify.com";

describeTryton("edited orders with Tryton", () => {
  beforeAll(async () => {
    await openShopWithTryton(SHOP);
    await changeSettings(SHOP, { autoRelease: false });
  });

  describe.each(ROWS)("$edit", (row) => {
    it("before its document is made", () => editedBefore(SHOP, row));
    it("after its document was made", () => editedAfter(SHOP, row));
  });
});
