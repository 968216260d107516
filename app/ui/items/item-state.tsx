import { BlockStack, Link, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { OwnClicks } from "../list/own-clicks.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { ItemRow } from "#app/domain/items/views/items-screen.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** What a link between an item and a variant would settle. */
const LINKED = new Set(["noSku", "noVariantCode", "skuTwice", "skuSeveral", "hasVariants"]);

/** How far it is, why, and where the cause is set right. */
export function ItemState({ row: { state, wanted, reason, detail, taskId } }: { row: ItemRow }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const link = (url: string, text: string) => (
    <OwnClicks>
      <Link url={url}>{text}</Link>
    </OwnClicks>
  );
  return (
    <BlockStack gap="100" inlineAlign="start">
      <StateBadge group="item" value={state === "ready" && wanted ? "sending" : state} />
      {reason === null ? null : (
        <Text as="span" breakWord>
          {known("items.reason", reason, reason, { detail: detail || "–" })}
        </Text>
      )}
      {reason !== null && LINKED.has(reason) ? link(paths.mapping("items"), t("items.link")) : null}
      {taskId === null
        ? null
        : link(withQuery(paths.tasks, { state: "attention" }), t("items.openTask"))}
    </BlockStack>
  );
}
