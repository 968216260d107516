import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { OrderPageView } from "./types.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** Documents this order has or had in the ERP, and the tasks that made them. */
export function DocumentsCard({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
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
          view.documents.map((document) => {
            const name =
              `${known("state.kind", document.kind, document.kind)} ${document.number ?? ""}`.trim();
            const link = document.url ?? null;
            return (
              <BlockStack gap="100" key={document.id}>
                <InlineStack gap="200" blockAlign="center">
                  {link ? (
                    <Link
                      url={link}
                      {...(link.startsWith("/")
                        ? {}
                        : { target: "_blank" as const, external: true })}
                    >
                      {name}
                    </Link>
                  ) : (
                    <Text as="span" fontWeight="medium">
                      {name}
                    </Text>
                  )}
                  {document.state === "unlinked" ? (
                    <Badge>{t("order.unlinked")}</Badge>
                  ) : (
                    <StateBadge group="document" value={document.state} />
                  )}
                </InlineStack>
                <Text as="span" tone="subdued">
                  {[
                    format.money(document.total, document.currency),
                    document.createdAt ? format.time(document.createdAt) : "",
                    document.releasedAt
                      ? t("order.releasedAt", { at: format.time(document.releasedAt) })
                      : "",
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </Text>
              </BlockStack>
            );
          })
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
