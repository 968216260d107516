import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { choices } from "#app/erp/ledger/back-office/choices.server.ts";
import { readCustomer } from "#app/erp/ledger/back-office/customers.server.ts";
import { postInvoiceByHand } from "#app/erp/ledger/back-office/invoice-by-hand.server.ts";
import type { FieldOutcome } from "#app/ui/fields/use-fields.ts";
import { NewInvoiceScreen } from "#app/ui/ledger/new-invoice-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { ledgerOutcome, ledgerScope, readLedger } from "#app/web/ledger.server.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { readInvoiceForm } from "./invoice-form.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, params }) =>
    readLedger(shop, async (scope) => {
      const [{ id, name, number }, { location, paymentMethod }] = await Promise.all([
        readCustomer(scope, params["customer"] ?? ""),
        choices(scope, ["location", "paymentMethod"]),
      ]);
      return { customer: { id, name, number }, locations: location, paymentMethods: paymentMethod };
    }),
  );
}

const DONE = {
  salesOrder: "ledger.newInvoice.order.done",
  salesInvoice: "ledger.newInvoice.done",
  creditMemo: "ledger.newInvoice.memo.done",
} as const;
const MOST_LINES = 50;
const body = z.object({
  intent: z.literal("post"),
  clickId: z.uuid(),
  lines: z.number().int().min(1).max(MOST_LINES),
  values: z.record(z.string(), z.union([z.string().max(1000), z.boolean()])),
});

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, request, params, actor }): Promise<FieldOutcome> => {
    const scope = await ledgerScope(shop);
    const { clickId, lines, values } = await readJson(request, body);
    const form = readInvoiceForm(values, lines);
    if (!form.ok) return { refused: "ledger.refused.validation", errors: form.error };
    const customerId = params["customer"] ?? "";
    const outcome = await ledgerOutcome(DONE[form.value.kind], () =>
      postInvoiceByHand(scope, { ...form.value, customerId, clickId }, actor),
    );
    if (outcome.done) await afterPosting(shop, scope.connectionId);
    return outcome;
  });
}

export default function NewInvoice() {
  return <NewInvoiceScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
