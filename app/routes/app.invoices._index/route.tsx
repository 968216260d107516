import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { skipInvoice } from "#app/domain/payments/payment-actions.server.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { InvoicesScreen } from "#app/ui/invoices/invoices-screen.tsx";
import { visit } from "../app/visit.server.ts";
import { readAgain } from "../app.invoices.$id/read-again.server.ts";
import { postedAction } from "../app.shipments/posted-action.server.ts";
import { invoicesScreen } from "./list.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return visit(args, ({ shop, url }) => invoicesScreen(shop, url.searchParams));
}

export function action(args: ActionFunctionArgs) {
  return postedAction(args, "invoices", { retry: readAgain, skip: skipInvoice });
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
