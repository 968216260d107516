import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { getCard, saveCard } from "#app/domain/shop-card/cards.server.ts";
import { settingsList } from "#app/domain/shop-card/settings.ts";
import { readProbe } from "#app/erp/stored-probe.server.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { lackingOf } from "#app/ui/settings/lacking.ts";
import { SettingsScreen, type SettingsOutcome } from "#app/ui/settings/settings-screen.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => {
    const card = await getCard(shop);
    if (!card) notFound();
    const connection = card.connectionId
      ? await db.erpConnection.findFirst({
          where: { shop, id: card.connectionId },
          select: { id: true, probe: true },
        })
      : null;
    const probe = connection && readProbe(connection);
    const lacking = lackingOf(probe ? { ...probe.capabilities } : undefined);
    return {
      card: { id: card.id, code: card.code, title: card.title, revision: card.revision },
      values: card.settings,
      // Functions and types stay here; the form needs plain data.
      settings: settingsList.map(
        ({ key, section, type, label, help, effect, needs, options, optionLabels }) => ({
          key,
          section,
          type,
          label,
          help,
          effect,
          needs: needs ?? null,
          options: [...(options ?? [])],
          optionLabels,
          lacking: lacking[key] ?? null,
        }),
      ),
    };
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
    const result = await saveCard(shop, sent.id, sent.revision, { values: sent.values }, actor);
    if (result.ok) return { done: "settings.done" };
    const { error } = result;
    switch (error.kind) {
      case "not-found":
        return { refused: "settings.refused.not-found" };
      case "invalid":
        return { refused: "settings.refused.invalid", problems: error.errors };
      case "conflict":
        return {
          refused: "settings.refused.conflict",
          conflict: {
            revision: error.current.revision,
            savedBy: error.savedBy,
            values: error.current.settings,
          },
        };
    }
  });
}

export default function Settings() {
  const data = useLoaderData<typeof loader>();
  // A new revision is a new form: what was typed on the old one is saved or was thrown away by the person.
  return <SettingsScreen key={data.card.revision} {...data} />;
}

export { ScreenError as ErrorBoundary };
