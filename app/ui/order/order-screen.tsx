import {
  Badge,
  Banner,
  BlockStack,
  Card,
  InlineStack,
  Layout,
  Page,
  Tabs,
  Text,
} from "@shopify/polaris";
import { useSearchParams } from "@remix-run/react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useShopifyWord, StateBadge } from "../state-badge.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { CustomerCard } from "./customer-card.tsx";
import { useDecisions } from "./decisions.tsx";
import { DocumentPreview } from "./document-preview.tsx";
import { DocumentsCard } from "./documents-card.tsx";
import { HeaderCard } from "./header-card.tsx";
import { OtherReasons } from "./other-reasons.tsx";
import { LinesCard } from "./lines-card.tsx";
import { MarketplaceBanner } from "./marketplace-banner.tsx";
import { NextStep } from "./next-step.tsx";
import { OrderActsCard } from "./order-acts-card.tsx";
import { PaymentsCard } from "./payments-card.tsx";
import { ProblemList } from "./problem-list.tsx";
import { ProofCard } from "./proof-card.tsx";
import { ReleasedBanner } from "./released-banner.tsx";
import { RemarksCard } from "./remarks-card.tsx";
import { ReturnsCard } from "./returns-card.tsx";
import { PickingCard } from "../picking-card.ts";
import { ClaimCard } from "./claim-card.tsx";
import { RiskCard } from "./risk-card.tsx";
import { isBlocked, shownState } from "./document-state.ts";
import { isCancelling, isMoving } from "./running-acts.ts";
import { SharePreviews } from "./share-previews.tsx";
import { SharesCard } from "./shares-card.tsx";
import { ShippingCard } from "./shipping-card.tsx";
import { Timeline } from "./timeline.tsx";
import type { OrderAct, OrderPageView } from "./types.ts";
import { Versions } from "./versions.tsx";
import { paths } from "#app/lib/paths.ts";
import { useNamedDocument } from "#app/ui/document-title.tsx";

const TABS = ["order", "preview", "timeline", "changes"] as const;

