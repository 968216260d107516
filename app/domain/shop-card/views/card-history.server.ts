import { cardHistory, getCard } from "../cards.server.ts";
import { parseSettings } from "../parse-settings.ts";
import { settingsList } from "../settings.ts";

/** Who changed what of the shop card and when, latest first; null when the shop has no card. */
export async function cardChanges(shop: string) {
  const card = await getCard(shop);
  if (!card) return null;
  const versions = await cardHistory(shop, card.id);
  // A version is the state before a save; what it became is the next newer state.
  return {
    revision: card.revision,
    entries: versions.map((version, index) => {
      const before = parseSettings(version.settings).settings;
      const newer = versions[index - 1];
      const after = newer ? parseSettings(newer.settings).settings : card.settings;
      return {
        id: version.id,
        at: version.savedAt.toISOString(),
        by: version.savedBy,
        changes: settingsList
          .filter(({ key }) => before[key] !== after[key])
          .map(({ key, label, type, optionLabels }) => ({
            key,
            label,
            type,
            optionLabels,
            before: before[key],
            after: after[key],
          })),
      };
    }),
  };
}

export type CardChanges = NonNullable<Awaited<ReturnType<typeof cardChanges>>>;
