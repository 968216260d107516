import { z } from "zod";
import { invoiceById } from "#app/domain/payments/invoice-by-id.server.ts";
import { captureLine } from "#app/domain/payments/capture-line.server.ts";
import { skipInvoice, skipPaymentLine } from "#app/domain/payments/skip-payments.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { paymentOutcome } from "#app/web/payment-outcome.ts";
import { readAgain } from "#app/domain/payments/read-again.server.ts";

const reason = z.string().trim().min(1).max(300);
export const invoiceActionSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("retry") }),
  z.object({ intent: z.literal("skip"), reason }),
  z.object({ intent: z.literal("capture"), line: z.string() }),
  z.object({ intent: z.literal("skipLine"), line: z.string(), reason }),
]);

/** Carries out what a person did on the page of payment lines. `id` is the invoice's, here or in the ERP. Every refusal is a value with its text. */
export async function invoiceAction(
  shop: string,
  id: string,
  by: string,
  sent: z.output<typeof invoiceActionSchema>,
): Promise<Outcome> {
  const invoice = await invoiceById(shop, id);
  if (!invoice) return { refused: "invoices.refused.not-found" };
  if ("line" in sent && !invoice.lineIds.includes(sent.line))
    return { refused: "invoices.refused.not-found" };
  switch (sent.intent) {
    case "retry": {
      const count = await readAgain(shop, [invoice.id], by);
      return count > 0
        ? { done: "invoices.done.retry", count }
        : { refused: "invoices.refused.nothing" };
    }
    case "skip":
      return paymentOutcome(
        await skipInvoice(shop, invoice.id, sent.reason, by),
        "invoices.done.skip",
      );
    case "capture":
      return paymentOutcome(await captureLine(shop, sent.line, by), "invoices.done.capture");
    case "skipLine":
      return paymentOutcome(
        await skipPaymentLine(shop, sent.line, sent.reason, by),
        "invoices.done.skipLine",
      );
  }
}
