import { Badge } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";

const TONES = { paid: "success", posted: "attention" } as const;

/** posted (something remains to be paid), paid or cancelled. */
export function InvoiceStatus({ status }: { status: string }) {
  const known = useKnownText();
  const tone = TONES[status as keyof typeof TONES] as
    (typeof TONES)[keyof typeof TONES] | undefined;
  return (
    <Badge {...(tone ? { tone } : {})}>{known("ledger.invoices.status", status, status)}</Badge>
  );
}
