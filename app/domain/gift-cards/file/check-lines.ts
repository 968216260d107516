import type { GiftCardId } from "#app/lib/ids.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";

interface FileLine {
  line: number;
  cells: string[];
}

/** An older card as a line of the file names it. */
export interface FileCard {
  line: number;
  /** Shopify gift card gid. */
  giftCardId: GiftCardId;
  lastCharacters: string;
  amount: Decimal;
}

/** What is wrong with a line; one sentence each in `giftCards.file.line`. */
export type LineFault =
  | "formula"
  | "giftCardId"
  | "lastCharacters"
  | "code"
  | "amount"
  | "decimals"
  | "notPositive"
  | "columns"
  | "twice"
  | "otherCharacters";

export interface LineError {
  line: number;
  fault: LineFault;
}

export const FILE_COLUMNS = ["giftCardId", "lastCharacters", "amount"] as const;
type FileColumn = (typeof FILE_COLUMNS)[number];

// cspell:disable
/** Whatever their case, spaces and signs; the app's own export and what it calls the columns in each of its languages are understood. */
const HEADINGS: Record<FileColumn, readonly string[]> = {
  giftCardId: ["ID", "Card ID", "Gift card ID", "Geschenkkarten-ID"],
  lastCharacters: [
    "Last characters",
    "Last 4",
    "Last 4 characters",
    "Letzte Zeichen",
    "Derniers caractères",
    "Últimos caracteres",
    "Laatste tekens",
    "الأحرف الأخيرة",
  ],
  amount: [
    "Amount",
    "Initial value",
    "Betrag",
    "Anfangswert",
    "Montant",
    "Importe",
    "Bedrag",
    "المبلغ",
  ],
};
// cspell:enable
const plain = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

export interface CheckedFile {
  cards: FileCard[];
  errors: LineError[];
}

/** Each line as a card or with what is wrong with it; the first line is the heading. Refused: the columns that it lacks. */
export function checkLines(
  lines: readonly FileLine[],
  currency: string,
): Result<CheckedFile, { missing: FileColumn[] }> {
  const [heading, ...rest] = lines;
  const at = columnsOf(heading?.cells ?? []);
  const missing = FILE_COLUMNS.filter((column) => at[column] === -1);
  if (missing.length > 0) return err({ missing });
  const cards: FileCard[] = [];
  const errors: LineError[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of rest) {
    const fault = (found: LineFault) => errors.push({ line, fault: found });
    if (cells.length !== heading?.cells.length) fault("columns");
    else {
      const card = cardOf(
        {
          giftCardId: cells[at.giftCardId] ?? "",
          lastCharacters: cells[at.lastCharacters] ?? "",
          amount: cells[at.amount] ?? "",
        },
        currency,
      );
      if (typeof card === "string") fault(card);
      else if (seen.has(card.giftCardId)) fault("twice");
      else {
        seen.add(card.giftCardId);
        cards.push({ line, ...card });
      }
    }
  }
  return ok({ cards, errors });
}

function columnsOf(heading: readonly string[]): Record<FileColumn, number> {
  const place = (column: FileColumn): number => {
    const names = HEADINGS[column].map(plain);
    return heading.findIndex((cell) => names.includes(plain(cell)));
  };
  return {
    giftCardId: place("giftCardId"),
    lastCharacters: place("lastCharacters"),
    amount: place("amount"),
  };
}

/** What a spreadsheet would calculate. */
const FORMULA = /^[=+\-@＝＋－＠]/;

function cardOf(
  cells: Record<FileColumn, string>,
  currency: string,
): Omit<FileCard, "line"> | LineFault {
  const { giftCardId, lastCharacters, amount } = cells;
  if (/^[-－]\s*\d/.test(amount)) return "notPositive";
  if ([giftCardId, lastCharacters, amount].some((cell) => FORMULA.test(cell))) return "formula";
  const [, id] = /^(?:gid:\/\/shopify\/GiftCard\/)?([1-9]\d{0,18})$/.exec(giftCardId) ?? [];
  if (id === undefined) return "giftCardId";
  // A whole code is as good as money: it is not taken in, not even in part.
  if (/^[\p{L}\p{N}\s-]{5,}$/u.test(lastCharacters)) return "code";
  if (!/^[a-z0-9]{1,4}$/i.test(lastCharacters)) return "lastCharacters";
  const value = /^\d{1,12}(?:[.,]\d{1,6})?$/.test(amount)
    ? decimal.parseDecimal(amount.replace(",", "."))
    : undefined;
  if (value === undefined) return "amount";
  if ((value.split(".")[1]?.length ?? 0) > exponent(currency)) return "decimals";
  if (decimal.isZero(value)) return "notPositive";
  return {
    giftCardId: `gid://shopify/GiftCard/${id}`,
    lastCharacters: lastCharacters.toLowerCase(),
    amount: value,
  };
}
