import { Prisma } from "./generated/client.ts";
import { grows, type Place, type Sort, type Start } from "#app/lib/paging.ts";

/** For a list read with SQL: the condition of the rows beyond the start, and the order they are read in. `columns` are the sort's values in the query. */
export function pageSql<S extends Sort>(
  sort: S,
  start: Start<S>,
  columns: { [Name in keyof S]: Prisma.Sql },
): { beyond: Prisma.Sql; orderBy: Prisma.Sql; limit: Prisma.Sql } {
  const keys = Object.entries(sort).map(([name, key]) => ({
    name,
    column: columns[name] ?? Prisma.empty,
    grows: grows(key, start),
    cast: CASTS[key.kind],
  }));
  const { place } = start;
  const orderBy = Prisma.join(
    keys.map(
      (key) => Prisma.sql`${key.column} ${key.grows ? Prisma.raw("ASC") : Prisma.raw("DESC")}`,
    ),
  );
  return {
    beyond: place ? Prisma.sql`AND ${after(keys, place)}` : Prisma.empty,
    orderBy: Prisma.sql`ORDER BY ${orderBy}`,
    limit: Prisma.sql`LIMIT ${start.take}`,
  };
}

interface SqlKey {
  name: string;
  column: Prisma.Sql;
  grows: boolean;
  cast: Prisma.Sql | undefined;
}

/** What the driver sends as text. */
const CASTS: Partial<Record<Sort[string]["kind"], Prisma.Sql>> = {
  uuid: Prisma.raw("::uuid"),
  decimal: Prisma.raw("::numeric"),
};

function after(keys: readonly SqlKey[], place: Place<Sort>): Prisma.Sql {
  const value = ({ name, cast }: SqlKey): Prisma.Sql =>
    cast ? Prisma.sql`${place[name]}${cast}` : Prisma.sql`${place[name]}`;
  const sign = (key: SqlKey): Prisma.Sql => (key.grows ? Prisma.raw(">") : Prisma.raw("<"));
  const [first] = keys;
  // Values that all run one way are compared as a row: an index over them answers that directly.
  if (first && keys.every((key) => key.grows === first.grows))
    return Prisma.sql`(${Prisma.join(keys.map(({ column }) => column))}) ${sign(first)} (${Prisma.join(keys.map(value))})`;
  const either = keys.map((key, index) => {
    const equal = keys.slice(0, index).map((same) => Prisma.sql`${same.column} = ${value(same)}`);
    return Prisma.sql`(${Prisma.join([...equal, Prisma.sql`${key.column} ${sign(key)} ${value(key)}`], " AND ")})`;
  });
  return Prisma.sql`(${Prisma.join(either, " OR ")})`;
}
