import { NavLink } from "@remix-run/react";
import { Box } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { paths } from "#app/lib/paths.ts";

const PAGES = [
  { to: paths.ledger, text: "ledger.nav.documents", end: true, also: paths.ledgerDocuments },
  { to: paths.ledgerShipments, text: "ledger.nav.shipments", end: false, also: null },
  { to: paths.ledgerInvoices, text: "ledger.nav.invoices", end: false, also: null },
  { to: paths.ledgerItems, text: "ledger.nav.items", end: false, also: null },
  { to: paths.ledgerCustomers, text: "ledger.nav.customers", end: false, also: null },
  { to: paths.ledgerSetUp, text: "ledger.nav.setUp", end: false, also: null },
] as const;

/** The pages of the built-in ledger, above each of them. */
export function LedgerNav({ pathname }: { pathname: string }) {
  const { t } = useTranslation();
  return (
    <Box paddingInline={{ xs: "400", md: "600" }} paddingBlockStart="400">
      <nav aria-label={t("ledger.nav.label")} className="page-nav">
        {PAGES.map((page) => {
          const here = page.also !== null && pathname.startsWith(page.also);
          return (
            <NavLink
              key={page.to}
              to={page.to}
              end={page.end}
              {...(here ? { "aria-current": "page" as const, className: "active" } : {})}
            >
              {t(page.text)}
            </NavLink>
          );
        })}
      </nav>
    </Box>
  );
}
