import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import { db, type Tx } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { storeIssued } from "../store-entries.server.ts";
import { checkLines, type FileCard, type FILE_COLUMNS, type LineError } from "./check-lines.ts";
import { readFile, type FileRefusal } from "./read-file.server.ts";

/** What a file would do, or did. With any error nothing of it is imported. */
export interface FileReport {
  imported: boolean;
  /** Cards that the app did not know, that it knew with another amount, and that stay as they are (known to Shopify, or imported before). */
  added: number;
  changed: number;
  unchanged: number;
  /** Of the added and changed ones. */
  amount: Decimal;
  currency: string;
  /** The first of them, by line. */
  errors: LineError[];
  errorCount: number;
}

export type Refusal =
  | FileRefusal
  | { kind: "columns"; missing: (typeof FILE_COLUMNS)[number][] }
  | { kind: "currency" };

const MOST_ERRORS = 100;
const BATCH = 5_000;
const TRANSACTION = { timeout: 120_000, maxWait: 30_000 };

/** Checks a file of older cards and, if `write` says so and no line is wrong, imports all of it in one transaction. */
export async function importCards(
  shop: string,
  body: AsyncIterable<Uint8Array>,
  write: boolean,
): Promise<Result<FileReport, Refusal>> {
  const facts = await db.shop.findUnique({ where: { domain: shop }, select: { currency: true } });
  const currency = facts?.currency;
  if (!currency) return err({ kind: "currency" });
  const read = await readFile(body);
  if (!read.ok) return read;
  const checked = checkLines(read.value, currency);
  if (!checked.ok) return err({ kind: "columns", missing: checked.error.missing });
  const { cards, errors } = checked.value;
  return db.$transaction(async (tx) => {
    if (write) await lockUntilCommit(tx, "giftCards", shop);
    const sorted = await compare(tx, shop, cards);
    const wrong = [...errors, ...sorted.errors].sort((a, b) => a.line - b.line);
    const imported = write && wrong.length === 0;
    const news = [...sorted.added, ...sorted.changed];
    if (imported) await store(tx, shop, news, currency);
    return ok({
      imported,
      added: sorted.added.length,
      changed: sorted.changed.length,
      unchanged: sorted.unchanged,
      amount: decimal.add("0", ...news.map(({ amount }) => amount)),
      currency,
      errors: wrong.slice(0, MOST_ERRORS),
      errorCount: wrong.length,
    });
  }, TRANSACTION);
}

/** What the app knows of these cards already. What Shopify told counts more than a file. */
async function compare(tx: Tx, shop: string, cards: readonly FileCard[]) {
  const added: FileCard[] = [];
  const changed: FileCard[] = [];
  const errors: LineError[] = [];
  let unchanged = 0;
  for (let start = 0; start < cards.length; start += BATCH) {
    const slice = cards.slice(start, start + BATCH);
    const rows = await tx.giftCard.findMany({
      where: { shop, giftCardId: { in: slice.map(({ giftCardId }) => giftCardId) } },
      select: { giftCardId: true, lastCharacters: true, source: true, initial: true },
    });
    const known = new Map(rows.map((row) => [row.giftCardId, row]));
    for (const card of slice) {
      const row = known.get(card.giftCardId);
      if (!row) added.push(card);
      else if (row.lastCharacters !== "" && !row.lastCharacters.endsWith(card.lastCharacters))
        errors.push({ line: card.line, fault: "otherCharacters" });
      else if (
        row.source === "shopify" ||
        (row.initial !== null && decimal.compare(row.initial.toFixed(), card.amount) === 0)
      )
        unchanged += 1;
      else if (row.source === "file") changed.push(card);
      else added.push(card);
    }
  }
  return { added, changed, unchanged, errors };
}

async function store(
  tx: Tx,
  shop: string,
  cards: readonly FileCard[],
  currency: string,
): Promise<void> {
  for (let start = 0; start < cards.length; start += BATCH) {
    const slice = cards.slice(start, start + BATCH);
    await tx.$executeRaw`
      INSERT INTO "GiftCard" AS c (shop, "giftCardId", "lastCharacters", state, source, currency, initial, "issuedAt")
      SELECT ${shop}, r."giftCardId", r."lastCharacters", 'unknown', 'file', ${currency}, r.amount, ${now()}
      FROM jsonb_to_recordset(${JSON.stringify(slice)}::jsonb) AS r("giftCardId" text, "lastCharacters" text, amount numeric)
      ORDER BY r."giftCardId"
      ON CONFLICT (shop, "giftCardId") DO UPDATE SET source = 'file', initial = EXCLUDED.initial, currency = EXCLUDED.currency,
        "lastCharacters" = CASE WHEN c.erased THEN '' ELSE EXCLUDED."lastCharacters" END
      WHERE c.source <> 'shopify'`;
    await storeIssued(
      tx,
      shop,
      slice.map(({ giftCardId }) => giftCardId),
    );
  }
}
