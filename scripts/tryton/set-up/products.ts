import type { TrytonClient } from "../client.ts";
import { decimal } from "../client.ts";
import { GOODS, SERVICES } from "../books.ts";
import type { Accounts } from "./accounting.ts";

/** The accounting category all products share, service products for charges, and goods with their barcodes. */
export async function setUpProducts(erp: TrytonClient, accounts: Accounts): Promise<void> {
  const category = await erp.one("product.category", { name: "Merchandise", accounting: true, account_revenue: accounts.revenue, account_expense: accounts.expense });
  const unit = await erp.idOf("product.uom", [["symbol", "=", "u"]]);
  const common = { default_uom: unit, sale_uom: unit, salable: true, account_category: category, cost_price_method: "fixed" };
  await erp.create("product.template", Object.values(SERVICES).map(({ code, name }) => ({
    ...common, name, code, type: "service", list_price: decimal("0"), products: [["create", [{ cost_price: decimal("0") }]]],
  })));
  await erp.create("product.template", GOODS.map(({ code, name, price, barcode, blocked }) => ({
    ...common, name, code, type: "goods", list_price: decimal(price), salable: true, active: !blocked,
    products: [["create", [{ cost_price: decimal("1"), active: !blocked, ...(barcode === undefined ? {} : { identifiers: [["create", [{ type: "ean", code: barcode }]]] }) }]]],
  })));
}
