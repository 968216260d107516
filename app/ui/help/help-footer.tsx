import { useLocation } from "@remix-run/react";
import { FooterHelp, Link } from "@shopify/polaris";
import { Trans, useTranslation } from "react-i18next";
import { paths, withQuery } from "#app/lib/paths.ts";
import { helpPageOf } from "./page-of.ts";

/** Leads from a screen to its page of the handbook. */
export function HelpFooter() {
  const { t, i18n } = useTranslation();
  const { pathname } = useLocation();
  const page = helpPageOf(pathname);
  if (page === undefined) return null;
  const language = i18n.language;
  return (
    <FooterHelp>
      <Trans
        i18nKey="help.learnMore"
        components={{
          page: (
            <Link url={withQuery(paths.helpPage(page), { language })}>
              {t(`help.page.${page}`)}
            </Link>
          ),
          all: <Link url={withQuery(paths.help, { language })} />,
        }}
      />
    </FooterHelp>
  );
}
