import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { DocumentEntry } from "./document-entry.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { OrderPageView } from "./types.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** Documents this order has or had in the ERP, and the tasks that made them. */
export function DocumentsCard({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("order.documents")}
        </Text>
        {view.documents.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("order.noDocuments")}
          </Text>
        ) : (
          view.documents.map((document) => <DocumentEntry key={document.id} document={document} />)
        )}
        {view.shipments.length + view.invoices.length > 0 ? (
          <InlineStack gap="300">
            {view.shipments.length > 0 ? (
              <Link url={withQuery(paths.shipments, { order: view.order.id })}>
                {t("order.shipmentCount", { count: view.shipments.length })}
              </Link>
            ) : null}
            {view.invoices.length > 0 ? (
              <Link url={withQuery(paths.invoices, { order: view.order.id })}>
                {t("order.invoiceCount", { count: view.invoices.length })}
              </Link>
            ) : null}
          </InlineStack>
        ) : null}
        {view.tasks.length > 0 ? (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {t("nav.tasks")}
            </Text>
            {view.tasks.map((task) => (
              <InlineStack key={task.id} gap="200" blockAlign="center">
                <Text as="span">{known("tasks.kind", task.kind, task.kind)}</Text>
                <StateBadge group="task" value={task.state} />
              </InlineStack>
            ))}
            <div>
              <Link url={withQuery(paths.tasks, { order: view.order.id })}>
                {t("order.openTasks")}
              </Link>
            </div>
          </BlockStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}
