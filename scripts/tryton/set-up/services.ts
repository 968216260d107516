import type { TrytonClient } from "../client.ts";
import { decimal } from "../client.ts";
import { SERVICES } from "../books.ts";
import type { Accounts } from "./accounting.ts";
import { MERCHANDISE } from "./goods.ts";

/** The accounting category all products share, and service products for charges. */
export async function setUpServices(erp: TrytonClient, accounts: Accounts): Promise<void> {
  const category = await erp.one("product.category", {
    name: MERCHANDISE,
    accounting: true,
    account_revenue: accounts.revenue,
    account_expense: accounts.expense,
  });
  const unit = await erp.idOf("product.uom", [["symbol", "=", "u"]]);
  await erp.create(
    "product.template",
    Object.values(SERVICES).map(({ code, name }) => ({
      name,
      code,
      type: "service",
      default_uom: unit,
      sale_uom: unit,
      salable: true,
      account_category: category,
      cost_price_method: "fixed",
      list_price: decimal("0"),
      products: [["create", [{ cost_price: decimal("0") }]]],
    })),
  );
}
