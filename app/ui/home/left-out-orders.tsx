import { Link, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { LeftOutGroup } from "#app/domain/home/views/numbers.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { useFormat } from "../shop-context.tsx";

/** How many orders are not imported, and why; the list behind it names each. */
export function LeftOutOrders({ groups }: { groups: LeftOutGroup[] }) {
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
        {groups.map(({ kind, count, more }) => (
          <List.Item key={kind}>
            <Link url={withQuery(paths.skipped, { what: "order" })}>
              {known("home.leftOutKind", kind, kind)}: {format.count(count)}
              {more ? "+" : ""}
            </Link>
            {kind === "archived" ? (
              <Text as="p" tone="subdued">
                {t("home.archivedHelp")}{" "}
                <Link url={paths.setting("importSelfArchived")}>
                  {t("settings.importSelfArchived.label")}
                </Link>
              </Text>
            ) : null}
          </List.Item>
        ))}
      </List>
    </>
  );
}
