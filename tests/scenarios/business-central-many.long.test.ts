import "#tests/setup/business-central.ts";
import "#tests/setup/simulator.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { shareOf } from "#tests/setup/of-today.ts";
import { bc, proxy } from "#tests/setup/business-central.ts";
import { openShopWithBusinessCentral, withoutNotices } from "./bc-office.ts";
import { sellMany } from "./many-orders.ts";

const SHOP = "many-central.myshopify.com";
const COUNT = shareOf(500);
/** Their buyers are new to Business Central. */
const NEW_BUYERS = 60;

describe(`${COUNT} mixed orders while one of ten answers of Business Central is lost`, () => {
  beforeAll(async () => {
    await openShopWithBusinessCentral(SHOP);
    await withoutNotices(SHOP);
  });

  it("end as that many sales orders, none twice, each with Shopify's total to the cent: counted in Business Central's books", async () => {
    await sellMany({
      shop: SHOP,
      proxy,
      count: COUNT,
      first: { count: NEW_BUYERS, settings: {} },
      nameOf: ({ path }) => path.split("?")[0]?.split("/").at(-1)?.replace(/\(.*/, "") ?? "",
      documents: () =>
        Promise.resolve(
          bc.books.rows("salesOrders").map((row) => ({
            reference: String(row.externalDocumentNumber),
            gross: String(row.totalAmountIncludingTax),
          })),
        ),
    });
    expect(bc.books.rows("salesInvoices")).toEqual([]);
    const numbers = bc.books.rows("customers").map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(bc.gate.refused).toBe(0);
  }, 1_200_000);
});
