import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InvoiceScreen } from "#app/ui/invoices/invoice-screen.tsx";
import { UnreadInvoice } from "#app/ui/invoices/unread-invoice.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { readJson } from "../app/read-json.server.ts";
import { notFound, visit } from "../app/visit.server.ts";
import { invoiceAction, invoiceActionSchema } from "./actions.server.ts";
import { invoiceView } from "./invoice-view.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return visit(
    args,
    async ({ shop, params }) => (await invoiceView(shop, params["id"] ?? "")) ?? notFound(),
  );
}

export function action(args: ActionFunctionArgs) {
  return visit(args, async ({ shop, actor, params, request }) =>
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
