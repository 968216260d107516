import { z } from "zod";
import type { PostedInvoiceReading } from "#app/erp/port/posted-invoices.ts";
import { startOfDay } from "#app/lib/day.ts";
import { storedJson } from "#app/lib/stored-json.ts";

/** Payment terms that an order gets, as they are sent. */
export const exportTerms = z.object({
  /** Gid of Shopify's template. */
  templateId: z.string(),
  name: z.string(),
  issuedAt: z.string().exactOptional(),
  dueAt: z.string().exactOptional(),
});
export type ExportTerms = z.infer<typeof exportTerms>;

/** `ExportedInvoice.terms`. */
export const storedExportTerms = storedJson("payment terms", exportTerms);

/** One of Shopify's payment terms. */
export interface Template {
  templateId: string;
  name: string;
  type: string;
}

/** Which of them stand for the ERP's codes, and for what is not mapped. */
export interface TermsRules {
  byCode: ReadonlyMap<string, Template>;
  primary: Template | null;
  timeZone: string;
}

/** Null: the invoice's payment terms do not exist in Shopify. Fixed ones have a due date, those of some days the day of the invoice. */
export function termsOf(
  invoice: Pick<PostedInvoiceReading, "paymentTerms" | "documentDate" | "dueDate" | "postedAt">,
  { byCode, primary, timeZone }: TermsRules,
): ExportTerms | null {
  const mapped = byCode.get(invoice.paymentTerms ?? "") ?? primary;
  if (!mapped) return null;
  const { templateId, name, type } = mapped;
  const at = (day: string): string => startOfDay(timeZone, day).toISOString();
  const { documentDate, dueDate } = invoice;
  if (type === "FIXED")
    return dueDate === undefined ? null : { templateId, name, dueAt: at(dueDate) };
  if (type !== "NET") return { templateId, name };
  return {
    templateId,
    name,
    issuedAt: documentDate === undefined ? invoice.postedAt : at(documentDate),
  };
}
