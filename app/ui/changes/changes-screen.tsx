import { Banner, BlockStack, Card, InlineStack, List, Page, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { ChangeView } from "#app/domain/order-page/change-page.server.ts";
import { paths } from "#app/lib/paths.ts";
import { useNamedDocument } from "../document-title.tsx";
import { ProblemBanners } from "../problems/problem-banners.tsx";
import { useProblemText } from "../problem-text.ts";
import { Refusal } from "../refusal.tsx";
import { StateBadge } from "../state-badge.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { ComparedHead } from "./compared-head.tsx";
import { ComparedLines } from "./compared-lines.tsx";
import { RemedyCards } from "./remedy-cards.tsx";

/** A changed order beside its document in the ERP, and what can be done about it. */
export function ChangesScreen({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { act, busy, outcome } = useAct();
  const { order, changed, running } = view;
  useRefreshWhile(running !== null);
  useNamedDocument(t("changes.title", { order: order.name }));
  const number = changed?.document.number ?? "";
  const asked = order.conflict && running === null;
  const unreadable = view.problem && problemText(view.problem.kind, view.problem.params);
  return (
    <Page
      title={t("changes.title", { order: order.name })}
      backAction={{ content: order.name, url: paths.order(order.id) }}
      {...(changed
        ? { titleMetadata: <StateBadge group="ledger" value={changed.document.status} /> }
        : {})}
      {...(changed?.document.url
        ? {
            secondaryActions: [
              { content: t("changes.documentTitle", { number }), url: changed.document.url },
            ],
          }
        : {})}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        {running !== null ? (
          <div role="status">
            <Banner
              tone="info"
              title={t(
                running === "cancelDocument"
                  ? "changes.running.cancelDocument"
                  : "changes.running.amendDocument",
              )}
            >
              <Text as="p">{t("changes.running.help")}</Text>
            </Banner>
          </div>
        ) : null}
        {running === null ? <ProblemBanners problems={view.problems} /> : null}
        {unreadable ? (
          <Banner tone="critical" title={unreadable.title}>
            <Text as="p">{unreadable.cause}</Text>
            <Text as="p">{unreadable.action}</Text>
          </Banner>
        ) : null}
        <Standing view={view} />
        {view.differences.length > 0 ? <OtherDifferences view={view} /> : null}
        {changed ? (
          <>
            <ComparedLines comparison={changed.comparison} />
            <ComparedHead fields={changed.comparison.head} />
            {asked ? <RemedyCards view={view} changed={changed} busy={busy} act={act} /> : null}
          </>
        ) : null}
      </BlockStack>
    </Page>
  );
}

/** Where the order and its document stand: to be decided, or proved to agree. */
function Standing({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const { order, changed, running } = view;
  if (running !== null || view.problem) return null;
  if (order.conflict)
    return <Text as="p">{t("changes.intro", { number: changed?.document.number ?? "" })}</Text>;
  if (!changed?.comparison.agrees)
    return (
      <Card>
        <Text as="p">{t("changes.noConflict")}</Text>
      </Card>
    );
  const { totals, currency } = changed.comparison;
  return (
    <div role="status">
      <Banner tone="success" title={t("changes.proved.title")}>
        <Text as="p">
          {t("changes.proved.help", {
            number: changed.document.number ?? "",
            total: { amount: totals.erp?.gross ?? "", currency },
          })}
        </Text>
      </Banner>
    </div>
  );
}

function OtherDifferences({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("changes.other")}
        </Text>
        <InlineStack>
          <List>
            {view.differences.map(({ text, params }, index) => (
              <List.Item key={text + String(index)}>
                <span className="wrap-anywhere">{t(text, params as Record<string, unknown>)}</span>
              </List.Item>
            ))}
          </List>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
