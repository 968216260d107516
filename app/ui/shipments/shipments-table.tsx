import { BlockStack, Box, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { OwnClicks } from "../list/own-clicks.tsx";
import { SelectableTable } from "../list/selectable-table.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import { DocumentLink } from "./document-link.tsx";
import type { PostedTable } from "./posted-screen.tsx";
import { Reason } from "./reason.tsx";
import type { ListedShipment } from "#app/domain/fulfillments/views/shipment-list.server.ts";
import { paths } from "#app/lib/paths.ts";
import { webAddress } from "#app/lib/web-address.ts";

/** A state with its reason needs room, or it becomes a tower. */
const WIDE = { minWidth: "16rem" };

export function ShipmentsTable({
  rows,
  onRetry,
  onSkip,
  ...table
}: PostedTable & { rows: ListedShipment[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = (row: ListedShipment) => (
    <BlockStack gap="050" inlineAlign="start">
      <Text as="span" fontWeight="semibold" breakWord>
        {row.number}
      </Text>
      {row.document ? (
        <OwnClicks>
          <DocumentLink document={row.document} />
        </OwnClicks>
      ) : null}
    </BlockStack>
  );
  const order = (row: ListedShipment) =>
    row.orderId ? (
      <Link url={paths.order(row.orderId)} dataPrimaryLink>
        {row.orderName ?? row.orderId.replace(/^.*\//, "")}
      </Link>
    ) : (
      <Text as="span" tone="subdued">
        {t("shipments.noOrder")}
      </Text>
    );
  return (
    <SelectableTable
      {...table}
      rows={rows}
      one={t("shipments.one")}
      many={t("shipments.many")}
      none={t("shipments.noneFound")}
      isCritical={(row) => row.state === "failed"}
      headings={[
        { id: "number", title: t("shipments.column.number") },
        ...(["order", "posted", "tracking", "lines", "state"] as const).map((key) => ({
          id: key,
          title: t(`shipments.column.${key}`),
          ...(key === "lines" ? { alignment: "end" as const } : {}),
        })),
      ]}
      acts={[
        { content: t("shipments.retry"), act: onRetry },
        { content: t("shipments.skip"), act: onSkip },
      ]}
      block={(row) => (
        <Box width="100%">
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200">
              {name(row)}
              {order(row)}
            </InlineStack>
            <Text as="span" tone="subdued" breakWord>
              {format.time(row.postedAt)} ·{" "}
              {t("shipments.quantity", { count: row.quantity, lines: format.count(row.lines) })}
            </Text>
            <OwnClicks>
              <Tracking row={row} />
            </OwnClicks>
            <State row={row} />
            <div className="cell-text">
              <OwnClicks>
                <Reason reason={row.reason} {...(row.orderId ? { here: row.orderId } : {})} />
              </OwnClicks>
            </div>
          </BlockStack>
        </Box>
      )}
      cells={(row) => (
        <>
          <IndexTable.Cell>{name(row)}</IndexTable.Cell>
          <IndexTable.Cell>{order(row)}</IndexTable.Cell>
          <IndexTable.Cell>{format.time(row.postedAt)}</IndexTable.Cell>
          <IndexTable.Cell>
            <div className="cell-text">
              <OwnClicks>
                <Tracking row={row} />
              </OwnClicks>
            </div>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {format.count(row.lines)} / {format.count(row.quantity)}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <div className="cell-text" style={WIDE}>
              <BlockStack gap="100" inlineAlign="start">
                <State row={row} />
                <OwnClicks>
                  <Reason reason={row.reason} {...(row.orderId ? { here: row.orderId } : {})} />
                </OwnClicks>
              </BlockStack>
            </div>
          </IndexTable.Cell>
        </>
      )}
    />
  );
}

/** Plain words with the codes merchants know from other connectors: 0 not sent, −1 failed, −2 nothing to send. */
function State({ row }: { row: ListedShipment }) {
  return (
    <BlockStack gap="050" inlineAlign="start">
      <StateBadge group="shipment" value={row.state} />
      {row.fulfillments.length > 0 ? (
        <Text as="span" tone="subdued" breakWord>
          {row.fulfillments.join(", ")}
        </Text>
      ) : null}
    </BlockStack>
  );
}

function Tracking({ row }: { row: ListedShipment }) {
  const { t } = useTranslation();
  const numbers = row.tracking.join(", ");
  if (row.agent === "" && numbers === "") return null;
  const url = webAddress(row.trackingUrl);
  return (
    <BlockStack gap="050" inlineAlign="start">
      {row.agent ? <Text as="span">{row.agent}</Text> : null}
      {numbers === "" ? null : url !== undefined ? (
        <Link url={url} target="_blank" accessibilityLabel={t("shipments.track", { numbers })}>
          {numbers}
        </Link>
      ) : (
        <Text as="span" breakWord>
          {numbers}
        </Text>
      )}
      {row.trackingUrl && url === undefined ? (
        <Text as="span" tone="caution" breakWord>
          {t("shipments.badLink", { url: row.trackingUrl })}
        </Text>
      ) : null}
    </BlockStack>
  );
}
