import { randomUUID } from "node:crypto";
import type { Api, EntitySet } from "../api/schema.ts";
import { apiOf } from "../api/schema.ts";
import type { Row } from "../api/value.ts";
import { noSuchSet } from "../api/refusal.ts";

/** What an administrator has set up, as far as the API does not show it. */
export interface SetUp {
  localCurrency: string;
  /** Decimals of amounts, by currency. */
  decimals: Record<string, number>;
  /** Currencies without one cannot be used on a document. */
  exchangeRates: Set<string>;
  /** VAT in percent: by the customer's group, then by the group of the line. */
  vat: Record<string, Record<string, string>>;
  manualNumbers: { customers: boolean; items: boolean };
  numberSeries: { orders: boolean };
  /** Amounts of posted invoices are rounded to this; at posting only. */
  invoiceRounding?: { precision: string; account: string };
  /** An extension answers the approval event with no: posting does nothing, and says it is done. */
  postingDoesNothing: boolean;
  /** Orders that wait for an approval. */
  reviewed: Set<string>;
  /** Lines that Business Central adds to each new document of a customer, by customer number. */
  recurringLines: Record<string, { account: string; description: string; unitPrice: string }[]>;
  /** Entity sets the app's permission sets do not let it read. */
  unreadable: Set<string>;
}

/** The books of one company, in memory. Names that begin with $ are what the API does not show. */
export class Books {
  readonly api: Api;
  readonly company: Row;
  /** Lines of a document, drafts and posted ones alike, by its id. */
  readonly lines = new Map<string, Row[]>();
  private sets = new Map<string, Row[]>();
  private counters = new Map<string, number>();
  private lastStamp = 0;

  constructor(
    readonly setUp: SetUp,
    readonly version: number,
    name: string,
  ) {
    this.api = apiOf(version);
    this.company = { id: randomUUID(), name, displayName: name };
    this.sets.set("companies", [this.company]);
  }

  set(name: string): EntitySet {
    const found = this.api.get(name);
    if (!found) throw noSuchSet(name);
    return found;
  }

  rows(name: string): Row[] {
    const found = this.sets.get(name) ?? [];
    this.sets.set(name, found);
    return found;
  }

  find(name: string, field: string, value: unknown): Row | undefined {
    return this.rows(name).find((row) => row[field] === value);
  }

  linesOf(document: Row): Row[] {
    const found = this.lines.get(String(document.id)) ?? [];
    this.lines.set(String(document.id), found);
    return found;
  }

  add(name: string, row: Row): Row {
    const added: Row = { id: randomUUID(), ...row };
    this.touch(added);
    this.rows(name).push(added);
    return added;
  }

  remove(name: string, row: Row): void {
    this.sets.set(
      name,
      this.rows(name).filter((other) => other !== row),
    );
  }

  /** A change: a new etag, and a later stamp in steps of SQL Server's clock. */
  touch(row: Row): void {
    row.$version = Number(row.$version ?? 0) + 1;
    this.lastStamp = Math.max(Date.now(), this.lastStamp + 4);
    row.lastModifiedDateTime = new Date(this.lastStamp).toISOString();
  }

  next(series: string, prefix: string, first = 1001): string {
    const count = this.counters.get(series) ?? first;
    this.counters.set(series, count + 1);
    return `${prefix}${count}`;
  }

  /** Everything as it is now; calling what it returns brings it back. */
  remember(): () => void {
    const [sets, lines, counters] = [
      structuredClone(this.sets),
      structuredClone([...this.lines]),
      new Map(this.counters),
    ];
    return () => {
      this.sets = sets;
      this.lines.clear();
      for (const [id, rows] of lines) this.lines.set(id, rows);
      this.counters = counters;
    };
  }
}

export const etagOf = (row: Row): string =>
  `W/"${Buffer.from(`${String(row.id)};${String(row.$version ?? 0)};`).toString("base64")}"`;
