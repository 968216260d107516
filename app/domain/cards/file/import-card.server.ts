import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { codesNotIn } from "#app/domain/erp-connections/reference-codes.server.ts";
import { takeMappings } from "#app/domain/mapping/card-mappings.server.ts";
import { pageOfKind, type MappingPageName } from "#app/domain/mapping/pages.ts";
import { codesOf } from "#app/domain/mapping/used-codes.ts";
import { readFilter } from "#app/domain/orders/announce/order-cards.server.ts";
import {
  checkChanges,
  getCard,
  storeChanges,
  type Card,
  type CheckedChanges,
} from "#app/domain/shop-card/cards.server.ts";
import type { SettingProblem } from "#app/domain/shop-card/setting-types.ts";
import { changesOf, type CardChange } from "#app/domain/shop-card/views/card-history.server.ts";
import { canonicalJson } from "#app/lib/json.ts";
import { err, ok, type Result } from "#app/lib/result.ts";
import { mappingText, readCardFile, type FileMapping, type FileRefusal } from "./card-file.ts";

export interface MappingChange {
  page: MappingPageName;
  key: string;
  title: string;
  before: string;
  after: string;
}

/** What a file would change of a card, or has changed. With a problem nothing is. */
export interface CardFileReport {
  from: { shop: string; title: string };
  settings: CardChange[];
  mappings: MappingChange[];
  /** Keys that this version of the app does not know. */
  unknown: string[];
  /** Rows of records of another shop: this one does not have them. */
  foreign: { page: MappingPageName; title: string; key: string }[];
  problems: SettingProblem[];
  /** Codes of mappings that the card's ERP does not have. */
  notInErp: { page: MappingPageName; title: string; code: string }[];
  imported: boolean;
  /** The card's revision that this was said of. */
  revision: number;
}

export type ImportRefusal = FileRefusal | { kind: "not-found" | "conflict" };

/**
 * Compares a file with a card; `write`: and takes it over, all of it or nothing, on top of `revision`. What the file does not name stays as it
 * is: name, ERP connection, whether the card is on, and mappings of other records.
 */
export async function importCard(
  { shop, by }: Scope,
  id: string,
  text: string,
  write: { revision: number } | null,
): Promise<Result<CardFileReport, ImportRefusal>> {
  const card = await getCard(shop, id);
  if (!card) return err({ kind: "not-found" });
  if (write && write.revision !== card.revision) return err({ kind: "conflict" });
  const read = readCardFile(text);
  if (!read.ok) return read;
  const file = read.value;
  const { taken, foreign } = await ofThisShop(shop, file.mappings);
  const [checked, mappings, missing] = await Promise.all([
    checkChanges(card, { values: file.settings, filter: file.filter }),
    mappingChanges(card, taken),
    codesNotIn(shop, card.connectionId, taken.flatMap(codes)),
  ]);
  if (!checked.ok && checked.error.kind === "not-found") return err({ kind: "not-found" });
  const report: CardFileReport = {
    from: { shop: file.shop, title: file.title },
    settings: checked.ok ? settingChanges(card, checked.value) : [],
    mappings: mappings.map(({ change }) => change),
    unknown: file.unknown,
    foreign: foreign.map(({ kind, title, key }) => ({ page: pageOfKind(kind), title, key })),
    problems: checked.ok || checked.error.kind === "not-found" ? [] : checked.error.errors,
    notInErp: (missing ?? []).map(({ page, title, code }) => ({ page, title, code })),
    ...{ imported: false, revision: card.revision },
  };
  const changed = report.settings.length + report.mappings.length > 0;
  if (!write || !checked.ok || report.notInErp.length > 0 || !changed) return ok(report);
  const stored = await db.$transaction(async (tx) => {
    const row = await storeChanges(tx, by, checked.value);
    if (row)
      await takeMappings(
        tx,
        shop,
        card.id,
        mappings.map((one) => one.row),
      );
    return row;
  });
  return stored
    ? ok({ ...report, imported: true, revision: stored.revision })
    : err({ kind: "conflict" });
}

const settingChanges = (card: Card, { settings, data }: CheckedChanges): CardChange[] => {
  const before = {
    ...{ settings: card.settings, filter: readFilter(card.shop, card.filter) },
    ...{ title: null, enabled: null, connectionId: undefined },
  };
  const filter = readFilter(card.shop, data.filter);
  return changesOf(before, { ...before, settings, filter }, () => "");
};

const codes = (row: FileMapping) =>
  codesOf(row.kind, row.erp).map((use) => ({
    ...use,
    ...{ page: pageOfKind(row.kind), title: row.title },
  }));

/** A record of Shopify's is known by its id: rows of ids that this shop does not have are another shop's. */
async function ofThisShop(
  shop: string,
  rows: readonly FileMapping[],
): Promise<{ taken: FileMapping[]; foreign: FileMapping[] }> {
  const ids = rows.flatMap(({ key }) => (key.startsWith("gid:") ? [key] : []));
  const here = await db.mapping.findMany({
    where: { shop, key: { in: ids } },
    select: { kind: true, key: true },
    distinct: ["kind", "key"],
  });
  const known = new Set(here.map(({ kind, key }) => `${kind} ${key}`));
  const isForeign = ({ kind, key }: FileMapping) =>
    key.startsWith("gid:") && !known.has(`${kind} ${key}`);
  return {
    taken: rows.filter((row) => !isForeign(row)),
    foreign: rows.filter(isForeign),
  };
}

async function mappingChanges(
  card: Card,
  rows: readonly FileMapping[],
): Promise<{ row: FileMapping; change: MappingChange }[]> {
  const now = await db.mapping.findMany({
    where: { shop: card.shop, cardId: card.id },
    select: { kind: true, key: true, erp: true },
  });
  const values = new Map(now.map(({ kind, key, erp }) => [`${kind} ${key}`, erp as object | null]));
  return rows.flatMap((row) => {
    const before = values.get(`${row.kind} ${row.key}`) ?? null;
    if (canonicalJson(before) === canonicalJson(row.erp)) return [];
    const { kind, key, title } = row;
    const change = {
      ...{ page: pageOfKind(kind), key, title },
      ...{ before: mappingText(before), after: mappingText(row.erp) },
    };
    return [{ row, change }];
  });
}
