import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";

/** What follows from capturing a payment by hand, before it is done: one paragraph each. */
export function useCaptureHelp() {
  const { t } = useTranslation();
  const format = useFormat();
  return (line: {
    gateway: string;
    capturable: string;
    currency: string;
    multiCapturable: boolean;
  }): string[] => [
    t("invoices.captureHelp", {
      amount: format.money(line.capturable, line.currency),
      gateway: line.gateway,
    }),
    ...(line.multiCapturable ? [] : [t("invoices.captureOnceHelp")]),
    t("invoices.captureFinal"),
  ];
}
