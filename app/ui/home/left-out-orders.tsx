import { Link, List, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";
import type { LeftOutCount } from "#app/domain/orders/views/left-out.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { useFormat } from "../shop-context.tsx";

/** How many orders are not imported, and why; the list behind it names each. */
export function LeftOutOrders({
  groups,
}: {
  groups: (LeftOutCount & { reason: string; setting: TextKey | null })[];
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  if (groups.length === 0) return null;
  return (
    <>
      <Text as="h3" variant="headingSm">
        {t("home.leftOut")}
      </Text>
      <List>
        {groups.map(({ reason, count, more, setting }) => (
          <List.Item key={reason}>
            <Link url={withQuery(paths.skipped, { what: "order" })}>
              {known("home.leftOutKind", reason, reason)}: {format.count(count)}
              {more ? "+" : ""}
            </Link>
            {setting ? (
              <Text as="p" tone="subdued">
                {t("home.archivedHelp")}{" "}
                <Link url={paths.setting("importSelfArchived")}>{t(setting)}</Link>
              </Text>
            ) : null}
          </List.Item>
        ))}
      </List>
    </>
  );
}
