import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { skipInvoice } from "#app/domain/payments/payment-actions.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { InvoicesScreen } from "#app/ui/invoices/invoices-screen.tsx";
import { readJson } from "../app/read-json.server.ts";
import { visit } from "../app/visit.server.ts";
import { invoicesScreen } from "./list.server.ts";
import { readAgain } from "../app.invoices.$id/read-again.server.ts";
import { postedFormSchema } from "../app.shipments/posted-wish.ts";
import { syncPosted } from "../app.shipments/sync-posted.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return visit(args, ({ shop, url }) => invoicesScreen(shop, url.searchParams));
}

const ids = z.array(z.string()).min(1).max(250);
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sync"), form: postedFormSchema }),
  z.object({ intent: z.literal("retry"), ids }),
  z.object({ intent: z.literal("skip"), ids, reason: z.string().trim().min(1).max(300) }),
]);

export function action(args: ActionFunctionArgs) {
  return visit(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const sent = await readJson(request, body);
    switch (sent.intent) {
      case "sync": return syncPosted(shop, actor, "invoices", sent.form);
      case "retry": {
        const count = await readAgain(shop, sent.ids, actor);
        return count > 0 ? { done: "invoices.done.retry", count } : { refused: "invoices.refused.nothing" };
      }
      case "skip": {
        const results = [];
        // One after the other: one that cannot be skipped must not stop the others.
        for (const id of sent.ids) results.push(await skipInvoice(shop, id, sent.reason, actor));
        const done = results.filter(({ ok }) => ok).length;
        return done === results.length ? { done: "invoices.done.skip", count: done } : { refused: "invoices.refused.skip", params: { done: String(done), left: String(results.length - done) } };
      }
    }
  });
}

export default function Invoices() {
  return <InvoicesScreen {...useLoaderData<typeof loader>()} loading={useNavigation().state === "loading"} />;
}

export { ScreenError as ErrorBoundary };
