import type { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ItemReading } from "#app/erp/port/items.ts";
import { companyFacts } from "../company.server.ts";
import { recordId } from "../drafts/record-id.ts";
import { WITH_INACTIVE } from "../rpc/domains.ts";
import { decimalOrNull, textOrEmpty } from "../rpc/shapes.ts";
import type { TrytonScope } from "../scope.server.ts";
import { itemCandidate } from "./match.ts";
import { PRODUCT_FIELDS, productRow } from "./row.ts";

/** List prices are for the default unit, in the company's currency. Each of Tryton's variants is an item of its own. */
const PRICED_FIELDS = [...PRODUCT_FIELDS, "list_price", "type"];
const pricedRow = productRow.extend({ list_price: decimalOrNull, type: textOrEmpty });
type PricedRow = z.output<typeof pricedRow>;

export async function readItems(
  scope: TrytonScope,
  ids: string[],
  options: CallOptions,
): Promise<ItemReading[]> {
  const wanted = ids.flatMap((id) => recordId(id) ?? []);
  if (wanted.length === 0) return [];
  const { currency } = await companyFacts(scope, options);
  const rows = await scope.tryton.search(
    {
      model: "product.product",
      domain: [["id", "in", wanted]],
      fields: PRICED_FIELDS,
      context: WITH_INACTIVE,
    },
    pricedRow,
    options,
  );
  return rows.map((row) => readingOf(row, currency.code));
}

function readingOf(row: PricedRow, currency: string): ItemReading {
  const { ref, description, barcode, blocked } = itemCandidate(row, "number");
  const unit = row["default_uom."]?.symbol ?? "";
  return {
    ref,
    description,
    ...(barcode === undefined ? {} : { barcode }),
    ...(unit ? { unit } : {}),
    ...(row.list_price === null ? {} : { price: row.list_price }),
    currency,
    priceIncludesTax: false,
    stocked: row.type === "goods",
    variants: 0,
    blocked,
  };
}
