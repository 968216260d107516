import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { itemsChanged } from "#app/domain/items/exchange.server.ts";
import { stockChanged } from "#app/domain/stock/sync.server.ts";
import { adjustStock, readItem, updateItem } from "#app/erp/ledger/back-office/items.server.ts";
import { choices } from "#app/erp/ledger/back-office/choices.server.ts";
import { readCompany } from "#app/erp/ledger/back-office/set-up.server.ts";
import { insertItem } from "#app/erp/ledger/items/write.server.ts";
import type { FieldOutcome } from "#app/ui/fields/use-fields.ts";
import { ItemScreen } from "#app/ui/ledger/item-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { ledgerScope, readLedger, ledgerOutcome } from "#app/web/ledger.server.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readItemForm } from "./item-form.ts";

const NEW = "new";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, params }) =>
    readLedger(shop, async (scope) => {
      const id = params["id"] ?? "";
      const [item, lists, company] = await Promise.all([
        id === NEW ? null : readItem(scope, id),
        choices(scope, ["unit", "currency", "location"]),
        readCompany(scope),
      ]);
      return { item, lists, currency: company?.currency ?? "" };
    }),
  );
}

const body = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save"),
    version: z.string().max(20).nullable(),
    values: z.record(z.string(), z.union([z.string().max(1000), z.boolean()])),
  }),
  z.object({
    intent: z.literal("adjust"),
    location: z.string().max(100),
    variantCode: z.string().max(100),
    quantity: z.string().max(40),
    note: z.string().max(300),
  }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request, params }): Promise<FieldOutcome> => {
    const scope = await ledgerScope(shop);
    const id = params["id"] ?? "";
    const sent = await readJson(request, body);
    if (sent.intent === "adjust")
      return ledgerOutcome("ledger.item.done.adjust", async () => {
        const quantity = sent.quantity.trim().replace(/^\+/, "");
        await adjustStock(scope, { ...sent, quantity, itemId: id, by: actor });
        await stockChanged(shop);
      });
    const form = readItemForm(sent.values);
    if (!form.ok) return { refused: "ledger.refused.validation", errors: form.error };
    const {
      data: { number, ...data },
      extras,
    } = form.value;
    const { version } = sent;
    if (version === null)
      return ledgerOutcome("ledger.item.done.create", async () => {
        const numbered = { ...data, ...(number === undefined ? {} : { number }) };
        const ref = await insertItem(scope, null, numbered, extras);
        await itemsChanged(shop);
        return ref;
      });
    const stored = await readLedger(shop, () => readItem(scope, id));
    if (stored.price !== null && data.price === undefined)
      return {
        refused: "ledger.refused.validation",
        errors: { price: "ledger.problem.priceKept" },
      };
    return ledgerOutcome("ledger.item.done.save", async () => {
      await updateItem(scope, { kind: "item", id, version }, data, extras);
      await itemsChanged(shop);
    });
  });
}

export default function LedgerItem() {
  const { item, lists, currency } = useLoaderData<typeof loader>();
  return (
    <ItemScreen
      key={item ? `${item.id} ${item.version}` : NEW}
      item={item}
      lists={lists}
      currency={currency}
    />
  );
}

export { ScreenError as ErrorBoundary };
