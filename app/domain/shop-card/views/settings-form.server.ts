import { db } from "#app/db/client.server.ts";
import { readProbe } from "#app/erp/stored-probe.server.ts";
import { cardChoices } from "./card-choice.server.ts";
import { getCard } from "../cards.server.ts";
import { lackingOf } from "../lacking.ts";
import { shownSettings } from "../settings.ts";

/**
 * The shop card as a form: its values, and each setting with what the connected ERP lacks for it;
 * null when the shop has no card.
 */
export async function settingsForm(shop: string, cardId?: string) {
  const [card, cards] = await Promise.all([getCard(shop, cardId), cardChoices(shop)]);
  if (!card) return null;
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
    cards,
    values: card.settings,
    // Functions and types stay here; the form needs plain data.
    settings: shownSettings.map(
      ({ key, section, type, label, help, effect, needs, options = [], optionLabels }) => ({
        key,
        section,
        type,
        label,
        help,
        effect,
        needs: needs ?? null,
        options: [...options],
        optionLabels,
        lacking: lacking[key] ?? null,
      }),
    ),
  };
}
