import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentReading } from "#app/erp/port/readings.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { refusal, trytonStateName } from "#app/erp/refusals.ts";
import { referenceCodes } from "../reference.server.ts";
import { saleId, there } from "../sales/read.server.ts";
import { isReturn, saleSnapshot } from "../sales/snapshot.ts";
import type { TrytonScope } from "../scope.server.ts";
import { addressOf, customerOf, readLines, withRevision } from "./parts.ts";
import type { SaleReadingRow } from "./shape.ts";
import { SALE_READING_FIELDS, saleReadingRow } from "./shape.ts";

export async function readSaleRow(
  { tryton }: TrytonScope,
  ref: Pick<ErpRef, "id" | "number">,
  options: CallOptions,
): Promise<SaleReadingRow> {
  const [row] = await tryton.search(
    { model: "sale.sale", domain: [["id", "=", saleId(ref)]], fields: SALE_READING_FIELDS },
    saleReadingRow,
    options,
  );
  return there(row, ref);
}

export async function saleReading(
  scope: TrytonScope,
  row: SaleReadingRow,
  options: CallOptions,
): Promise<DocumentReading> {
  const snapshot = saleSnapshot(row);
  const code = async (kind: "paymentTerms" | "shippingAgents", id: number | null) =>
    id === null ? undefined : (await referenceCodes(scope, kind, [id], options)).get(id);
  const party = row["party."];
  const billTo = row["invoice_party."] ?? party;
  const [invoiceAddress, shipmentAddress] = [row["invoice_address."], row["shipment_address."]];
  return withRevision({
    ...snapshot,
    lines: readLines(snapshot, row["lines."]),
    pricesIncludeTax: false,
    header: {
      sellTo: customerOf(party),
      billTo: customerOf(billTo),
      ...(invoiceAddress ? { billToAddress: addressOf(invoiceAddress, billTo) } : {}),
      ...(shipmentAddress ? { shipToAddress: addressOf(shipmentAddress, party) } : {}),
      documentDate: row.sale_date ?? "",
      paymentTerms: (await code("paymentTerms", row.payment_term)) ?? "",
      shippingAgent: (await code("shippingAgents", row.carrier)) ?? "",
      note: row.comment,
    },
    ...(isOpen(row)
      ? {}
      : {
          fixed: refusal("sale.notAmended", {
            sale: row.number ?? row.id,
            state: trytonStateName(row.state),
          }),
        }),
  });
}

/** Tryton lets the lines of a sale be changed until it is confirmed; return orders are not amended. */
const isOpen = (row: SaleReadingRow): boolean =>
  !isReturn(row) && (row.state === "draft" || row.state === "quotation");
