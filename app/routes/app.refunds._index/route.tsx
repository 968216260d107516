import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { z } from "zod";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import { refundIdsAt, refundsScreen } from "#app/domain/refunds/views/refund-list.server.ts";
import { chosenSchema, idsOf } from "#app/lib/chosen.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { RefundsScreen } from "#app/ui/refunds/refunds-screen.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => refundsScreen(shop, url.searchParams));
}

const body = z.object({ intent: z.literal("create"), chosen: chosenSchema });

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const { chosen } = await readJson(request, body);
    const ids = await idsOf(chosen, (params) => refundIdsAt(shop, params));
    const { enqueued, already, refused } = await createCreditMemos({ shop, by: actor }, ids);
    if (refused.length > 0)
      return {
        refused: "refunds.refused.some",
        params: { done: String(enqueued.length), left: String(refused.length) },
      };
    if (enqueued.length > 0) return { done: "refunds.done.create", count: enqueued.length };
    return already.length > 0
      ? { done: "refunds.done.already", count: already.length }
      : { refused: "refunds.refused.not-found" };
  });
}

export default function Refunds() {
  return (
    <RefundsScreen
      {...useLoaderData<typeof loader>()}
      loading={useNavigation().state === "loading"}
    />
  );
}

export { ScreenError as ErrorBoundary };
