import type { Page, PageRequest, Place, Sort } from "#app/lib/paging.ts";
import { mapPage, pageOf, pageQuery, startOf } from "#app/lib/paging.ts";
import { between, type LogEntry } from "./log-entry.ts";
import type { LogQuery } from "./log-query.server.ts";

/** What the query of every log has: the shop, the asked days, the page. */
type Frame<S extends Sort> = Omit<ReturnType<typeof pageQuery<S>>, "beyond"> & {
  /** Conditions that stand beside the log's own. */
  and: [{ shop: string }, ReturnType<typeof between>, ReturnType<typeof pageQuery<S>>["beyond"]];
};

/** How one log differs from the others. */
interface Differences<S extends Sort, Row extends Place<S>> {
  /** Latest first; its first column is the one that days are asked of. */
  sort: S;
  rows: (asked: LogQuery, frame: Frame<S>) => Promise<Row[]>;
  entry: (row: Row) => LogEntry;
}

export type Log = (shop: string, asked: LogQuery, request: PageRequest) => Promise<Page<LogEntry>>;

export const log =
  <S extends Sort, Row extends Place<S>>({ sort, rows, entry }: Differences<S, Row>): Log =>
  async (shop, asked, request) => {
    const start = startOf(sort, request);
    const { beyond, ...page } = pageQuery(sort, start);
    const [day = ""] = Object.keys(sort);
    const read = await rows(asked, { and: [{ shop }, between(day, asked), beyond], ...page });
    return mapPage(pageOf(sort, start, read), entry);
  };
