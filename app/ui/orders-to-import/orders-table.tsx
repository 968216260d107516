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
import { useTranslation } from "#app/i18n/use-translation.ts";
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
            {row.customer ? `${format.between}${row.customer}` : ""}
            {row.card ? `${format.between}${row.card}` : ""}
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
            {row.card ? (
              <Text as="span" tone="subdued">
                {row.card}
              </Text>
            ) : null}
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
            {row.verdict === "held" && row.passed.length > 1
              ? row.passed.map(({ id, title, unmet }) => (
                  <Text as="p" key={id} tone="subdued" breakWord>
                    {unmet
                      ? t("cards.claim.passed", {
                          title,
                          field: known("toImport.reason.field", unmet.field, unmet.field),
                          wanted: unmet.wanted,
                        })
                      : t("cards.claim.passedOff", { title })}
                  </Text>
                ))
              : null}
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
      return t(`toImport.reason.filter.${filterOf(params["of"])}`, {
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

const FILTERS_OF = ["sync", "card", "cards", "cardsOff"] as const;
/** Whose filter kept it out; rows of an older app know the sync's and the card's alone. */
const filterOf = (of: unknown): (typeof FILTERS_OF)[number] =>
  FILTERS_OF.find((one) => one === of) ?? "card";

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
