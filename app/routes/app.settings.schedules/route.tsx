import type { FieldError } from "#app/i18n/field-error.ts";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { PostedFilter } from "#app/domain/posted/posted-filter.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import { SCHEDULE_KINDS } from "#app/domain/schedules/kinds.ts";
import { CardId } from "#app/lib/ids.ts";
import {
  addSchedule,
  EVERY_MINUTES,
  listSchedules,
  removeSchedule,
  saveSchedule,
} from "#app/domain/schedules/schedules.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { SchedulesScreen } from "#app/ui/settings/schedules-screen.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { unlessTooMany } from "#app/web/unless-too-many.server.ts";
import { readSyncForm, syncFormSchema } from "#app/domain/order-filter/sync-form.ts";
import { postedFormSchema, readPostedForm } from "#app/domain/posted/posted-form.ts";
import { schedulesScreen } from "#app/domain/schedules/views/schedule-list.server.ts";
import { runNow } from "#app/domain/schedules/run-now.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop }) => schedulesScreen(shop));
}

const timing = {
  id: z.string(),
  revision: z.int(),
  everyMinutes: z.string().max(20),
  /** None: of every card. */
  cardId: z.union([CardId, z.literal("")]),
  enabled: z.boolean(),
};
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), ...timing, form: syncFormSchema }),
  z.object({ intent: z.literal("savePosted"), ...timing, form: postedFormSchema }),
  z.object({ intent: z.literal("runNow"), id: z.string() }),
  z.object({
    intent: z.literal("add"),
    kind: z.enum(SCHEDULE_KINDS),
    cardId: z.union([CardId, z.literal("")]),
  }),
  z.object({ intent: z.literal("remove"), id: z.string() }),
]);

const REFUSED = {
  "not-found": "schedules.gone",
  changed: "schedules.merge.title",
  "every-minutes": "schedules.notSaved",
  filter: "schedules.notSaved",
  card: "schedules.cardGone",
} as const;

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome<FieldError>> => {
    const sent = await readJson(request, body);
    if (sent.intent === "runNow")
      return unlessTooMany(async () =>
        (await runNow(shop, sent.id, actor))
          ? { done: "schedules.done.runNow" }
          : { refused: "schedules.gone" },
      );
    if (sent.intent === "add") {
      const added = await addSchedule(shop, sent.kind, sent.cardId === "" ? null : sent.cardId);
      return added.ok
        ? { done: "schedules.done.add" }
        : { refused: added.error === "card" ? "schedules.cardGone" : "schedules.tooMany" };
    }
    if (sent.intent === "remove") {
      const removed = await removeSchedule(shop, sent.id);
      return removed.ok
        ? { done: "schedules.done.remove" }
        : { refused: removed.error === "last" ? "schedules.last" : "schedules.gone" };
    }
    // The form must be the one of the schedule's kind: a filter of another kind would narrow nothing.
    const schedule = (await listSchedules(shop)).find(
      ({ id, kind }) => id === sent.id && (kind === "orders") === (sent.intent === "save"),
    );
    if (!schedule) return { refused: "schedules.gone" };
    const {
      filter,
      errors,
    }: { filter: OrderFilter | PostedFilter; errors: Record<string, FieldError> } =
      sent.intent === "save" ? readSyncForm(sent.form) : readPostedForm(sent.form);
    const every = /^\d{1,5}$/.test(sent.everyMinutes.trim()) ? Number(sent.everyMinutes) : 0;
    if (every < EVERY_MINUTES.least || every > EVERY_MINUTES.most)
      errors["everyMinutes"] = "schedules.everyError";
    if (Object.keys(errors).length > 0) return { refused: "schedules.notSaved", errors };
    const saved = await saveSchedule(shop, sent, {
      everyMinutes: every,
      enabled: sent.enabled,
      cardId: sent.cardId === "" ? null : sent.cardId,
      filter,
    });
    return saved.ok ? { done: "schedules.done.save" } : { refused: REFUSED[saved.error.kind] };
  });
}

export default function Schedules() {
  return <SchedulesScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
