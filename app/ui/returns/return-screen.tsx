import { Banner, BlockStack, Card, InlineStack, Layout, Link, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { useNamedDocument } from "../document-title.tsx";
import { KeyValues } from "../key-values.tsx";
import { DocumentPreview } from "../order/document-preview.tsx";
import { ProofCard } from "../order/proof-card.tsx";
import { ProblemBanners } from "../problems/problem-banners.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import type { ExchangeDocument } from "./exchange-card.tsx";
import { ExchangeCard } from "./exchange-card.tsx";
import { ReturnGoods } from "./return-goods.tsx";
import { ReturnLines } from "./return-lines.tsx";
import type { ReturnPageView } from "#app/domain/return-page/return-page.server.ts";
import { paths } from "#app/lib/paths.ts";

/** One return, for information: what comes back and why, what became of the goods and where, and the refunds that paid it back. */
export function ReturnScreen({ view }: { view: ReturnPageView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const { act, busy, outcome } = useAct();
  const [creating, setCreating] = useState(false);
  const [unlinking, setUnlinking] = useState<ExchangeDocument | null>(null);
  const { exchange } = view;
  useRefreshWhile(exchange?.making ?? false);
  useNamedDocument(view.name);
  const when = (at: string | null) => (at === null ? "" : format.time(at));
  const create = {
    content: t("returns.create"),
    loading: busy,
    onAction: () => {
      setCreating(true);
    },
  };
  return (
    <Page
      title={view.name}
      subtitle={format.time(view.at)}
      fullWidth
      backAction={{ content: t("returns.title"), url: paths.returns }}
      titleMetadata={<StateBadge group="return" value={view.status} />}
      {...(exchange?.waits === "ready" ? { primaryAction: create } : {})}
      secondaryActions={[
        // What blocks it may be gone by now: it can be tried, but is not the next thing to do.
        ...(exchange?.waits === "problem" ? [{ ...create, disabled: busy }] : []),
        { content: t("refunds.openOrder"), url: paths.order(view.order.id) },
        {
          content: t("order.inShopify"),
          url: view.adminUrl,
          external: true,
          target: "_top" as const,
        },
      ]}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <ProblemBanners problems={exchange?.problems ?? []} />
        {view.quantity > 0 && view.lines.length === 0 ? (
          <Banner
            tone="info"
            title={t("returns.notRead")}
            action={{ content: t("refunds.openOrder"), url: paths.order(view.order.id) }}
          >
            <Text as="p">{t("returns.notReadHelp")}</Text>
          </Banner>
        ) : null}
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <ReturnLines view={view} />
              <ReturnGoods view={view} />
              {exchange?.plan ? <ProofCard proof={exchange.plan.proof} version={null} /> : null}
              {exchange?.plan?.document ? (
                <DocumentPreview
                  plan={exchange.plan}
                  document={exchange.plan.document}
                  made={false}
                />
              ) : null}
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <Card>
                <BlockStack gap="300">
                  <Text as="h2" variant="headingMd">
                    {t("returns.facts")}
                  </Text>
                  <KeyValues
                    rows={[
                      [
                        t("common.order"),
                        <Link key="order" url={paths.order(view.order.id)}>
                          {view.order.name}
                        </Link>,
                      ],
                      [t("returns.column.quantity"), format.count(view.quantity)],
                      [t("returns.requested"), when(view.at)],
                      [t("returns.approved"), when(view.approvedAt)],
                      [t("returns.closed"), when(view.closedAt)],
                      [
                        t("returns.declined"),
                        view.declineReason
                          ? known("returns.decline", view.declineReason, view.declineReason)
                          : "",
                      ],
                    ]}
                  />
                </BlockStack>
              </Card>
              {exchange ? (
                <ExchangeCard exchange={exchange} busy={busy} unlink={setUnlinking} />
              ) : null}
              <Card>
                <BlockStack gap="300">
                  <Text as="h2" variant="headingMd">
                    {t("refunds.title")}
                  </Text>
                  {view.refunds.length === 0 ? (
                    <Text as="p" tone="subdued">
                      {t("returns.noRefunds")}
                    </Text>
                  ) : (
                    view.refunds.map((refund) => (
                      <InlineStack key={refund.id} align="space-between" gap="200">
                        <Link url={paths.refund(refund.id)}>
                          {t("refunds.of", { at: format.time(refund.at) })}
                        </Link>
                        <InlineStack gap="200" blockAlign="center">
                          <Text as="span" numeric>
                            {format.money(refund.amount, refund.currency)}
                          </Text>
                          <StateBadge group="refund" value={refund.state} />
                        </InlineStack>
                      </InlineStack>
                    ))
                  )}
                </BlockStack>
              </Card>
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
      <ConfirmDialog
        open={creating}
        title={t("returns.createTitle", { name: view.name })}
        help={[t("returns.createHelp")]}
        action={t("returns.create")}
        onClose={() => {
          setCreating(false);
        }}
        onConfirm={() => {
          act({ intent: "create" });
        }}
      />
      <ConfirmDialog
        reason="required"
        destructive
        open={unlinking !== null}
        title={t("returns.unlinkTitle", { number: unlinking?.number ?? "" })}
        help={[t("returns.unlinkHelp"), t("returns.unlinkAgain")]}
        action={t("order.unlink")}
        onClose={() => {
          setUnlinking(null);
        }}
        onConfirm={(reason) => {
          act({ intent: "unlink", document: unlinking?.id ?? "", reason });
        }}
      />
    </Page>
  );
}
