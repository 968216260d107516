import { refusal, refusedAs } from "#app/erp/refusals.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Endpoint } from "./endpoint.ts";
import { callAddress } from "./endpoint.ts";

/** What a piece of writing has to know before it begins. */
export interface Ahead<W, F> {
  /** Pieces of one group that wait at the same time are asked for in one go. */
  group: string;
  wanted: W;
  /** Answers in the order of what is wanted. */
  read(wanted: W[]): Promise<F[]>;
}

export interface Piece<W, F, T> {
  /** Names what is written. What is known about it is read again once another piece has written about it. */
  about: string;
  ahead: Ahead<W, F>;
  work(facts: F): Promise<T>;
}

interface Waiting {
  about: string;
  ahead: Ahead<unknown, unknown>;
  /** Read in the turn of an earlier piece. */
  known?: { inTurn: number; facts: unknown };
  begin(): void;
}

/** Those who write to one database, one after the other. */
interface Line {
  /** Counts the pieces that have begun. */
  turn: number;
  waiting: Waiting[];
  /** In which turn a thing was last written. */
  written: Map<string, number>;
}

const lines = new Map<string, Line>();

/**
 * One piece of writing at a time per database in this process, in the order in which they were
 * asked for: looking up and creating belong
 * together, and Tryton on SQLite gives two creations at once the same number. Other processes are
 * kept apart by the app's lanes. What a
 * piece has to know is read when its turn comes, and in the same calls for those that wait behind
 * it. Must not be nested.
 */
export async function inTurn<W, F, T>(
  endpoint: Endpoint,
  piece: Piece<W, F, T>,
  options: CallOptions,
): Promise<T> {
  const name = callAddress(endpoint);
  const me: Waiting = { about: piece.about, ahead: piece.ahead, begin: () => undefined };
  let line = lines.get(name);
  if (line) {
    const { waiting } = line;
    await new Promise<void>((resolve) => {
      me.begin = resolve;
      waiting.push(me);
    });
  } else {
    line = { turn: 0, waiting: [], written: new Map() };
    lines.set(name, line);
  }
  line.turn += 1;
  try {
    if (options.signal?.aborted) throw refusedAs("unavailable", refusal("tryton.stopped"));
    const facts = await factsOf(line, me);
    line.written.set(me.about, line.turn);
    return await piece.work(facts as F);
  } finally {
    const next = line.waiting.shift();
    if (next) next.begin();
    else lines.delete(name);
  }
}

async function factsOf({ turn, waiting, written }: Line, me: Waiting): Promise<unknown> {
  if (me.known && (written.get(me.about) ?? 0) < me.known.inTurn) return me.known.facts;
  const { ahead: own } = me;
  const others = waiting.filter(({ ahead, known }) => ahead.group === own.group && !known);
  if (others.length > 0) {
    try {
      const [mine, ...theirs] = await own.read([
        own.wanted,
        ...others.map(({ ahead }) => ahead.wanted),
      ]);
      for (const [index, other] of others.entries())
        other.known = { inTurn: turn, facts: theirs[index] };
      return mine;
    } catch {
      // What another wants may be what cannot be asked: each then asks for itself.
    }
  }
  const [mine] = await own.read([own.wanted]);
  return mine;
}

/** For writing that has nothing to know first. */
export const NOTHING: Ahead<null, null> = {
  group: "",
  wanted: null,
  read: async (wanted) => wanted,
};
