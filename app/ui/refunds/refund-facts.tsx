import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { statusWord } from "../document-status.ts";
import { KeyValues } from "../key-values.tsx";
import { DocumentEntry } from "../order/document-entry.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { RefundView } from "#app/domain/refund-page/refund-page.server.ts";
import { paths } from "#app/lib/paths.ts";

/** What the refund belongs to, and the credit memos it has or had. */
export function RefundFacts({ view }: { view: RefundView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("refunds.facts")}
        </Text>
        <KeyValues
          rows={[
            [
              t("common.order"),
              <Link key="order" url={paths.order(view.order.id)}>
                {view.order.name}
              </Link>,
            ],
            [
              t("refunds.return"),
              view.returnId ? (
                <Link key="return" url={paths.return(view.returnId)}>
                  {view.returnName ?? t("refunds.return")}
                </Link>
              ) : (
                ""
              ),
            ],
            [t("refunds.column.amount"), format.money(view.amount, view.currency)],
            [t("refunds.note"), view.note ?? ""],
          ]}
        />
        <Text as="h3" variant="headingSm">
          {t("order.documents")}
        </Text>
        {view.documents.length === 0 ? (
          <Text as="p" tone="subdued">
            {view.state === "posted"
              ? t("refunds.posted", { number: view.documentNumber ?? "" })
              : t("refunds.noDocuments")}
          </Text>
        ) : (
          view.documents.map((document) => (
            <BlockStack key={document.id} gap="100">
              <DocumentEntry document={document} />
              {document.kind === "returnOrder" && document.erpStatus !== null ? (
                <InlineStack>
                  <StateBadge
                    group="ledger"
                    value={statusWord({ kind: document.kind, status: document.erpStatus })}
                  />
                </InlineStack>
              ) : null}
            </BlockStack>
          ))
        )}
      </BlockStack>
    </Card>
  );
}
