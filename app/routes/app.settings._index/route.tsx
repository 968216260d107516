import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { effectOf } from "#app/domain/cards/effect.server.ts";
import { leftOutBySetting } from "#app/domain/orders/views/left-out.server.ts";
import { saveCard } from "#app/domain/shop-card/cards.server.ts";
import { cardAt } from "#app/domain/shop-card/views/card-choice.server.ts";
import { settingsForm } from "#app/domain/shop-card/views/settings-form.server.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { SettingsScreen, type SettingsOutcome } from "#app/ui/settings/settings-screen.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, url }) => {
    const [form, leftOut] = await Promise.all([
      settingsForm(shop, cardAt(url.searchParams)),
      leftOutBySetting(shop),
    ]);
    return form ? { ...form, leftOut } : notFound();
  });
}

const values = z.record(z.string(), z.union([z.string(), z.boolean(), z.number()]));
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), id: z.string(), revision: z.int(), values }),
  z.object({ intent: z.literal("effect"), id: z.string(), values }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<SettingsOutcome> => {
    const sent = await readJson(request, body);
    if (sent.intent === "effect") {
      const effect = await effectOf(shop, sent.id, sent.values);
      if (effect.ok) return { effect: effect.value };
      const { error } = effect;
      switch (error.kind) {
        case "not-found":
          return { refused: "settings.refused.not-found" };
        case "invalid":
          return { refused: "settings.effect.invalid", problems: error.errors };
        case "erp":
          return { refused: "settings.effect.unplanned", problem: error.problem };
      }
    }
    const result = await saveCard(
      { shop, by: actor },
      { id: sent.id, revision: sent.revision },
      { values: sent.values },
    );
    if (result.ok) return { done: "settings.done" };
    const { error } = result;
    switch (error.kind) {
      case "not-found":
        return { refused: "settings.refused.not-found" };
      case "invalid":
        return { refused: "settings.refused.invalid", problems: error.errors };
      // The screen has what the other person saved by now, and shows both.
      case "conflict":
        return { refused: "settings.refused.conflict" };
    }
  });
}

export default function Settings() {
  const data = useLoaderData<typeof loader>();
  return <SettingsScreen key={data.card.id} {...data} />;
}

export { ScreenError as ErrorBoundary };
