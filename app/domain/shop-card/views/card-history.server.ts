import { cardHistory, getCard } from "../cards.server.ts";
import { readSettings } from "../stored-settings.ts";
import { shownSettings } from "../settings.ts";

/** Who changed what of the shop card and when, latest first; null when the shop has no card. */
export async function cardChanges(shop: string) {
  const card = await getCard(shop);
  if (!card) return null;
  const versions = await cardHistory(shop, card.id);
  // A version is the state before a save; what it became is the next newer state.
  return {
    revision: card.revision,
    entries: versions.map((version, index) => {
      const before = settingsOf(version);
      const newer = versions[index - 1];
      const after = newer ? settingsOf(newer) : card.settings;
      return {
        id: version.id,
        at: version.savedAt.toISOString(),
        by: version.savedBy,
        changes: shownSettings
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

const settingsOf = ({ settings, revision }: { settings: unknown; revision: number }) =>
  readSettings(settings, `revision ${revision} of the shop card`);

export type CardChanges = NonNullable<Awaited<ReturnType<typeof cardChanges>>>;
