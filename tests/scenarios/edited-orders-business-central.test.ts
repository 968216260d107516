import "#tests/setup/business-central.ts";
import "#tests/setup/simulator.ts";
import { beforeAll, describe, it } from "vitest";
import { openShopWithBusinessCentral } from "./bc-office.ts";
import { editedAfter, editedBefore, ROWS } from "./edit-table.ts";

/**
 * What editing an order in Shopify does to it, with Business Central (S1): of what it leads to one or two edits each, all of them in
 * edited-orders-business-central.long.test.ts. Orders there are open until people release them.
 */
const SHOP = "edits-central.myshopify.com";
const ONE_OF_EACH = [
  "fulfill, tag and note",
  "decrease a quantity",
  "change the shipping price",
  "cancel a paid order",
];

describe("edited orders with Business Central", () => {
  beforeAll(() => openShopWithBusinessCentral(SHOP));

  describe.each(ROWS.filter(({ edit }) => ONE_OF_EACH.includes(edit)))("$edit", (row) => {
    it("before its document is made", () => editedBefore(SHOP, row));
    it("after its document was made", () => editedAfter(SHOP, row));
  });
});
