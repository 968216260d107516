import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentReading } from "#app/erp/port/readings.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { gone, missing, refusal } from "#app/erp/refusals.ts";
import { recordId } from "../drafts/record-id.ts";
import { invoiceSnapshot } from "../invoices/snapshot.ts";
import { referenceCodes } from "../reference.server.ts";
import type { TrytonScope } from "../scope.server.ts";
import { addressOf, customerOf, readLines, withRevision } from "./parts.ts";
import { INVOICE_READING_FIELDS, invoiceReadingRow } from "./shape.ts";

/** An invoice as it is now. The app amends sales only. */
export async function invoiceReading(
  scope: TrytonScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<DocumentReading> {
  const invoice = ref.number ?? ref.id;
  const id = recordId(ref.id);
  if (id === undefined) throw missing(refusal("trytonInvoice.missing", { invoice }));
  const [row] = await scope.tryton.search(
    {
      model: "account.invoice",
      domain: [
        ["id", "=", id],
        ["type", "=", "out"],
      ],
      fields: INVOICE_READING_FIELDS,
    },
    invoiceReadingRow,
    options,
  );
  if (!row) throw gone(refusal("trytonInvoice.gone", { invoice }));
  const snapshot = invoiceSnapshot(row);
  const party = row["party."];
  const terms = await termsOf(scope, row.payment_term, options);
  return withRevision({
    ...snapshot,
    lines: readLines(snapshot, row["lines."]),
    pricesIncludeTax: false,
    header: {
      sellTo: customerOf(party),
      billTo: customerOf(party),
      ...(row["invoice_address."]
        ? { billToAddress: addressOf(row["invoice_address."], party) }
        : {}),
      documentDate: row.invoice_date ?? "",
      paymentTerms: terms ?? "",
    },
    fixed: refusal("trytonInvoice.notAmended", { invoice: row.number ?? row.reference ?? row.id }),
  });
}

/** Code of an invoice's payment terms, where it has some. */
export async function termsOf(
  scope: TrytonScope,
  id: number | null,
  options: CallOptions,
): Promise<string | undefined> {
  return id === null
    ? undefined
    : (await referenceCodes(scope, "paymentTerms", [id], options)).get(id);
}
