import type { TrytonClient } from "../client.ts";
import { decimal } from "../client.ts";
import type { Goods } from "../books.ts";
import { WAREHOUSES } from "../books.ts";

/** What all products belong to; made with the service products. */
export const MERCHANDISE = "Merchandise";

/** A type where the check digit is right: Tryton refuses others. */
function barcodeValues(code: string): Record<string, unknown> {
  const digits = [...code].map(Number);
  const sum = digits
    .reverse()
    .slice(1)
    .reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 3 : 1), 0);
  return {
    type: /^(\d{8}|\d{12,14})$/.test(code) && (10 - (sum % 10)) % 10 === digits[0] ? "ean" : null,
    code,
  };
}

/** Goods with price and barcode, and as many in each warehouse as a stock count would have found. */
export async function addGoods(erp: TrytonClient, goods: Goods[]): Promise<void> {
  const category = await erp.idOf("product.category", [["name", "=", MERCHANDISE]]);
  const unit = await erp.idOf("product.uom", [["symbol", "=", "u"]]);
  await erp.create(
    "product.template",
    goods.map(({ code, name, price, barcode, blocked = false }) => ({
      name,
      code,
      type: "goods",
      default_uom: unit,
      sale_uom: unit,
      salable: true,
      account_category: category,
      cost_price_method: "fixed",
      list_price: decimal(price),
      active: !blocked,
      products: [
        [
          "create",
          [
            {
              cost_price: decimal("1"),
              active: !blocked,
              ...(barcode === undefined
                ? {}
                : { identifiers: [["create", [barcodeValues(barcode)]]] }),
            },
          ],
        ],
      ],
    })),
  );
  await count(erp, WAREHOUSES.main.code, goods, (stock) => Number(stock));
  await count(erp, WAREHOUSES.other.code, goods, (stock) => Math.floor(Number(stock) / 10));
}

async function count(
  erp: TrytonClient,
  warehouse: string,
  goods: Goods[],
  of: (stock: string) => number,
): Promise<void> {
  const counted = goods.filter(({ stock }) => stock !== undefined);
  if (counted.length === 0) return;
  const [place] = await erp.search<{ storage_location: number }>(
    "stock.location",
    [
      ["type", "=", "warehouse"],
      ["code", "=", warehouse],
    ],
    ["storage_location"],
  );
  const products = await erp.search<{ code: string }>(
    "product.product",
    [["code", "in", counted.map(({ code }) => code)]],
    ["code"],
  );
  const lines = counted.map(({ code, stock = "0" }) => ({
    product: products.find((product) => product.code === code)?.id,
    quantity: of(stock),
  }));
  const id = await erp.one("stock.inventory", {
    location: place?.storage_location,
    empty_quantity: "keep",
    lines: [["create", lines]],
  });
  await erp.call("model.stock.inventory.confirm", [id]);
}
