import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DraftLine } from "#app/erp/port/documents.ts";
import { invalid, misconfigured, refusal } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import { referenceByCode } from "../reference.server.ts";
import { flag, id, idOrNull, text, textOrEmpty } from "../rpc/shapes.ts";
import type { TrytonScope } from "../scope.server.ts";
import type { Product } from "./product.ts";
import { recordId } from "./record-id.ts";

const productRow = z.object({
  id,
  code: textOrEmpty,
  active: flag,
  salable: flag,
  type: text,
  account_category: idOrNull,
  "template.": z.object({ active: flag }),
  "default_uom.": z.object({ category: id }),
  "sale_uom.": z.object({ id }),
});
type Row = z.infer<typeof productRow>;
const FIELDS = [
  "code",
  "active",
  "salable",
  "type",
  "account_category",
  "template.active",
  "default_uom.category",
  "sale_uom.id",
];

export interface DraftProducts {
  /** By the line's position; null for comments. */
  ofLines: (Product | null)[];
  rounding: Product | undefined;
}

/**
 * What a draft's lines sell: an item by its id, a charge by the code of its service product
 * ("account"). Unknown and blocked ones are refused.
 */
export async function readProducts(
  scope: TrytonScope,
  lines: readonly DraftLine[],
  options: CallOptions,
): Promise<DraftProducts> {
  const charges: (number | undefined)[] = [];
  for (const [index, { account }] of lines.entries())
    charges.push(
      account
        ? (
            await referenceByCode(
              scope,
              { kind: "accounts", code: account, field: `lines[${index}].account` },
              options,
            )
          ).id
        : undefined,
    );
  const rounding = await roundingId(scope, options);
  const wanted = [
    ...new Set([
      ...lines.flatMap(({ item }) => recordId(item?.id ?? "") ?? []),
      ...charges.flatMap((charge) => charge ?? []),
      ...(rounding === undefined ? [] : [rounding]),
    ]),
  ];
  const rows = await rowsOf(scope, wanted, options);
  const rowOf = (key: number | undefined): Row | undefined => rows.find((row) => row.id === key);
  const roundingRow = rowOf(rounding);
  return {
    ofLines: lines.map((line, index) => {
      if (!line.item && !line.account) return null;
      const row = rowOf(line.item ? recordId(line.item.id) : charges[index]);
      const field = `lines[${index}].${line.item ? "item" : "account"}`;
      if (!row)
        throw invalid(
          field,
          refusal("product.unknown", {
            product: line.item?.number ?? line.account ?? line.item?.id ?? "",
          }),
        );
      return sold(row);
    }),
    rounding: roundingRow && sold(roundingRow),
  };
}

/**
 * Orders that follow each other sell the same: what may be sold is believed for so long, anything
 * else is read anew each time.
 */
const KEPT_MS = 10_000;
const MOST_KEPT = 5_000;
const kept = new Map<string, { row: Row; until: number }>();

async function rowsOf(
  scope: TrytonScope,
  ids: readonly number[],
  options: CallOptions,
): Promise<Row[]> {
  const at = now().getTime();
  const keyOf = (id: number): string => `${scope.key} ${id}`;
  const known = ids.flatMap((id) => {
    const entry = kept.get(keyOf(id));
    return entry && entry.until > at ? [entry.row] : [];
  });
  const missing = ids.filter((id) => !known.some((row) => row.id === id));
  if (missing.length === 0) return known;
  const read = await scope.tryton.search(
    {
      model: "product.product",
      domain: [
        ["id", "in", missing],
        ["active", "in", [true, false]],
      ],
      fields: FIELDS,
    },
    productRow,
    options,
  );
  if (kept.size > MOST_KEPT) kept.clear();
  for (const row of read)
    if (row.active && row["template."].active && row.salable)
      kept.set(keyOf(row.id), { row, until: at + KEPT_MS });
  return [...known, ...read];
}

async function roundingId(scope: TrytonScope, options: CallOptions): Promise<number | undefined> {
  const code = scope.settings.roundingProduct;
  if (code === undefined) return undefined;
  return (
    await referenceByCode(scope, { kind: "accounts", code, field: "roundingProduct" }, options)
  ).id;
}

function sold(row: Row): Product {
  if (!row.active || !row["template."].active)
    throw misconfigured(
      refusal("product.inactive", { product: row.code }),
      refusal("trytonAction.activateProduct"),
    );
  if (!row.salable)
    throw misconfigured(
      refusal("product.notSalable", { product: row.code }),
      refusal("trytonAction.salable"),
    );
  return {
    id: row.id,
    code: row.code,
    type: row.type,
    saleUnit: row["sale_uom."].id,
    unitCategory: row["default_uom."].category,
    accountCategory: row.account_category,
  };
}
