import type { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { companyOf } from "../company.server.ts";
import type { BcScope } from "../scope.server.ts";
import type { Position } from "./cursor.ts";
import { unseen } from "./cursor.ts";

interface Source {
  set: string;
  select?: string;
  expand?: string;
}

/** The next changed records of a set from a position on, at most `limit`, and whether there are more. */
export async function changesAfter<Row extends { id: string; lastModifiedDateTime: string }>(
  scope: BcScope,
  { set, select, expand }: Source,
  { from, limit, shape }: { from: Position; limit: number; shape: z.ZodType<Row> },
  options: CallOptions,
): Promise<{ changes: { id: string; at: string; row: Row }[]; more: boolean }> {
  const { path } = await companyOf(scope, options);
  const page = await scope.api.page(
    {
      path: `${path}/${set}`,
      filter: `lastModifiedDateTime ge ${from.at}`,
      orderBy: "lastModifiedDateTime,id",
      // What was given of the same moment comes again.
      pageSize: limit + from.seen.length + 1,
      ...(select === undefined ? {} : { select }),
      ...(expand === undefined ? {} : { expand }),
    },
    shape,
    options,
  );
  const rows = page.rows.map((row) => ({ id: row.id, at: row.lastModifiedDateTime, row }));
  const open = unseen(rows, from);
  return { changes: open.slice(0, limit), more: page.more || open.length > limit };
}
