import type { FieldError } from "#app/i18n/field-error.ts";
import { z } from "zod";
import type { ActionFunctionArgs } from "@remix-run/node";
import type { PostedKind } from "#app/domain/posted/posted-kind.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { chosenSchema, idsOf } from "#app/lib/chosen.ts";
import { readJson } from "./read-json.server.ts";
import { authenticated } from "./authenticated.server.ts";
import { postedFormSchema } from "#app/domain/posted/posted-form.ts";
import { syncPosted } from "./sync-posted.server.ts";

const chosen = chosenSchema;
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("sync"), form: postedFormSchema }),
  z.object({ intent: z.literal("retry"), chosen }),
  z.object({ intent: z.literal("skip"), chosen, reason: z.string().trim().min(1).max(300) }),
]);

interface Acts {
  /** Answers how many go again. */
  retry: (shop: string, ids: string[], by: string) => Promise<number>;
  /** Ids of everything the list's address finds. */
  find: (shop: string, params: URLSearchParams) => Promise<string[]>;
  skip: (shop: string, id: string, reason: string, by: string) => Promise<{ ok: boolean }>;
}

/** What a person does with posted shipments or invoices: read the ERP's news, try again, skip with a reason. */
export function postedAction(
  args: ActionFunctionArgs,
  kind: PostedKind,
  { retry, skip, find }: Acts,
) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome<FieldError>> => {
    const sent = await readJson(request, body);
    if (sent.intent === "sync") return syncPosted(shop, actor, kind, sent.form);
    const ids = await idsOf(sent.chosen, (params) => find(shop, params));
    switch (sent.intent) {
      case "retry": {
        const count = await retry(shop, ids, actor);
        return count > 0
          ? { done: `${kind}.done.retry`, count }
          : { refused: `${kind}.refused.nothing` };
      }
      case "skip": {
        let done = 0;
        // One after the other: each locks its record and its tasks, and one that cannot be skipped must not stop the others.
        for (const id of ids) done += (await skip(shop, id, sent.reason, actor)).ok ? 1 : 0;
        return done === ids.length
          ? { done: `${kind}.done.skip`, count: done }
          : {
              refused: `${kind}.refused.skip`,
              params: { done: String(done), left: String(ids.length - done) },
            };
      }
    }
  });
}
