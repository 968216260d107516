import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InvoiceScreen } from "#app/ui/invoices/invoice-screen.tsx";
import { UnreadInvoice } from "#app/ui/invoices/unread-invoice.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { notFound, visit } from "../app/visit.server.ts";
import { invoiceView } from "./invoice-view.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return visit(args, async ({ shop, params }) => (await invoiceView(shop, params["id"] ?? "")) ?? notFound());
}

export default function Invoice() {
  const data = useLoaderData<typeof loader>();
  return data.invoice ? <InvoiceScreen key={data.invoice.id} invoice={data.invoice} marketplace={data.marketplace} /> : <UnreadInvoice number={data.unread} />;
}

export { ScreenError as ErrorBoundary };
