import { BlockStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Reason } from "../shipments/reason.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { PaymentLineView } from "./types.ts";

interface Props {
  lines: PaymentLineView[];
  orderId: string | null;
}

/** Each authorized payment with what this invoice takes of it; on a small screen each line is a list. */
export function PaymentLines({ lines, orderId }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const amounts = ["authorized", "capturable", "amount", "captured"] as const;
  return (
    <BlockStack gap="300">
      <div className="scroll-box" tabIndex={0} role="region" aria-label={t("invoices.paymentLines")}>
        <table className="plain-table as-list">
          <caption className="visually-hidden">{t("invoices.paymentLines")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("invoices.line.gateway")}</th>
              {amounts.map((amount) => <th key={amount} scope="col" className="number">{t(`invoices.line.${amount}`)}</th>)}
              <th scope="col">{t("common.state")}</th><th scope="col">{t("invoices.line.expires")}</th><th scope="col">{t("invoices.line.task")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <th scope="row"><BlockStack><Text as="span" fontWeight="medium" breakWord>{line.gateway}</Text><Text as="span" tone="subdued">{t(line.multiCapturable ? "invoices.line.many" : "invoices.line.once")}</Text></BlockStack></th>
                {amounts.map((amount) => <td key={amount} className="number" data-label={t(`invoices.line.${amount}`)}>{format.money(line[amount], line.currency)}</td>)}
                <td data-label={t("common.state")}><StateBadge group="paymentLine" value={line.state} /></td>
                <td data-label={t("invoices.line.expires")}>{line.expiresAt ? format.time(line.expiresAt) : "–"}</td>
                <td data-label={t("invoices.line.task")}>
                  {line.task ? (
                    <BlockStack inlineAlign="start">
                      <Link url={`/app/tasks?${new URLSearchParams({ ...(orderId ? { order: orderId } : {}), kind: "capturePayment" })}`} accessibilityLabel={t("invoices.line.taskOf", { gateway: line.gateway })}>{t(`state.task.${line.task.state}`, { defaultValue: line.task.state })}</Link>
                      {line.task.nextAt ? <Text as="span" tone="subdued">{t("tasks.nextTry", { at: format.time(line.task.nextAt) })}</Text> : null}
                    </BlockStack>
                  ) : "–"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.map((line) => (line.reason ? (
        <BlockStack key={line.id} gap="100" inlineAlign="start">
          <Text as="h3" variant="headingSm" breakWord>{line.gateway} · {format.money(line.authorized, line.currency)}</Text>
          <Reason reason={line.reason} />
        </BlockStack>
      ) : null))}
    </BlockStack>
  );
}
