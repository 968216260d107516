import { Banner, BlockStack, Card, Layout, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { useNamedDocument } from "../document-title.tsx";
import { DocumentPreview } from "../order/document-preview.tsx";
import { ProofCard } from "../order/proof-card.tsx";
import { ProblemBanners } from "../problems/problem-banners.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { RefundFacts } from "./refund-facts.tsx";
import { RefundLines } from "./refund-lines.tsx";
import { RefundTransactions } from "./refund-transactions.tsx";
import type { RefundView } from "#app/domain/refund-page/refund-page.server.ts";
import { paths } from "#app/lib/paths.ts";

/** One refund: what went back, the credit memo that is or would be made of it, its proof, and the one click that creates it. */
export function RefundScreen({ view }: { view: RefundView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { act, busy, outcome } = useAct();
  const [asking, setAsking] = useState<"create" | "unlink" | null>(null);
  const close = () => {
    setAsking(null);
  };
  useRefreshWhile(view.state === "creating");
  const title = t("refunds.ofOrder", { order: view.order.name });
  useNamedDocument(title);
  const amount = format.money(view.amount, view.currency);
  const { plan } = view;
  const as = plan?.document?.kind === "returnOrder" ? "returnOrder" : "creditMemo";
  const registered = view.transactions.some(({ inErp }) => inErp?.state === "done");
  const create = {
    content: t(`refunds.create.${as}`),
    loading: busy,
    onAction: () => {
      setAsking("create");
    },
  };
  return (
    <div className="long-title">
      <Page
        title={title}
        subtitle={`${format.time(view.at)}${format.between}${amount}`}
        fullWidth
        backAction={{ content: t("refunds.title"), url: paths.refunds }}
        titleMetadata={<StateBadge group="refund" value={view.state} />}
        {...(view.state === "ready" ? { primaryAction: create } : {})}
        secondaryActions={[
          // What blocks it may be gone by now: it can be tried, but is not the next thing to do.
          ...(view.state === "problem"
            ? [{ content: create.content, disabled: busy, onAction: create.onAction }]
            : []),
          ...(view.state === "created" || view.state === "posted"
            ? [
                {
                  content: t("order.unlink"),
                  disabled: busy,
                  onAction: () => {
                    setAsking("unlink");
                  },
                },
              ]
            : []),
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
          {view.state === "posted" ? (
            <Banner
              tone="success"
              title={t("refunds.posted", { number: view.documentNumber ?? "" })}
            />
          ) : null}
          {view.better ? <BetterAct {...view.better} /> : null}
          <ProblemBanners problems={view.problems} />
          <Layout>
            <Layout.Section>
              <BlockStack gap="400">
                <RefundLines view={view} />
                {plan ? <ProofCard proof={plan.proof} version={null} of={as} /> : null}
                {plan?.document ? (
                  <DocumentPreview plan={plan} document={plan.document} made={view.made} />
                ) : view.state === "posted" ? null : (
                  <Card>
                    <Text as="p" tone="subdued">
                      {t(view.state === "nothing" ? "refunds.noMemo" : "refunds.noPreview")}
                    </Text>
                  </Card>
                )}
              </BlockStack>
            </Layout.Section>
            <Layout.Section variant="oneThird">
              <BlockStack gap="400">
                <RefundFacts view={view} />
                <RefundTransactions view={view} />
              </BlockStack>
            </Layout.Section>
          </Layout>
        </BlockStack>
        <ConfirmDialog
          open={asking === "create"}
          title={t(`refunds.createTitle.${as}`, { order: view.order.name })}
          help={[t(`refunds.createHelp.${as}`, { amount }), t("refunds.createOnce")]}
          action={t(`refunds.create.${as}`)}
          onClose={close}
          onConfirm={() => {
            act({ intent: "create" });
          }}
        />
        <ConfirmDialog
          reason="required"
          destructive
          open={asking === "unlink"}
          title={t(`refunds.unlinkTitle.${as}`, { number: view.documentNumber ?? "" })}
          help={[
            t(`refunds.unlinkHelp.${as}`),
            ...(registered ? [t("refunds.unlinkRegistered")] : []),
            t("refunds.unlinkAgain"),
          ]}
          action={t("order.unlink")}
          onClose={close}
          onConfirm={(reason) => {
            act({ intent: "unlink", reason });
          }}
        />
      </Page>
    </div>
  );
}

/** What else could be done, and what each way leads to. */
function BetterAct({ kind, number }: NonNullable<RefundView["better"]>) {
  const { t } = useTranslation();
  return (
    <Banner tone="info" title={t(`refunds.better.${kind}.title`, { number })}>
      <BlockStack gap="200">
        <Text as="p">{t(`refunds.better.${kind}.document`, { number })}</Text>
        <Text as="p">{t(`refunds.better.${kind}.memo`, { number })}</Text>
      </BlockStack>
    </Banner>
  );
}
