import { z } from "zod";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ItemData } from "#app/erp/port/items.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { compare, parseDecimal } from "#app/money/decimal.ts";
import { duplicate, invalid, misconfigured, missing, refusal } from "#app/erp/refusals.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";
import { LIMITS } from "../capabilities.ts";
import { companyFacts } from "../company.server.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { Wire } from "../rpc/codec.ts";
import { decimal } from "../rpc/codec.ts";
import { WITH_INACTIVE } from "../rpc/domains.ts";
import { id, idOrNull } from "../rpc/shapes.ts";
import type { TrytonScope } from "../scope.server.ts";
import { barcodeValues } from "./barcode.ts";
import { itemCandidate } from "./match.ts";
import type { ProductRow } from "./row.ts";
import { PRODUCT_FIELDS, productRow } from "./row.ts";

const refOf = (product: ProductRow): ErpRef => itemCandidate(product, "number").ref;

/**
 * Creates the product of an external key, or finds the one created earlier: both give its
 * reference. A code that is taken is refused as `duplicate`. To be called alone on its database.
 */
export async function createItem(
  scope: TrytonScope,
  key: ExternalKey,
  data: ItemData,
  options: CallOptions,
): Promise<ErpRef> {
  const { tryton } = scope;
  const externalKey = renderExternalKey(key);
  const [existing] = await read(
    tryton,
    [
      [
        "identifiers",
        "where",
        [
          ["code", "=", externalKey],
          ["type", "=", null],
        ],
      ],
    ],
    options,
  );
  if (existing) return refOf(existing);
  requiredText("description", data.description, LIMITS.description);
  if (data.number !== undefined) await checkNumber(tryton, data.number, options);
  const values = await templateValues(scope, externalKey, data, options);
  const [created = 0] = await tryton.create("product.template", [values], options);
  const [product] = await read(tryton, [["template", "=", created]], options);
  if (!product)
    throw missing(refusal("product.createdGone", { product: data.number ?? data.description }));
  return refOf(product);
}

const read = async (tryton: Tryton, domain: Wire[], options: CallOptions): Promise<ProductRow[]> =>
  tryton.search(
    { model: "product.product", domain, fields: PRODUCT_FIELDS, context: WITH_INACTIVE },
    productRow,
    options,
  );

/** Tryton lets two products have the same code; the app then could not tell them apart. */
async function checkNumber(tryton: Tryton, number: string, options: CallOptions): Promise<void> {
  checkedText("number", number, LIMITS.number);
  if (number.trim() === "" || number.trim() !== number)
    throw invalid("number", refusal("product.number", { number }));
  const taken = await read(tryton, [["code", "=", number]], options);
  if (taken.length > 0)
    throw duplicate(
      refusal("product.taken", { number }),
      taken.map((product) => String(product.id)),
    );
}

async function templateValues(
  scope: TrytonScope,
  externalKey: string,
  data: ItemData,
  options: CallOptions,
): Promise<Record<string, Wire>> {
  const { units, currency } = await companyFacts(scope, options);
  const unit =
    units.find(({ symbol }) => symbol === (data.unit ?? "u")) ??
    units.find(({ name }) => name === (data.unit ?? "Unit"));
  if (!unit) throw invalid("unit", refusal("product.unit", { unit: data.unit ?? "u" }));
  return {
    name: data.description,
    ...(data.number === undefined ? {} : { code: data.number }),
    type: "goods",
    default_uom: unit.id,
    sale_uom: unit.id,
    salable: true,
    list_price: decimal(listPrice(data, currency.code)),
    account_category: await categoryId(scope, options),
    products: [
      [
        "create",
        [
          {
            identifiers: [
              [
                "create",
                [
                  { type: null, code: externalKey },
                  ...(data.barcode ? [barcodeValues(data.barcode)] : []),
                ],
              ],
            ],
          },
        ],
      ],
    ],
  };
}

/** In the company's currency; a price in another one is not Tryton's list price, and every document brings its own. */
function listPrice({ price, currency }: ItemData, home: string): Decimal {
  if (price === undefined) return "0";
  const amount = parseDecimal(price);
  if (amount === undefined || compare(amount, "0") < 0)
    throw invalid("price", refusal("product.price", { price }));
  return currency === undefined || currency === home ? amount : "0";
}

/**
 * The connection's category, that of Tryton's product set-up, or the only one there is: without one
 * nothing could be invoiced.
 */
async function categoryId(
  { tryton, settings: { itemCategory } }: TrytonScope,
  options: CallOptions,
): Promise<number> {
  const search = async (domain: Wire[]): Promise<{ id: number }[]> =>
    tryton.search(
      {
        model: "product.category",
        domain: [["accounting", "=", true], ...domain],
        fields: ["id"],
        limit: 2,
      },
      z.object({ id }),
      options,
    );
  if (itemCategory !== undefined) {
    const [named, second] = await search([["name", "=", itemCategory]]);
    if (named && !second) return named.id;
    throw misconfigured(
      refusal(named ? "product.severalCategories" : "product.noCategory", {
        category: itemCategory,
      }),
      refusal("trytonAction.correctCategory"),
    );
  }
  const defaults = await tryton.read(
    { method: "model.product.template.default_get", params: [["account_category"]] },
    z.object({ account_category: idOrNull.optional() }),
    options,
  );
  if (defaults.account_category) return defaults.account_category;
  const [only, other] = await search([]);
  if (only && !other) return only.id;
  throw misconfigured(refusal("product.categoryUnknown"), refusal("trytonAction.enterCategory"));
}