/** One order: what it is, what becomes of it and why, what stands in the way, and the next thing to do. */
export function OrderScreen({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const shopifyWord = useShopifyWord();
  const format = useFormat();
  const { act, busy, outcome } = useAct();
  const [params, setParams] = useSearchParams();
  const selected = Math.max(
    0,
    TABS.findIndex((tab) => tab === params.get("tab")),
  );
  const tab = TABS[selected];
  const open = (next: (typeof TABS)[number]) => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.set("tab", next);
        return after;
      },
      { preventScrollReset: true },
    );
  };
  const send: OrderAct = act;
  const { order, state } = view;
  useRefreshWhile(isMoving(view));
  const { ask, create, dialog } = useDecisions(view, send);
  const blocked = isBlocked(view);
  const hasDocument = order.documentState === "created";
  useNamedDocument(order.name);
  return (
    <PickingCard.Provider value={view.severalCards ? view.claim?.card.id : undefined}>
      <Page
        title={order.name}
        fullWidth
        backAction={{ content: t("orders.title"), url: paths.orders }}
        titleMetadata={
          <InlineStack gap="100">
            <StateBadge group="document" value={shownState(view)} />
            {state.financialStatus ? <Badge>{shopifyWord(state.financialStatus)}</Badge> : null}
            <Badge>{shopifyWord(state.fulfillmentStatus)}</Badge>
            {order.conflict ? <Badge tone="warning">{t("order.conflict")}</Badge> : null}
            {state.cancelledAt ? <Badge>{t("order.cancelled")}</Badge> : null}
            {view.content.test ? <Badge>{t("order.test")}</Badge> : null}
            {state.closed ? <Badge>{t("order.archived")}</Badge> : null}
          </InlineStack>
        }
        subtitle={[
          format.time(order.at),
          order.channel,
          format.money(order.presentmentTotal, order.presentmentCurrency),
        ]
          .filter(Boolean)
          .join(format.between)}
        {...(hasDocument || blocked || order.documentState === "creating"
          ? {}
          : {
              primaryAction: {
                content: t("order.create"),
                onAction: create,
                loading: busy,
              },
            })}
        secondaryActions={[
          {
            content: t("order.resync"),
            onAction: () => {
              send({ intent: "resync" });
            },
            disabled: busy,
          },
          // What blocks it may be gone by now, in the ERP for example: it can be tried, but is not the next thing to do.
          ...(blocked && !hasDocument && order.documentState !== "creating"
            ? [{ content: t("order.create"), onAction: create, disabled: busy }]
            : []),
          ...(order.conflict
            ? [
                {
                  content: t("order.resolve"),
                  onAction: () => {
                    ask({ about: "resolve" });
                  },
                  disabled: busy,
                },
              ]
            : []),
        ]}
        // Few stand beside the title: what one row of it cannot hold moves the page once Polaris has measured it.
        actionGroups={[
          {
            title: t("common.moreActions"),
            actions: [
              ...(hasDocument && order.exportedFrom === null
                ? [
                    {
                      content: t("order.unlink"),
                      onAction: () => {
                        ask({ about: "unlink" });
                      },
                      disabled: busy,
                      helpText: t("order.unlinkHelp"),
                    },
                  ]
                : []),
              {
                content: t("order.inShopify"),
                url: order.adminUrl,
                external: true,
                target: "_top" as const,
              },
              ...(state.statusPageUrl
                ? [{ content: t("order.statusPage"), url: state.statusPageUrl, external: true }]
                : []),
            ],
          },
        ]}
      >
        <BlockStack gap="400">
          <Refusal outcome={outcome} />
          {isCancelling(view) ? (
            <div role="status">
              <Banner tone="info" title={t("order.acts.cancelling")}>
                <Text as="p">{t("order.acts.cancellingHelp")}</Text>
              </Banner>
            </div>
          ) : null}
          <MarketplaceBanner view={view} />
          <NextStep
            view={view}
            busy={busy}
            ask={ask}
            create={create}
            onPreview={() => {
              open("preview");
            }}
          />
          <ReleasedBanner view={view} busy={busy} act={send} />
          <ProblemList view={view} busy={busy} ask={ask} />
          <Card padding="0">
            <Tabs
              tabs={TABS.map((id) => ({
                id,
                content: t(`order.tab.${id}`),
                panelID: `panel-${id}`,
              }))}
              selected={selected}
              onSelect={(index) => {
                open(TABS[index] ?? "order");
              }}
            />
          </Card>
          <div id={`panel-${tab}`} role="tabpanel" aria-labelledby={tab}>
            {tab === "order" ? (
              <Layout>
                <Layout.Section>
                  <BlockStack gap="400">
                    <LinesCard view={view} busy={busy} act={send} />
                    <OtherReasons view={view} />
                    {view.shares ? (
                      <SharesCard shares={view.shares} busy={busy} act={send} ask={ask} />
                    ) : null}
                    {view.plan ? (
                      <ProofCard proof={view.plan.proof} version={view.provedVersion} />
                    ) : null}
                    <PaymentsCard view={view} busy={busy} ask={ask} />
                    <ReturnsCard view={view} />
                    <ShippingCard view={view} />
                  </BlockStack>
                </Layout.Section>
                <Layout.Section variant="oneThird">
                  <BlockStack gap="400">
                    <DocumentsCard view={view} />
                    <OrderActsCard view={view} />
                    <CustomerCard view={view} busy={busy} act={send} />
                    {hasDocument || order.documentState === "creating" ? null : (
                      <HeaderCard view={view} busy={busy} act={send} />
                    )}
                    <ClaimCard view={view} busy={busy} act={send} />
                    <RiskCard view={view} />
                    <RemarksCard view={view} />
                  </BlockStack>
                </Layout.Section>
              </Layout>
            ) : null}
            {tab === "preview" ? (
              view.plan?.document ? (
                <BlockStack gap="400">
                  {view.shares ? (
                    <SharesCard shares={view.shares} busy={busy} act={send} ask={ask} />
                  ) : null}
                  <DocumentPreview
                    plan={view.plan}
                    document={view.plan.document}
                    made={view.made}
                  />
                  <ProofCard proof={view.plan.proof} version={view.provedVersion} />
                  {view.shares ? <SharePreviews shares={view.shares} /> : null}
                </BlockStack>
              ) : (
                <Card>
                  <Text as="p">{t("order.noPreview")}</Text>
                </Card>
              )
            ) : null}
            {tab === "timeline" ? <Timeline view={view} /> : null}
            {tab === "changes" ? <Versions view={view} /> : null}
          </div>
        </BlockStack>
        {dialog}
      </Page>
    </PickingCard.Provider>
  );
}
