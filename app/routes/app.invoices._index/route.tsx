import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { skipInvoice } from "#app/domain/payments/skip-payments.server.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { InvoicesScreen } from "#app/ui/invoices/invoices-screen.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readAgain } from "#app/domain/payments/read-again.server.ts";
import { postedAction } from "#app/web/posted-action.server.ts";
import { invoiceIdsAt, invoicesScreen } from "#app/domain/payments/views/invoice-list.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => invoicesScreen(shop, url.searchParams));
}

export function action(args: ActionFunctionArgs) {
  return postedAction(args, "invoices", {
    retry: readAgain,
    skip: skipInvoice,
    find: invoiceIdsAt,
  });
}

export default function Invoices() {
  return (
    <InvoicesScreen
      {...useLoaderData<typeof loader>()}
      loading={useNavigation().state === "loading"}
    />
  );
}

export { ScreenError as ErrorBoundary };
