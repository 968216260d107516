import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ItemCandidate, ItemQuery } from "#app/erp/port/items.ts";
import type { Page, PageRequest } from "#app/erp/port/reference.ts";
import { invalid, refusal } from "#app/erp/refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { Wire } from "../rpc/codec.ts";
import { anyOf, contains, WITH_INACTIVE } from "../rpc/domains.ts";
import { recordId } from "../drafts/record-id.ts";
import { candidatesFor, fitsText, itemCandidate } from "./match.ts";
import type { ProductRow } from "./row.ts";
import { PRODUCT_FIELDS, productRow } from "./row.ts";

const TEXT_HITS = 200;

/**
 * One call for all numbers and barcodes of the batch, and one for a person's free text. The answer
 * has one entry per query, in its order.
 */
export async function findItems(
  tryton: Tryton,
  queries: ItemQuery[],
  options: CallOptions,
): Promise<ItemCandidate[][]> {
  const asked = (pick: (query: ItemQuery) => string | undefined): string[] => [
    ...new Set(queries.flatMap((query) => pick(query) || [])),
  ];
  const numbers = asked((query) => (query.variantCode === undefined ? query.number : undefined));
  const barcodes = asked((query) => (query.variantCode === undefined ? query.barcode : undefined));
  const exact = [
    ...(numbers.length > 0 ? [[["code", "in", numbers]]] : []),
    ...(barcodes.length > 0 ? [[["identifiers.code", "in", barcodes]]] : []),
  ];
  const texts = asked((query) => query.text);
  const found = [
    ...(await productsOf(tryton, exact, undefined, options)),
    ...(await productsOf(
      tryton,
      texts.map((text) =>
        anyOf([[["code", "ilike", contains(text)]], [["name", "ilike", contains(text)]]]),
      ),
      TEXT_HITS,
      options,
    )),
  ];
  return queries.map((query) => candidatesFor(query, found));
}

async function productsOf(
  tryton: Tryton,
  domains: Wire[][],
  limit: number | undefined,
  options: CallOptions,
): Promise<ProductRow[]> {
  if (domains.length === 0) return [];
  return tryton.search(
    {
      model: "product.product",
      domain: anyOf(domains),
      fields: PRODUCT_FIELDS,
      order: [
        ["code", "ASC"],
        ["id", "ASC"],
      ],
      ...(limit === undefined ? {} : { limit }),
      context: WITH_INACTIVE,
    },
    productRow,
    options,
  );
}

/**
 * What may be sold, in the order it was entered; with a search over code and name. A page may be
 * short though more follow.
 */
export async function listItems(
  tryton: Tryton,
  { cursor, limit, search }: PageRequest,
  options: CallOptions,
): Promise<Page<ItemCandidate>> {
  const after = cursor === undefined ? 0 : recordId(cursor);
  if (after === undefined) throw invalid("cursor", refusal("tryton.listCursor"));
  const domain: Wire[] = [
    ["id", ">", after],
    ["salable", "=", true],
    ...(search
      ? anyOf([[["code", "ilike", contains(search)]], [["name", "ilike", contains(search)]]])
      : []),
  ];
  const rows = await tryton.search(
    {
      model: "product.product",
      domain,
      fields: PRODUCT_FIELDS,
      limit: limit + 1,
      context: WITH_INACTIVE,
    },
    productRow,
    options,
  );
  const given = rows.slice(0, limit);
  const last = given.at(-1);
  const fitting = search ? given.filter((product) => fitsText(product, search)) : given;
  return {
    values: fitting.map((product) => itemCandidate(product, search ? "text" : "number")),
    ...(rows.length > limit && last ? { next: String(last.id) } : {}),
  };
}
