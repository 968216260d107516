import { z } from "zod";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CallOptions, ErpRef, ExternalKey, ItemData } from "#app/erp/port.ts";
import { compare, parseDecimal } from "#app/money/decimal.ts";
import { duplicate, invalid, misconfigured, missing } from "../refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { Wire } from "../rpc/codec.ts";
import { decimal } from "../rpc/codec.ts";
import { WITH_INACTIVE } from "../rpc/domains.ts";
import { exclusively } from "../rpc/exclusive.server.ts";
import { id, idOrNull, text } from "../rpc/shapes.ts";
import { barcodeValues } from "./barcode.ts";
import { itemCandidate } from "./match.ts";
import type { ProductRow } from "./row.ts";
import { PRODUCT_FIELDS, productRow } from "./row.ts";

const refOf = (product: ProductRow): ErpRef => itemCandidate(product, "number").ref;

/** Creates the product of an external key, or finds the one made earlier: both give its reference. A code that is taken is refused as `duplicate`. */
export async function createItem(tryton: Tryton, key: ExternalKey, data: ItemData, options: CallOptions): Promise<ErpRef> {
  const externalKey = renderExternalKey(key);
  if (data.description.trim() === "") throw invalid("description", "The item has no description. Fill it in.");
  return exclusively(tryton.endpoint, options, async () => {
    const [existing] = await read(tryton, [["identifiers", "where", [["code", "=", externalKey], ["type", "=", null]]]], options);
    if (existing) return refOf(existing);
    if (data.number !== undefined) await checkNumber(tryton, data.number, options);
    const values = await templateValues(tryton, externalKey, data, options);
    const [made = 0] = await tryton.create("product.template", [values], options);
    const [product] = await read(tryton, [["template", "=", made]], options);
    if (!product) throw missing(`The product ${data.number ?? data.description} was made in Tryton and is gone again.`);
    return refOf(product);
  });
}

const read = async (tryton: Tryton, domain: Wire[], options: CallOptions): Promise<ProductRow[]> =>
  tryton.search({ model: "product.product", domain, fields: PRODUCT_FIELDS, context: WITH_INACTIVE }, productRow, options);

/** Tryton lets two products have the same code; the app then could not tell them apart. */
async function checkNumber(tryton: Tryton, number: string, options: CallOptions): Promise<void> {
  if (number.trim() === "" || number.trim() !== number) throw invalid("number", `The item number "${number}" is empty, or begins or ends with a blank. Correct it.`);
  const taken = await read(tryton, [["code", "=", number]], options);
  if (taken.length > 0) throw duplicate(`Tryton has a product "${number}" already. Link the Shopify product to it, or choose another number.`, taken.map((product) => String(product.id)));
}

async function templateValues(tryton: Tryton, externalKey: string, data: ItemData, options: CallOptions): Promise<Record<string, Wire>> {
  const unit = await unitId(tryton, data.unit, options);
  return {
    name: data.description, ...(data.number === undefined ? {} : { code: data.number }), type: "goods", default_uom: unit, sale_uom: unit, salable: true,
    list_price: decimal(await listPrice(tryton, data, options)), account_category: await categoryId(tryton, options),
    products: [["create", [{ identifiers: [["create", [{ type: null, code: externalKey }, ...(data.barcode ? [barcodeValues(data.barcode)] : [])]]] }]]],
  };
}

/** In the company's currency; a price in another one is not Tryton's list price, and every document brings its own. */
async function listPrice(tryton: Tryton, { price, currency }: ItemData, options: CallOptions): Promise<string> {
  if (price === undefined) return "0";
  const amount = parseDecimal(price);
  if (amount === undefined || compare(amount, "0") < 0) throw invalid("price", `The price "${price}" is not an amount of zero or more, written like 12.50.`);
  if (currency === undefined) return amount;
  const { context } = await tryton.session(options);
  const [company] = await tryton.search({ model: "company.company", domain: [["id", "=", Number(context.company ?? 0)]], fields: ["currency.code"] }, z.object({ "currency.": z.object({ code: text }) }), options);
  return company?.["currency."].code === currency ? amount : "0";
}

async function unitId(tryton: Tryton, unit: string | undefined, options: CallOptions): Promise<number> {
  const code = unit ?? "u";
  const rows = await tryton.search({ model: "product.uom", domain: [["OR", ["symbol", "=", code], ["name", "=", code]]], fields: ["symbol"] }, z.object({ id, symbol: text }), options);
  const found = rows.find(({ symbol }) => symbol === code) ?? rows[0];
  if (!found) throw invalid("unit", `Tryton has no unit of measure "${code}". Add it in Tryton, or choose another.`);
  return found.id;
}

/** The category of the product set-up, else the only one for accounting: without one nothing could be invoiced. */
async function categoryId(tryton: Tryton, options: CallOptions): Promise<number> {
  const defaults = await tryton.read("model.product.template.default_get", [["account_category"]], z.object({ account_category: idOrNull.optional() }), options);
  if (defaults.account_category) return defaults.account_category;
  const [only, other] = await tryton.search({ model: "product.category", domain: [["accounting", "=", true]], fields: ["id"], limit: 2 }, z.object({ id }), options);
  if (only && !other) return only.id;
  throw misconfigured("Tryton does not say which accounting category a new product belongs to.", "Set the default account category in Tryton (Products → Configuration).");
}
