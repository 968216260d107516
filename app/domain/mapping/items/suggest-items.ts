import type { ItemCandidate, ItemQuery } from "#app/erp/port/items.ts";
import { fold } from "#app/lib/fold.ts";

/** What is known of a product that no rule of the card finds an item for. */
export interface UnknownItem {
  sku: string;
  barcode: string;
  name: string;
}

/** Why an item may be the one, the surest first. */
export const SUGGESTED_BY = [
  "sameNumber",
  "sameBarcode",
  "vendorNumber",
  "nearNumber",
  "sameName",
  "words",
] as const;
export type SuggestedBy = (typeof SUGGESTED_BY)[number];

export interface ItemSuggestion {
  item: ItemCandidate;
  by: SuggestedBy;
}

const MOST = 5;
/** Shorter words ("a", "XL") say nothing. */
const SHORTEST_WORD = 3;
const WORDS = 3;

/** Letters and digits only: "MUG-BLUE" and "mug blue" are near. */
const plain = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, "");
const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= SHORTEST_WORD);

/** What to ask the ERP for: all of it in one call. */
export function suggestionQueries({ sku, barcode, name }: UnknownItem): ItemQuery[] {
  const texts = [sku, ...sku.split(/[^\p{L}\p{N}]+/u), name, ...wordsOf(name).slice(0, WORDS)];
  const asked = [...new Set(texts.map((text) => text.trim()))].filter(
    (text) => text.length >= SHORTEST_WORD,
  );
  return [
    ...(sku === "" ? [] : [{ number: sku }, { vendorItemNumber: sku }, { barcode: sku }]),
    ...(barcode === "" ? [] : [{ barcode }, { number: barcode }]),
    ...asked.map((text) => ({ text })),
  ];
}

/** The most likely items, each once and with its reason; what is blocked is none. */
export function rankItems(
  unknown: UnknownItem,
  candidates: readonly ItemCandidate[],
): ItemSuggestion[] {
  const best = new Map<string, ItemSuggestion & { score: number }>();
  for (const item of candidates) {
    if (item.blocked) continue;
    const by = reasonOf(unknown, item);
    if (by === null) continue;
    const key = `${item.ref.id} ${item.variantCode ?? ""}`;
    const score = SUGGESTED_BY.indexOf(by) - shared(unknown.name, item.description);
    const known = best.get(key);
    if (!known || score < known.score) best.set(key, { item, by, score });
  }
  return [...best.values()]
    .sort((a, b) => a.score - b.score || number(a.item).localeCompare(number(b.item)))
    .slice(0, MOST)
    .map(({ item, by }) => ({ item, by }));
}

const number = ({ ref }: ItemCandidate): string => ref.number ?? ref.id;

function reasonOf({ sku, barcode, name }: UnknownItem, item: ItemCandidate): SuggestedBy | null {
  const [wanted, own] = [plain(sku), plain(`${number(item)}${item.variantCode ?? ""}`)];
  if (wanted !== "" && (wanted === own || wanted === plain(number(item)))) return "sameNumber";
  if (item.barcode && [barcode, sku].includes(item.barcode)) return "sameBarcode";
  if (item.matchedBy === "vendorItemNumber") return "vendorNumber";
  const bare = plain(number(item));
  if (
    wanted !== "" &&
    bare.length >= SHORTEST_WORD &&
    (wanted.startsWith(bare) || bare.startsWith(wanted))
  )
    return "nearNumber";
  if (plain(name) !== "" && plain(name) === plain(item.description)) return "sameName";
  return shared(name, item.description) > 0 ? "words" : null;
}

/** How much of a name's words a description has: from 0 to below 1, so that it orders equal reasons only. */
function shared(name: string, description: string): number {
  const [words, found] = [wordsOf(name), new Set(wordsOf(description))];
  if (words.length === 0) return 0;
  return words.filter((word) => found.has(word)).length / (words.length + 1);
}
