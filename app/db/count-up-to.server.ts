import { MOST_COUNTED } from "#app/lib/counted.ts";
import { db } from "./client.server.ts";
import { Prisma } from "./generated/client.ts";

/**
 * How many rows each of these finds, all in one statement: `FROM … WHERE …` by name. Beyond MOST_COUNTED the answer is one more than
 * that, so that a count costs the same however many rows there are.
 */
export async function countEach<Name extends string>(
  found: Record<Name, Prisma.Sql>,
): Promise<Record<Name, number>> {
  const names = Object.keys(found) as Name[];
  const each = names.map(
    (name) =>
      Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 ${found[name]} LIMIT ${MOST_COUNTED + 1}::int) counted)`,
  );
  const [row] = await db.$queryRaw<{ counts: number[] }[]>`
    SELECT ARRAY[${Prisma.join(each)}] AS counts`;
  return Object.fromEntries(names.map((name, index) => [name, row?.counts[index] ?? 0])) as Record<
    Name,
    number
  >;
}

export async function countUpTo(found: Prisma.Sql): Promise<number> {
  return (await countEach({ found })).found;
}
