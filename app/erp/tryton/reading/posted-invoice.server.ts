import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { PostedInvoiceLine, PostedInvoiceReading } from "#app/erp/port/posted-invoices.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { gone, missing, refusal } from "#app/erp/refusals.ts";
import { sharesOf } from "#app/erp/tax-shares.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { isZero, normalize } from "#app/money/decimal.ts";
import { recordId } from "../drafts/record-id.ts";
import { invoiceSnapshot } from "../invoices/snapshot.ts";
import { statusOf } from "../invoices/status.ts";
import { stampOf } from "../rpc/stamp.ts";
import type { TrytonScope } from "../scope.server.ts";
import { termsOf } from "./invoice.server.ts";
import { addressOf, customerOf } from "./parts.ts";
import type { PostedInvoiceRow } from "./posted-invoice-shape.ts";
import { POSTED_INVOICE_FIELDS, postedInvoiceRow } from "./posted-invoice-shape.ts";

/** Tryton has no discounts: a line's price is what it is sold for. It computes taxes of the invoice; here each line bears its share. */
export async function readPostedInvoice(
  scope: TrytonScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<PostedInvoiceReading> {
  const invoice = ref.number ?? ref.id;
  const id = recordId(ref.id);
  if (id === undefined) throw missing(refusal("trytonInvoice.missing", { invoice }));
  const [row] = await scope.tryton.search(
    {
      model: "account.invoice",
      domain: [
        ["id", "=", id],
        ["type", "=", "out"],
        ["state", "in", ["posted", "paid", "cancelled"]],
      ],
      fields: POSTED_INVOICE_FIELDS,
    },
    postedInvoiceRow,
    options,
  );
  if (!row) throw gone(refusal("trytonInvoice.gone", { invoice }));
  const { currency, lines, totals } = invoiceSnapshot(row);
  const party = row["party."];
  const address = row["invoice_address."];
  const taxes = taxesOf(row, currency);
  const terms = await termsOf(scope, row.payment_term, options);
  return {
    ref: {
      kind: "salesInvoice",
      id: String(row.id),
      number: row.number ?? "",
      version: stampOf(row),
    },
    number: row.number ?? "",
    status: statusOf(row),
    billTo: customerOf(party),
    ...(party.email === "" ? {} : { email: party.email }),
    ...(address ? { billToAddress: addressOf(address, party) } : {}),
    currency,
    pricesIncludeTax: false,
    postedAt: row["move."]?.create_date ?? stampOf(row),
    ...(row.invoice_date === null ? {} : { documentDate: row.invoice_date }),
    ...(terms === undefined ? {} : { paymentTerms: terms }),
    lines: row["lines."].map((line, index): PostedInvoiceLine => {
      const read = lines[index];
      if (read?.lineId !== String(line.id)) throw new Error("lines are read in their order");
      const account = line["account."]?.code ?? "";
      return {
        kind: read.kind,
        number: line["product."]?.code || account,
        ...(line["product."] === null && account !== "" ? { account } : {}),
        description: read.description,
        quantity: read.quantity,
        unitPrice: normalize(line.unit_price ?? "0"),
        amount: read.amount,
        taxes: taxes[index] ?? [],
      };
    }),
    totals,
    remaining: normalize(row.amount_to_pay),
  };
}

/** Each tax of the invoice, shared by the lines that bear it; one that no line bears, by all of them. */
function taxesOf(row: PostedInvoiceRow, currency: string): PostedInvoiceLine["taxes"][] {
  const sold = row["lines."].map((line) => line.type === "line");
  const shares = row["taxes."].map((tax) => {
    const named = row["lines."].map(
      (line, at) => sold[at] && tax.tax !== null && line.taxes.includes(tax.tax),
    );
    const bears = named.some(Boolean) ? named : sold;
    const at = bears.flatMap((yes, index) => (yes ? [index] : []));
    const parts = sharesOf(
      normalize(tax.amount),
      at.map((index) => row["lines."][index]?.amount ?? "0"),
      currency,
    );
    return new Map(at.map((index, position): [number, Decimal] => [index, parts[position] ?? "0"]));
  });
  return row["lines."].map((_, index) =>
    row["taxes."].flatMap((tax, position) => {
      const amount = shares[position]?.get(index) ?? "0";
      const rate = tax["tax."]?.rate ?? null;
      return isZero(amount)
        ? []
        : [{ title: tax.description, ...(rate === null ? {} : { rate: normalize(rate) }), amount }];
    }),
  );
}
