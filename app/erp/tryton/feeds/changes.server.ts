import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { Wire } from "../rpc/codec.ts";
import { instant } from "../rpc/codec.ts";
import { id, instantOrNull, instantText } from "../rpc/shapes.ts";
import type { UserContext } from "../rpc/endpoint.ts";
import type { Position } from "./cursor.ts";
import { isAfter } from "./cursor.ts";

/** Records of one kind whose changes a feed reports. */
export interface Source {
  model: string;
  domain: Wire[];
  /**
   * Only changes count: the state such a record is in says that there was one, or its creation is
   * reported otherwise.
   */
  changesOnly?: boolean;
}

/** One changed record: of which of the feed's sources, and where it stands in the feed. */
export interface Change {
  source: number;
  id: number;
  position: Position;
}

const row = z.object({
  id,
  create_date: instantText.optional(),
  write_date: instantOrNull.optional(),
});

/**
 * The next changes after a position over all sources of a feed, in the order (changed, id), at most
 * `take`. Tryton leaves the change date
 * empty until the first change, so created and changed records are asked for apart; both answers are short.
 */
export async function changesAfter(
  tryton: Tryton,
  sources: readonly Source[],
  { from, take, context }: { from: Position; take: number; context: UserContext },
  options: CallOptions,
): Promise<Change[]> {
  const found: Change[] = [];
  for (const [index, source] of sources.entries()) {
    for (const stamp of source.changesOnly
      ? (["write_date"] as const)
      : (["write_date", "create_date"] as const)) {
      const rows = await tryton.search(
        {
          model: source.model,
          fields: [stamp],
          order: [
            [stamp, "ASC"],
            ["id", "ASC"],
          ],
          limit: take,
          context,
          domain: [
            ...source.domain,
            ...(stamp === "create_date" ? [["write_date", "=", null]] : []),
            after(stamp, from, index, sources.length),
          ],
        },
        row,
        options,
      );
      found.push(
        ...rows.flatMap((entry) => {
          const at = entry[stamp];
          return at
            ? [
                {
                  source: index,
                  id: entry.id,
                  position: { at, rank: rankOf(entry.id, index, sources.length) },
                },
              ]
            : [];
        }),
      );
    }
  }
  return found.sort((a, b) => (isAfter(a.position, b.position) ? 1 : -1)).slice(0, take);
}

/** One order over the ids of all sources of a feed. */
const rankOf = (recordId: number, source: number, sources: number): number =>
  recordId * sources + source;

function after(stamp: string, from: Position, source: number, sources: number): Wire {
  const at = instant(from.at);
  return [
    "OR",
    [stamp, ">", at],
    [
      [stamp, "=", at],
      ["id", ">", Math.floor((from.rank - source) / sources)],
    ],
  ];
}
