import { Link } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** How many orders a run did not import; the list behind it has the reasons. */
export function LeftOut({ count }: { count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Link url={withQuery(paths.skipped, { what: "order" })}>{t("runs.leftOut", { count })}</Link>
  );
}
