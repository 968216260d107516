import { beforeAll, expect, it } from "vitest";
import { describeTryton } from "#tests/setup/tryton.ts";
import { sellMany } from "./many-orders.ts";
import { openShopWithTryton, type TrytonOffice } from "./tryton-office.ts";

const SHOP = "many-goods.myshopify.com";

/** Releasing takes Tryton longer than all the rest: as many are released as show that it is done once; the others stay quotations. */
export function manyOrdersIntoTryton(count: number, { released }: { released: number }): void {
  describeTryton(`${count} mixed orders while one of ten answers is lost`, () => {
    let office: TrytonOffice;
    beforeAll(async () => {
      office = await openShopWithTryton(SHOP);
    });

    it("end as that many sales, none twice, each with Shopify's total to the cent: counted by asking Tryton", async () => {
      const sales = () =>
        office.clerk.search<{
          reference: string;
          total_amount: string;
          state: string;
          "currency.": { code: string };
        }>("sale.sale", [], ["reference", "total_amount", "state", "currency.code"]);
      await sellMany({
        shop: SHOP,
        proxy: office.tryton.proxied,
        count,
        first: { count: released, settings: { autoRelease: true } },
        nameOf: ({ rpc = "?" }) => rpc,
        documents: async () =>
          (await sales()).map(({ reference, total_amount }) => ({
            reference,
            gross: total_amount,
          })),
      });
      const made = await sales();
      expect(new Set(made.map((sale) => sale["currency."].code))).toEqual(new Set(["EUR"]));
      expect([
        made.filter(({ state }) => state === "processing").length,
        made.filter(({ state }) => state === "quotation").length,
      ]).toEqual([released, count - released]);
    }, 1_200_000);
  });
}
