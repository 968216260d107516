import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { Decision } from "./decisions.tsx";
import type { OrderAct, OrderPageView } from "./types.ts";

type Shares = NonNullable<OrderPageView["shares"]>;

interface Props {
  shares: Shares;
  busy: boolean;
  act: OrderAct;
  ask: (decision: Decision) => void;
}

/** The documents of an order that has one for each of its fulfillment orders, and what they come to together. */
export function SharesCard({ shares, busy, act, ask }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: string | null) =>
    amount === null ? "–" : format.money(amount, shares.currency);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("order.shares.title")}
          </Text>
          {shares.missing ? (
            <Button
              disabled={busy}
              onClick={() => {
                act({ intent: "createShares" });
              }}
            >
              {t("order.shares.create")}
            </Button>
          ) : null}
        </InlineStack>
        <Text as="p" tone="subdued">
          {t("order.shares.help")}
        </Text>
        <table className="plain-table as-list">
          <caption className="visually-hidden">{t("order.shares.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("order.shares.location")}</th>
              <th scope="col">{t("order.shares.number")}</th>
              <th scope="col">{t("order.shares.state")}</th>
              <th scope="col" className="number">
                {t("order.shares.total")}
              </th>
            </tr>
          </thead>
          <tbody>
            {shares.rows.map((row) => (
              <tr key={row.fulfillmentOrder}>
                <th scope="row">
                  <BlockStack>
                    <Text as="span" breakWord>
                      {row.location}
                    </Text>
                    <Text as="span" tone="subdued">
                      {t("order.shares.id", { id: row.fulfillmentOrder })}
                    </Text>
                  </BlockStack>
                </th>
                <td data-label={t("order.shares.number")}>{row.number ?? "–"}</td>
                <td data-label={t("order.shares.state")}>
                  <InlineStack gap="200" blockAlign="center">
                    <State row={row} />
                    <Unlink row={row} busy={busy} ask={ask} />
                  </InlineStack>
                </td>
                <td className="number" data-label={t("order.shares.total")}>
                  {money(row.total)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {t("order.shares.sum")}
              </th>
              <td className="number">
                <strong>{money(shares.sum)}</strong>
              </td>
            </tr>
          </tfoot>
        </table>
      </BlockStack>
    </Card>
  );
}

/** The first document is unlinked as the order's own, above. */
function Unlink({ row, busy, ask }: Pick<Props, "busy" | "ask"> & { row: Shares["rows"][number] }) {
  const { t } = useTranslation();
  const { documentId, first, number } = row;
  return first || documentId === null ? null : (
    <Button
      variant="plain"
      disabled={busy}
      accessibilityLabel={`${t("order.unlink")} ${number ?? ""}`.trim()}
      onClick={() => {
        ask({ about: "unlink", document: documentId });
      }}
    >
      {t("order.unlink")}
    </Button>
  );
}

function State({ row }: { row: Shares["rows"][number] }) {
  const { t } = useTranslation();
  if (row.state !== null) return <StateBadge group="document" value={row.state} />;
  return row.waits ? (
    <Badge tone="warning">{t("order.shares.waits")}</Badge>
  ) : (
    <Badge>{t("order.shares.open")}</Badge>
  );
}
