import { BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useProblemText } from "../problem-text.ts";
import { Reason } from "../shipments/reason.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { PaymentLineView } from "#app/domain/payments/views/invoice-page.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

interface Props {
  lines: PaymentLineView[];
  orderId: string | null;
  /** Why nobody but the marketplace may capture (MKT-3); null: allowed. */
  forbidden: { kind: string; params: unknown } | null;
  busy: boolean;
  onCapture: (line: PaymentLineView) => void;
  onSkip: (line: PaymentLineView) => void;
}

/** States in which a line may be left out. */
const MAY_SKIP = ["open", "later", "failed", "channel"];

/** Each authorized payment with what this invoice takes of it; on a small screen each line is a list. */
export function PaymentLines({ lines, orderId, forbidden, busy, onCapture, onSkip }: Props) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const problemText = useProblemText();
  const amounts = ["authorized", "capturable", "amount", "captured"] as const;
  return (
    <BlockStack gap="300">
      <div
        className="scroll-box"
        tabIndex={0}
        role="region"
        aria-label={t("invoices.paymentLines")}
      >
        <table className="plain-table as-list">
          <caption className="visually-hidden">{t("invoices.paymentLines")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("invoices.line.gateway")}</th>
              {amounts.map((amount) => (
                <th key={amount} scope="col" className="number">
                  {t(`invoices.line.${amount}`)}
                </th>
              ))}
              <th scope="col">{t("common.state")}</th>
              <th scope="col">{t("invoices.line.expires")}</th>
              <th scope="col">{t("invoices.line.task")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <th scope="row">
                  <BlockStack>
                    <Text as="span" fontWeight="medium" breakWord>
                      {line.gateway}
                    </Text>
                    <Text as="span" tone="subdued">
                      {t(line.multiCapturable ? "invoices.line.many" : "invoices.line.once")}
                    </Text>
                  </BlockStack>
                </th>
                {amounts.map((amount) => (
                  <td key={amount} className="number" data-label={t(`invoices.line.${amount}`)}>
                    {format.money(line[amount], line.currency)}
                  </td>
                ))}
                <td data-label={t("common.state")}>
                  <StateBadge group="paymentLine" value={line.state} />
                </td>
                <td data-label={t("invoices.line.expires")}>
                  {line.expiresAt ? format.time(line.expiresAt) : "–"}
                </td>
                <td data-label={t("invoices.line.task")}>
                  {line.task ? (
                    <BlockStack inlineAlign="start">
                      <Link
                        url={withQuery(paths.tasks, {
                          ...(orderId ? { order: orderId } : {}),
                          kind: "capturePayment",
                        })}
                        accessibilityLabel={t("invoices.line.taskOf", { gateway: line.gateway })}
                      >
                        {known("state.task", line.task.state, line.task.state)}
                      </Link>
                      {line.task.nextAt ? (
                        <Text as="span" tone="subdued">
                          {t("tasks.nextTry", { at: format.time(line.task.nextAt) })}
                        </Text>
                      ) : null}
                    </BlockStack>
                  ) : (
                    "–"
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.map((line) => {
        const { mayCapture } = line;
        const maySkip = MAY_SKIP.includes(line.state);
        if (!line.reason && !mayCapture && !maySkip) return null;
        const shut = forbidden ? problemText(forbidden.kind, forbidden.params).title : null;
        return (
          <BlockStack key={line.id} gap="100" inlineAlign="start">
            <Text as="h3" variant="headingSm" breakWord>
              {line.gateway}
              {format.between}
              {format.money(line.authorized, line.currency)}
            </Text>
            <Reason reason={line.reason} />
            {mayCapture || maySkip ? (
              <InlineStack gap="200" blockAlign="center">
                {mayCapture ? (
                  <Button
                    size="slim"
                    disabled={busy || shut !== null}
                    onClick={() => {
                      onCapture(line);
                    }}
                    accessibilityLabel={t("invoices.captureThis", { gateway: line.gateway })}
                  >
                    {t("invoices.capture")}
                  </Button>
                ) : null}
                {maySkip ? (
                  <Button
                    size="slim"
                    variant="tertiary"
                    tone="critical"
                    disabled={busy}
                    onClick={() => {
                      onSkip(line);
                    }}
                    accessibilityLabel={t("invoices.skipThis", { gateway: line.gateway })}
                  >
                    {t("invoices.skip")}
                  </Button>
                ) : null}
                {mayCapture && shut ? (
                  <Text as="span" tone="subdued">
                    {shut}
                  </Text>
                ) : null}
              </InlineStack>
            ) : null}
          </BlockStack>
        );
      })}
    </BlockStack>
  );
}
