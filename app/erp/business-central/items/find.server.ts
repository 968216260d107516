import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ItemCandidate, ItemQuery } from "#app/erp/port/items.ts";
import type { Page, PageRequest } from "#app/erp/port/reference.ts";
import { companyOf } from "../company.server.ts";
import type { BcScope } from "../scope.server.ts";
import type { Listing } from "../wire/api.server.ts";
import { PORTION, anyOf, portions, quoted } from "../wire/filter.ts";
import type { ItemRow, VariantRow } from "./row.ts";
import { ITEM_FIELDS, itemCandidate, itemRow, variantRow } from "./row.ts";

const LIMITS = { number: 20, gtin: 14, code: 10 } as const;

/** Values that the field can hold: a longer one is an error to Business Central, not an answer of nothing. */
const askable = (values: (string | undefined)[], limit: number): string[] => [
  ...new Set(values.flatMap((value) => (value && value.length <= limit ? [value] : []))),
];

/** Candidates of each query, best first. Vendors' numbers and item references cannot be asked for. */
export async function findItems(
  scope: BcScope,
  queries: ItemQuery[],
  options: CallOptions,
): Promise<ItemCandidate[][]> {
  const { path } = await companyOf(scope, options);
  const rowsOf = async (field: string, values: string[]): Promise<ItemRow[]> => {
    const rows: ItemRow[] = [];
    for (const part of portions(values, PORTION))
      rows.push(
        ...(await items(
          scope,
          { path: `${path}/items`, filter: anyOf(field, part.map(quoted)) },
          options,
        )),
      );
    return rows;
  };
  const byNumber = await rowsOf(
    "number",
    askable(
      queries.map(({ number }) => number),
      LIMITS.number,
    ),
  );
  const byBarcode = await rowsOf(
    "gtin",
    askable(
      queries.map(({ barcode }) => barcode),
      LIMITS.gtin,
    ),
  );
  const variants = await variantsOf(scope, queries, byNumber, options);
  const found: ItemCandidate[][] = [];
  for (const query of queries) {
    const numbered = query.number ? byNumber.filter(({ number }) => number === query.number) : [];
    const own = numbered.flatMap((row) => {
      const variant = variants.find(
        ({ itemId, code }) => itemId === row.id && code === query.variantCode,
      );
      return variant
        ? [itemCandidate(row, "variantCode", variant)]
        : [itemCandidate(row, "number")];
    });
    const coded = query.barcode
      ? byBarcode
          .filter(({ gtin }) => gtin === query.barcode)
          .map((row) => itemCandidate(row, "barcode"))
      : [];
    const named = query.text ? await byText(scope, path, query.text, options) : [];
    const seen = new Set<string>();
    found.push(
      [...own, ...coded, ...named].filter(
        ({ ref: { id } }) => !seen.has(id) && Boolean(seen.add(id)),
      ),
    );
  }
  return found;
}

const items = (scope: BcScope, listing: Listing, options: CallOptions): Promise<ItemRow[]> =>
  scope.api.all({ ...listing, select: ITEM_FIELDS }, itemRow, options);

/** A variant is asked for with its item. */
async function variantsOf(
  scope: BcScope,
  queries: ItemQuery[],
  rows: ItemRow[],
  options: CallOptions,
): Promise<VariantRow[]> {
  const wanted = new Set(
    queries.flatMap(({ variantCode, number }) => (variantCode ? [number] : [])),
  );
  const ids = rows.filter(({ number }) => wanted.has(number)).map(({ id }) => id);
  if (ids.length === 0) return [];
  const { path } = await companyOf(scope, options);
  const found: VariantRow[] = [];
  for (const part of portions(ids, PORTION)) {
    const listing = { path: `${path}/itemVariants`, filter: anyOf("itemId", part) };
    found.push(...(await scope.api.all(listing, variantRow, options)));
  }
  return found;
}

const MOST_OF_TEXT = 50;

async function byText(
  scope: BcScope,
  path: string,
  text: string,
  options: CallOptions,
): Promise<ItemCandidate[]> {
  if (text.length > 100) return [];
  const { rows } = await scope.api.page(
    {
      path: `${path}/items`,
      filter: `contains(displayName,${quoted(text)})`,
      select: ITEM_FIELDS,
      pageSize: MOST_OF_TEXT,
    },
    itemRow,
    options,
  );
  return rows.map((row) => itemCandidate(row, "text"));
}

/** By number, since what comes after one can be asked for. */
export async function listItems(
  scope: BcScope,
  { cursor, limit, search }: PageRequest,
  options: CallOptions,
): Promise<Page<ItemCandidate>> {
  const { path } = await companyOf(scope, options);
  const wanted = search?.trim().slice(0, 100) ?? "";
  const filters = [
    ...(cursor === undefined ? [] : [`number gt ${quoted(cursor)}`]),
    ...(wanted === "" ? [] : [`contains(displayName,${quoted(wanted)})`]),
  ];
  const { rows, more } = await scope.api.page(
    {
      path: `${path}/items`,
      ...(filters.length > 0 ? { filter: filters.join(" and ") } : {}),
      select: ITEM_FIELDS,
      orderBy: "number",
      pageSize: limit,
    },
    itemRow,
    options,
  );
  const last = rows.at(-1);
  return {
    values: rows.map((row) => itemCandidate(row, "number")),
    ...(more && last ? { next: last.number } : {}),
  };
}
