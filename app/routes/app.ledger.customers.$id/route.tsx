import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { customersChanged } from "#app/domain/customers/exchange.server.ts";
import { readCustomer } from "#app/erp/ledger/back-office/customers.server.ts";
import { choices } from "#app/erp/ledger/back-office/choices.server.ts";
import { countDocumentsOf } from "#app/erp/ledger/back-office/counts.server.ts";
import { insertCustomer, updateCustomer } from "#app/erp/ledger/customers/write.server.ts";
import type { FieldOutcome } from "#app/ui/fields/use-fields.ts";
import { CustomerScreen } from "#app/ui/ledger/customer-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { ledgerScope, readLedger, ledgerOutcome } from "#app/web/ledger.server.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readCustomerForm } from "./customer-form.ts";

const NEW = "new";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, params }) =>
    readLedger(shop, async (scope) => {
      const id = params["id"] ?? "";
      const [customer, lists] = await Promise.all([
        id === NEW ? null : readCustomer(scope, id),
        choices(scope, ["country", "customerTemplate", "taxArea", "currency"]),
      ]);
      return {
        customer,
        lists,
        documents: customer ? await countDocumentsOf(scope, customer.id) : 0,
      };
    }),
  );
}

const body = z.object({
  intent: z.literal("save"),
  version: z.string().max(20).nullable(),
  values: z.record(z.string(), z.union([z.string().max(1000), z.boolean()])),
});

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, request, params }): Promise<FieldOutcome> => {
    const scope = await ledgerScope(shop);
    const id = params["id"] ?? "";
    const { version, values } = await readJson(request, body);
    const stored = version === null ? null : await readLedger(shop, () => readCustomer(scope, id));
    const form = readCustomerForm(values, {
      template: stored?.template ?? "",
      taxArea: stored?.taxArea ?? "",
      taxLiable: stored?.taxLiable ?? true,
      currency: stored?.currency ?? "",
    });
    if (!form.ok) return { refused: "ledger.refused.validation", errors: form.error };
    const outcome = await (version === null
      ? ledgerOutcome("ledger.customer.done.create", () => insertCustomer(scope, null, form.value))
      : ledgerOutcome("ledger.customer.done.save", () =>
          updateCustomer(scope, { kind: "customer", id, version }, form.value, {
            blocked: values["blocked"] === true,
          }),
        ));
    await customersChanged(shop);
    return outcome;
  });
}

export default function LedgerCustomer() {
  const { customer, lists, documents } = useLoaderData<typeof loader>();
  return (
    <CustomerScreen
      key={customer ? `${customer.id} ${customer.version}` : NEW}
      customer={customer}
      lists={lists}
      documents={documents}
    />
  );
}

export { ScreenError as ErrorBoundary };
