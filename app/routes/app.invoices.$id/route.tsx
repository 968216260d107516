import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InvoiceScreen } from "#app/ui/invoices/invoice-screen.tsx";
import { UnreadInvoice } from "#app/ui/invoices/unread-invoice.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";
import { postedInvoiceNumber } from "#app/erp/ledger/back-office/posted-invoice-number.server.ts";
import { invoiceAction, invoiceActionSchema } from "./actions.server.ts";
import { invoiceView } from "#app/domain/payments/views/invoice-page.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, params }) => {
    const id = params["id"] ?? "";
    const page = await invoiceView(shop, id);
    if (page) return { unread: null, ...page };
    // The ledger holds it, and this app has not read it yet.
    const number = await postedInvoiceNumber(shop, id);
    return number === null ? notFound() : { unread: number, invoice: null };
  });
}

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, params, request }) =>
    invoiceAction(shop, params["id"] ?? "", actor, await readJson(request, invoiceActionSchema)),
  );
}

export default function Invoice() {
  const data = useLoaderData<typeof loader>();
  return data.invoice ? (
    <InvoiceScreen key={data.invoice.id} invoice={data.invoice} marketplace={data.marketplace} />
  ) : (
    <UnreadInvoice number={data.unread} />
  );
}

export { ScreenError as ErrorBoundary };
