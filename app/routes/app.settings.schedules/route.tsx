import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import type { OrderFilter } from "#app/domain/orders/order-filter.ts";
import { now } from "#app/lib/clock.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { SchedulesScreen } from "#app/ui/settings/schedules-screen.tsx";
import { readJson } from "../app/read-json.server.ts";
import { visit } from "../app/visit.server.ts";
import { readSyncForm, syncFormSchema } from "../app.orders-to-import/sync-wish.ts";
import { typedFilter } from "./typed-filter.ts";

/** Shopify is asked at most this often, and at least once a day. */
const [LEAST, MOST] = [5, 1_440];

export function loader(args: LoaderFunctionArgs) {
  return visit(args, async ({ shop }) => {
    const schedules = await db.schedule.findMany({ where: { shop }, orderBy: [{ kind: "asc" }, { id: "asc" }] });
    return {
      schedules: schedules.map((row) => ({
        id: row.id, kind: row.kind, everyMinutes: row.everyMinutes, enabled: row.enabled, form: typedFilter(row.filter as OrderFilter),
        nextRunAt: row.nextRunAt.toISOString(), lastRunAt: row.lastRunAt?.toISOString() ?? null,
      })),
    };
  });
}

const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), id: z.string(), everyMinutes: z.string().max(20), enabled: z.boolean(), form: syncFormSchema }),
  z.object({ intent: z.literal("runNow"), id: z.string() }),
]);

export function action(args: ActionFunctionArgs) {
  return visit(args, async ({ shop, request }): Promise<Outcome> => {
    const sent = await readJson(request, body);
    const gone: Outcome = { refused: "schedules.gone" };
    if (!isUuid(sent.id)) return gone;
    if (sent.intent === "runNow") {
      // The worker looks each minute for what is due.
      const { count } = await db.schedule.updateMany({ where: { shop, id: sent.id, enabled: true }, data: { nextRunAt: now() } });
      return count === 1 ? { done: "schedules.done.runNow" } : { refused: "schedules.off" };
    }
    const { filter, errors } = readSyncForm(sent.form);
    const every = /^\d{1,5}$/.test(sent.everyMinutes.trim()) ? Number(sent.everyMinutes) : 0;
    if (every < LEAST || every > MOST) errors["everyMinutes"] = "schedules.everyError";
    if (Object.keys(errors).length > 0) return { refused: "schedules.notSaved", errors };
    const before = await db.schedule.findFirst({ where: { shop, id: sent.id } });
    if (!before) return gone;
    await db.schedule.updateMany({
      where: { shop, id: sent.id },
      data: { everyMinutes: every, enabled: sent.enabled, filter, ...(every === before.everyMinutes && before.enabled ? {} : { nextRunAt: new Date(now().getTime() + every * 60_000) }) },
    });
    return { done: "schedules.done.save" };
  });
}

export default function Schedules() {
  return <SchedulesScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
