import "#tests/setup/business-central.ts";
import "#tests/setup/simulator.ts";
import { beforeAll, describe, it } from "vitest";
import { openShopWithBusinessCentral } from "./bc-office.ts";
import { editedAfter, editedBefore, ROWS } from "./edit-table.ts";

/** What editing an order in Shopify does to it, with Business Central (S1). Orders there are open until people release them. */
const SHOP = "edits-central.myshopify.com";

describe("edited orders with Business Central", () => {
  beforeAll(() => openShopWithBusinessCentral(SHOP));

  describe.each(ROWS)("$edit", (row) => {
    it("before its document is made", () => editedBefore(SHOP, row));
    it("after its document was made", () => editedAfter(SHOP, row));
  });
});
