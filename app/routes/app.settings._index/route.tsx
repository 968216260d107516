import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { leftOutBySetting } from "#app/domain/orders/views/left-out.server.ts";
import { saveCard } from "#app/domain/shop-card/cards.server.ts";
import { settingsForm } from "#app/domain/shop-card/views/settings-form.server.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { SettingsScreen, type SettingsOutcome } from "#app/ui/settings/settings-screen.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => {
    const [form, leftOut] = await Promise.all([settingsForm(shop), leftOutBySetting(shop)]);
    return form ? { ...form, leftOut } : notFound();
  });
}

const body = z.object({
  intent: z.literal("save"),
  id: z.string(),
  revision: z.int(),
  values: z.record(z.string(), z.union([z.string(), z.boolean(), z.number()])),
});

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<SettingsOutcome> => {
    const sent = await readJson(request, body);
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
