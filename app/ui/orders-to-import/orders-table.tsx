import {
  Badge,
  BlockStack,
  Button,
  IndexTable,
  InlineStack,
  Text,
  Tooltip,
  type PaginationProps,
} from "@shopify/polaris";
import { useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "react-i18next";
import type { ImportRow } from "#app/domain/orders/views/import-list.server.ts";
import { SelectableTable, type Choice } from "../list/selectable-table.tsx";
import { useProblemText } from "../problem-text.ts";
import { useFormat } from "../shop-context.tsx";
import { useShopifyWord, StateBadge } from "../state-badge.tsx";

interface Props {
  rows: ImportRow[];
  total: number;
  loading: boolean;
  pagination: PaginationProps;
  onImport: (choice: Choice) => void;
  onRetry: (choice: Choice) => void;
  onExclude: (choice: Choice) => void;
  onInclude: (choice: Choice) => void;
}

export function OrdersTable({ rows, onImport, onRetry, onExclude, onInclude, ...table }: Props) {
  const { t } = useTranslation();
  const shopifyWord = useShopifyWord();
  const format = useFormat();
  const headings = [
    "date",
    "verdict",
    "customer",
    "total",
    "payment",
    "fulfillment",
    "channel",
    "risk",
    "tags",
  ] as const;
  return (
    <SelectableTable
      {...table}
      rows={rows}
      one={t("toImport.one")}
      many={t("toImport.many")}
      none={t("toImport.noneFound")}
      isCritical={(row) => row.verdict === "error"}
      headings={[
        { title: t("toImport.column.order") },
        ...headings.map((key) => ({
          id: key,
          title: t(`toImport.column.${key}`),
          alignment: key === "total" ? ("end" as const) : ("start" as const),
        })),
      ]}
      acts={[
        { content: t("toImport.import"), act: onImport },
        { content: t("toImport.exclude"), act: onExclude },
      ]}
      moreActs={[
        { content: t("toImport.retry"), act: onRetry },
        { content: t("toImport.include"), act: onInclude },
      ]}
      block={(row) => (
        <BlockStack gap="100">
          <InlineStack align="space-between" gap="200">
            <Name row={row} />
            <Text as="span" numeric>
              {row.total ? format.money(row.total.amount, row.total.currency) : null}
            </Text>
          </InlineStack>
          <Text as="span" tone="subdued" breakWord>
            {format.time(row.at)}
            {row.customer ? ` · ${row.customer}` : ""}
          </Text>
          <InlineStack gap="100">
            <Verdict row={row} />
            {row.payment ? <Badge>{shopifyWord(row.payment)}</Badge> : null}
          </InlineStack>
        </BlockStack>
      )}
      cells={(row) => (
        <>
          <IndexTable.Cell>
            <Name row={row} />
          </IndexTable.Cell>
          <IndexTable.Cell>{format.time(row.at)}</IndexTable.Cell>
          <IndexTable.Cell>
            <Verdict row={row} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            <div className="cell-name">{row.customer ?? t("toImport.guest")}</div>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {row.total ? format.money(row.total.amount, row.total.currency) : null}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            {row.payment ? <Badge>{shopifyWord(row.payment)}</Badge> : null}
          </IndexTable.Cell>
          <IndexTable.Cell>
            {row.fulfillment ? <Badge>{shopifyWord(row.fulfillment)}</Badge> : null}
          </IndexTable.Cell>
          <IndexTable.Cell>
            <div className="cell-name">{row.channel}</div>
          </IndexTable.Cell>
          <IndexTable.Cell>
            {row.highRisk ? <Badge tone="critical">{t("toImport.highRisk")}</Badge> : null}
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Tags tags={row.tags} />
          </IndexTable.Cell>
        </>
      )}
    />
  );
}

function Name({ row }: { row: ImportRow }) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="100" wrap={false}>
      <Text as="span" fontWeight="semibold">
        {row.name}
      </Text>
      {row.isNew ? null : <Badge size="small">{t("toImport.known")}</Badge>}
      {row.changed ? (
        <Badge size="small" tone="attention">
          {t("toImport.changed")}
        </Badge>
      ) : null}
    </InlineStack>
  );
}

/** One word; the reason opens under it, by mouse or keyboard. */
function Verdict({ row }: { row: ImportRow }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const [open, setOpen] = useState(false);
  const reason = useReason(row.reason);
  if (!reason) return <StateBadge group="verdict" value={row.verdict} />;
  return (
    // The row itself reacts to clicks; this one is about the reason only.
    <div
      onClick={(event) => {
        event.stopPropagation();
      }}
      role="presentation"
    >
      <BlockStack gap="100" inlineAlign="start">
        <Tooltip content={reason} dismissOnMouseOut>
          <Button
            variant="plain"
            ariaExpanded={open}
            onClick={() => {
              setOpen(!open);
            }}
            accessibilityLabel={t("toImport.whyVerdict", { order: row.name })}
          >
            {known("state.verdict", row.verdict, row.verdict)}
          </Button>
        </Tooltip>
        {open ? (
          <div style={{ maxWidth: "22rem", whiteSpace: "normal" }}>
            <Text as="p" tone="subdued" breakWord>
              {reason}
            </Text>
          </div>
        ) : null}
      </BlockStack>
    </div>
  );
}

/** Why the verdict is what it is: a person's own words, or the problem's text. */
function useReason(reason: unknown): string | null {
  const { t } = useTranslation();
  const known = useKnownText();
  const problemText = useProblemText();
  if (
    typeof reason !== "object" ||
    reason === null ||
    !("kind" in reason) ||
    typeof reason.kind !== "string"
  )
    return null;
  const params =
    "params" in reason && typeof reason.params === "object" && reason.params !== null
      ? (reason.params as Record<string, unknown>)
      : {};
  switch (reason.kind) {
    case "excluded":
      return t("toImport.reason.excluded", { text: params["text"] });
    case "released":
      return t("toImport.reason.released");
    case "not-in-filter":
      return t(`toImport.reason.filter.${params["of"] === "sync" ? "sync" : "card"}`, {
        field: known("toImport.reason.field", String(params["field"]), String(params["field"])),
        wanted: params["wanted"],
        actual: params["actual"] || "–",
      });
    default: {
      const text = problemText(reason.kind, params);
      return `${text.title}. ${text.cause} ${text.action}`;
    }
  }
}

function Tags({ tags }: { tags: string[] }) {
  const first = tags.slice(0, 2);
  return (
    <InlineStack gap="100" wrap={false}>
      {first.map((tag) => (
        <div className="cell-name" key={tag}>
          <Badge size="small">{tag}</Badge>
        </div>
      ))}
      {tags.length > 2 ? (
        <Text as="span" tone="subdued">
          +{tags.length - 2}
        </Text>
      ) : null}
    </InlineStack>
  );
}
