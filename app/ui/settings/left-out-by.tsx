import { Box, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { LeftOutCount } from "#app/domain/orders/views/left-out.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { useFormat } from "../shop-context.tsx";

/** How many orders a setting keeps out, and what brings them in; the list behind it names each. */
export function LeftOutBy({
  leftOut: { count, more },
  value,
}: {
  leftOut: LeftOutCount;
  /** As chosen now, saved or not. */
  value: string | number | boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const leavesOut = value === "skip" || value === false;
  // Below the help of its field: a checkbox has its help beside the box.
  return (
    <Box paddingBlockStart="100" paddingInlineStart={typeof value === "boolean" ? "600" : "0"}>
      <Text as="p" tone="subdued">
        {t("settings.leftOut.count", { count, number: `${format.count(count)}${more ? "+" : ""}` })}{" "}
        {t(leavesOut ? "settings.leftOut.change" : "settings.leftOut.next")}{" "}
        <Link url={withQuery(paths.skipped, { what: "order" })}>{t("settings.leftOut.show")}</Link>
      </Text>
    </Box>
  );
}
