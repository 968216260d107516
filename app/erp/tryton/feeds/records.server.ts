import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ChangeEvent } from "#app/erp/port/feeds.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { isNegative } from "#app/money/decimal.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { WITH_INACTIVE } from "../rpc/domains.ts";
import {
  decimalOrNull,
  flag,
  id,
  ids,
  instantOrNull,
  instantText,
  text,
  textOrEmpty,
} from "../rpc/shapes.ts";
import { stampOf } from "../rpc/stamp.ts";
import { isReturn } from "../sales/snapshot.ts";
import type { Change, Source } from "./changes.server.ts";

/** Sales, and the invoices and credit notes that the app created without one. */
export const orderSources: readonly Source[] = [
  { model: "sale.sale", domain: [] },
  {
    model: "account.invoice",
    domain: [
      ["type", "=", "out"],
      ["reference", "like", "SHOPIFY-%"],
    ],
  },
];
export const customerSources: readonly Source[] = [{ model: "party.party", domain: [] }];
/** Name and price are the template's: its change is one of all its products. */
export const itemSources: readonly Source[] = [
  { model: "product.product", domain: [] },
  { model: "product.template", domain: [] },
];

const stamps = { id, create_date: instantText, write_date: instantOrNull };
const STAMPS = ["create_date", "write_date"];

const sale = z.object({
  ...stamps,
  number: textOrEmpty,
  reference: text.nullable(),
  state: text,
  shipment_state: text,
  invoice_state: text,
  total_amount: decimalOrNull,
});
const invoice = z.object({
  ...stamps,
  number: textOrEmpty,
  state: text,
  total_amount: decimalOrNull,
});

export async function readOrderEvents(
  tryton: Tryton,
  changes: readonly Change[],
  options: CallOptions,
): Promise<ChangeEvent[][]> {
  const sales = await rowsOf(
    tryton,
    {
      model: "sale.sale",
      ids: idsOf(changes, 0),
      fields: ["number", "reference", "state", "shipment_state", "invoice_state", "total_amount"],
    },
    sale,
    options,
  );
  const invoices = await rowsOf(
    tryton,
    {
      model: "account.invoice",
      ids: idsOf(changes, 1),
      fields: ["number", "state", "total_amount"],
    },
    invoice,
    options,
  );
  return changes.map((change) => {
    if (change.source === 0) {
      const row = sales.get(change.id);
      return row
        ? [
            event(
              "orders",
              isReturn(row) ? "returnOrder" : "salesOrder",
              row,
              `${row.state}:${row.shipment_state}:${row.invoice_state}:${row.total_amount ?? ""}`,
            ),
          ]
        : [];
    }
    const row = invoices.get(change.id);
    const kind = row && isNegative(row.total_amount ?? "0") ? "creditMemo" : "salesInvoice";
    return row ? [event("orders", kind, row, `${row.state}:${row.total_amount ?? ""}`)] : [];
  });
}

const party = z.object({ ...stamps, code: textOrEmpty, active: flag });

export async function readCustomerEvents(
  tryton: Tryton,
  changes: readonly Change[],
  options: CallOptions,
): Promise<ChangeEvent[][]> {
  const rows = await rowsOf(
    tryton,
    { model: "party.party", ids: idsOf(changes, 0), fields: ["code", "active"] },
    party,
    options,
  );
  return changes.map(({ id: changed }) => {
    const row = rows.get(changed);
    return row
      ? [
          event(
            "customers",
            "customer",
            { ...row, number: row.code },
            row.active ? "active" : "blocked",
          ),
        ]
      : [];
  });
}

const product = z.object({ ...stamps, code: textOrEmpty, active: flag });
const template = z.object({ ...stamps, products: ids });

export async function readItemEvents(
  tryton: Tryton,
  changes: readonly Change[],
  options: CallOptions,
): Promise<ChangeEvent[][]> {
  const templates = await rowsOf(
    tryton,
    { model: "product.template", ids: idsOf(changes, 1), fields: ["products"] },
    template,
    options,
  );
  const wanted = [...idsOf(changes, 0), ...[...templates.values()].flatMap((row) => row.products)];
  const products = await rowsOf(
    tryton,
    { model: "product.product", ids: wanted, fields: ["code", "active"] },
    product,
    options,
  );
  const of = (row: z.output<typeof product> | undefined, since: string): ChangeEvent[] => {
    if (!row) return [];
    const changed = stampOf(row) > since ? row : { ...row, write_date: since };
    return [
      event("items", "item", { ...changed, number: row.code }, row.active ? "active" : "blocked"),
    ];
  };
  return changes.map((change) => {
    if (change.source === 0) return of(products.get(change.id), "");
    const row = templates.get(change.id);
    // A product changed together with its template, or after it, tells itself.
    return (row?.products ?? []).flatMap((each) => {
      const one = products.get(each);
      return row && one && stampOf(one) < stampOf(row) ? of(one, stampOf(row)) : [];
    });
  });
}

function event(
  feed: ChangeEvent["feed"],
  kind: ErpRef["kind"],
  row: { id: number; number: string; create_date: string; write_date: string | null },
  state: string,
): ChangeEvent {
  const changedAt = stampOf(row);
  return {
    feed,
    dedupeKey: `${kind}:${row.id}:${state}:${changedAt}`,
    ref: {
      kind,
      id: String(row.id),
      ...(row.number ? { number: row.number } : {}),
      version: changedAt,
    },
    changedAt,
  };
}

const idsOf = (changes: readonly Change[], source: number): number[] =>
  changes.flatMap((change) => (change.source === source ? [change.id] : []));

/** By id; what was deleted in between is not there. */
async function rowsOf<T extends { id: number }>(
  tryton: Tryton,
  { model, ids: wanted, fields }: { model: string; ids: readonly number[]; fields: string[] },
  shape: z.ZodType<T>,
  options: CallOptions,
): Promise<Map<number, T>> {
  if (wanted.length === 0) return new Map();
  const rows = await tryton.search(
    {
      model,
      domain: [["id", "in", [...new Set(wanted)]]],
      fields: [...STAMPS, ...fields],
      context: WITH_INACTIVE,
    },
    shape,
    options,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
