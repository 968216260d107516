import { ErpError } from "#app/erp/errors.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { Amended, DocumentReading } from "#app/erp/port/readings.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { conflict, refusal, stale, trytonStateName, unsupported } from "#app/erp/refusals.ts";
import { readParties } from "../drafts/parties.server.ts";
import { prepareDraft } from "../drafts/prepare.server.ts";
import { readSaleRow, saleReading } from "../reading/sale.server.ts";
import type { SaleReadingRow } from "../reading/shape.ts";
import { severalCalls } from "../rpc/several-calls.ts";
import { quoteSale, saleHeadOf } from "../sales/create.server.ts";
import type { TrytonScope } from "../scope.server.ts";
import type { Wanted } from "./wanted.ts";
import { amendingValues, saysAlready } from "./wanted.ts";

/**
 * Back to draft, amended in one write, a quotation again: Tryton deletes lines of drafts only. Broken off between two of these, the sale
 * still says what it said, or all that it shall say, so that doing it again ends it.
 */
export async function amendSale(
  scope: TrytonScope,
  { key, ref, revision }: Amended & { key: ExternalKey },
  draft: DocumentDraft,
  options: CallOptions,
): Promise<DocumentReading> {
  if (ref.kind !== "salesOrder")
    throw unsupported(
      "amendable",
      refusal("trytonInvoice.notAmended", { invoice: ref.number ?? ref.id }),
    );
  const before = await readSaleRow(scope, ref, options);
  const sale = before.number ?? before.id;
  if (before.reference !== renderExternalKey(key))
    throw conflict(refusal("sale.otherKey", { sale }));
  if (before["currency."].code !== draft.currency)
    throw conflict(refusal("sale.otherCurrency", { sale, currency: before["currency."].code }));
  const wanted = await prepared(scope, draft, options);
  const already = saysAlready(before, wanted);
  const seen = await saleReading(scope, before, options);
  if (already && before.state !== "draft") return seen;
  if (seen.fixed) throw conflict(seen.fixed);
  if (!already && seen.revision !== revision) throw changed(before);
  return severalCalls(async () => {
    if (!already) await rewrite(scope, before, { revision, wanted }, options);
    await quoteSale(scope.tryton, before.id, options);
    return saleReading(scope, await readSaleRow(scope, ref, options), options);
  });
}

async function prepared(
  scope: TrytonScope,
  { number: _number, ...draft }: DocumentDraft,
  options: CallOptions,
): Promise<Wanted> {
  const amended = { ...draft, kind: "salesOrder" as const };
  const records = await readParties(scope.tryton, [amended], options);
  const plan = await prepareDraft(scope, amended, records, options);
  return {
    draft: amended,
    head: await saleHeadOf(scope, amended, plan, options),
    lines: plan.lines,
  };
}

const changed = ({ number, id, state }: SaleReadingRow): ErpError =>
  stale(refusal("sale.changed", { sale: number ?? id, state: trytonStateName(state) }));

async function rewrite(
  scope: TrytonScope,
  before: SaleReadingRow,
  { revision, wanted }: { revision: string; wanted: Wanted },
  options: CallOptions,
): Promise<void> {
  const { tryton } = scope;
  const on = (row: SaleReadingRow) => ({
    model: "sale.sale",
    ids: [row.id],
    stamps: { [row.id]: row._timestamp },
  });
  if (before.state !== "draft") await tryton.press({ ...on(before), button: "draft" }, options);
  const ref = { id: String(before.id) };
  const row = before.state === "draft" ? before : await readSaleRow(scope, ref, options);
  try {
    // A stamp is a whole second on SQLite: what the sale says is compared as well.
    if ((await saleReading(scope, row, options)).revision !== revision || row.state !== "draft")
      throw changed(row);
    await tryton.change({ ...on(row), values: amendingValues(row, wanted) }, options);
  } catch (error) {
    // Refused by Tryton: the sale goes back to what it was.
    if (error instanceof ErpError && !UNKNOWN.has(error.detail.class) && before.state !== "draft")
      await quoteSale(tryton, before.id, options);
    throw error;
  }
}

const UNKNOWN = new Set(["ambiguous", "unavailable", "rateLimited", "auth"]);
