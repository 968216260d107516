import { useLocation } from "@remix-run/react";
import { FooterHelp, Link } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { helpPageOf } from "./page-of.ts";

/** Tables find their widths in this time. */
const SETTLED_MS = 500;

/** Leads from a screen to its page of the handbook. It comes once the screen stands, so that nothing above moves it. */
export function HelpFooter() {
  const { t, i18n } = useTranslation();
  const { pathname } = useLocation();
  const page = helpPageOf(pathname);
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(true);
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  if (page === undefined || !settled) return null;
  const language = i18n.language;
  return (
    <FooterHelp>
      {t("help.learnMore")}{" "}
      <Link url={withQuery(paths.helpPage(page), { language })}>{t(`help.page.${page}`)}</Link>
      {". "}
      <Link url={withQuery(paths.help, { language })}>{t("help.all")}</Link>
    </FooterHelp>
  );
}
