import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { Card, EmptyState, Page } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ledgerBooks } from "#app/erp/ledger/back-office/books.server.ts";
import { readCompany } from "#app/erp/ledger/back-office/set-up.server.ts";
import { LedgerNav } from "#app/ui/ledger/ledger-nav.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { paths } from "#app/lib/paths.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => {
    const books = await ledgerBooks(shop);
    return {
      used: books !== null,
      setUp: books !== null && (await readCompany(books.scope)) !== null,
    };
  });
}

/** The back office of the built-in ledger: the ERP of shops that have no other. */
export default function Ledger() {
  const { used, setUp } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const { t } = useTranslation();
  if (used && setUp)
    return (
      <>
        <LedgerNav pathname={pathname} />
        <Outlet />
      </>
    );
  const missing = used ? "notSetUp" : "notUsed";
  return (
    <Page title={t("ledger.title")}>
      <Card>
        <EmptyState
          heading={t(`ledger.${missing}.title`)}
          image=""
          action={{ content: t("frame.connection"), url: paths.connection }}
        >
          <p>{t(`ledger.${missing}.help`)}</p>
        </EmptyState>
      </Card>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
