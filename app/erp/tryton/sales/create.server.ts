import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { invalid, refusal } from "#app/erp/refusals.ts";
import type { DocumentLine } from "../drafts/document-lines.ts";
import { ensureAddress } from "../drafts/parties.server.ts";
import type { Creation, PreparedDraft } from "../drafts/prepare.server.ts";
import { finishCreated } from "../drafts/finish-created.server.ts";
import { listReference, referenceByCode } from "../reference.server.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { TrytonScope } from "../scope.server.ts";
import { readSaleHead } from "./read.server.ts";
import type { SaleHeadRow } from "./shape.ts";
import type { SaleHead } from "./values.ts";
import { saleValues } from "./values.ts";

/** A sale as a quotation: with its number, and still to be changed and cancelled by anybody. */
export async function createSale(
  scope: TrytonScope,
  { reference, draft }: Creation,
  prepared: PreparedDraft,
  options: CallOptions,
): Promise<SaleHeadRow> {
  const { tryton } = scope;
  const head = { reference, ...(await saleHeadOf(scope, draft, prepared, options)) };
  const [id] = await tryton.create("sale.sale", [saleValues(draft, head, prepared.lines)], options);
  if (id === undefined) throw new Error("a created sale has an id");
  return finishCreated(
    tryton,
    { model: "sale.sale", id },
    () => quoteSale(tryton, id, options),
    options,
  );
}

/** Who buys, where the goods and the bill go, and by whom, as Tryton's records; addresses that are missing are added to their party. */
export async function saleHeadOf(
  scope: TrytonScope,
  draft: DocumentDraft,
  prepared: PreparedDraft,
  options: CallOptions,
): Promise<SaleHead> {
  const { tryton } = scope;
  const {
    parties: { sellTo, billTo },
    currency,
    paymentTerm,
  } = prepared;
  const warehouse = await warehouseOf(scope, draft, prepared.lines, options);
  const carrier = await carrierOf(scope, draft, options);
  const invoiceAddress = await ensureAddress(
    tryton,
    { field: "billToAddress", address: draft.billToAddress, party: billTo },
    prepared,
    options,
  );
  const shipmentAddress = await ensureAddress(
    tryton,
    { field: "shipToAddress", address: draft.shipToAddress, party: sellTo },
    prepared,
    options,
  );
  return {
    party: sellTo.id,
    invoiceParty: billTo.id,
    invoiceAddress,
    shipmentAddress,
    currency,
    warehouse,
    paymentTerm,
    carrier,
  };
}

/** The last step of a creation, also of one that broke off before it. */
export async function quoteSale(
  tryton: Tryton,
  id: number,
  options: CallOptions,
): Promise<SaleHeadRow> {
  await tryton.press({ model: "sale.sale", button: "quote", ids: [id] }, options);
  return readSaleHead(tryton, { id: String(id) }, options);
}

/**
 * A sale leaves from one warehouse: lines that name several cannot be one sale. None named: the
 * connection's own, or the only one.
 */
async function warehouseOf(
  scope: TrytonScope,
  draft: DocumentDraft,
  lines: readonly DocumentLine[],
  options: CallOptions,
): Promise<number | null> {
  let chosen: { id: number; code: string } | null = null;
  for (const [index, { location, description }] of draft.lines.entries()) {
    if (!location) continue;
    const found = await referenceByCode(
      scope,
      { kind: "locations", code: location, field: `lines[${index}].location` },
      options,
    );
    const line = lines[index];
    // Where a service is done does not matter to anybody.
    if (line?.type === "line" && line.product.type === "service" && chosen !== null) continue;
    if (chosen !== null && chosen.id !== found.id) {
      throw invalid(
        `lines[${index}].location`,
        refusal("sale.severalWarehouses", {
          line: description,
          warehouse: found.code,
          other: chosen.code,
        }),
      );
    }
    chosen ??= found;
  }
  if (chosen) return chosen.id;
  const goods = lines.findIndex((line) => line.type === "line" && line.product.type !== "service");
  const { warehouse } = scope.settings;
  if (goods >= 0 && warehouse !== undefined)
    return (
      await referenceByCode(
        scope,
        { kind: "locations", code: warehouse, field: `lines[${goods}].location` },
        options,
      )
    ).id;
  // Tryton takes its only warehouse by itself, but does not choose between several.
  const { values } =
    goods < 0 ? { values: [] } : await listReference(scope, "locations", { limit: 3 }, options);
  if (values.filter(({ blocked }) => !blocked).length > 1) {
    throw invalid(
      `lines[${goods}].location`,
      refusal("sale.noWarehouse", { line: draft.lines[goods]?.description ?? "" }),
    );
  }
  return null;
}

/** The carrier of the document, or else the one its lines name. */
async function carrierOf(
  scope: TrytonScope,
  draft: DocumentDraft,
  options: CallOptions,
): Promise<number | null> {
  const named = draft.shippingAgent ? [{ field: "shippingAgent", code: draft.shippingAgent }] : [];
  const lines = draft.lines.flatMap(({ shippingAgent }, index) =>
    shippingAgent ? [{ field: `lines[${index}].shippingAgent`, code: shippingAgent }] : [],
  );
  const ids: number[] = [];
  for (const { field, code } of [...named, ...lines])
    ids.push((await referenceByCode(scope, { kind: "shippingAgents", code, field }, options)).id);
  return ids[0] ?? null;
}
