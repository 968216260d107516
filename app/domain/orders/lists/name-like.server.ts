import { Prisma } from "#app/db/generated/client.ts";
import { nameForms, numberTyped } from "#app/domain/order-filter/order-names.ts";
import { searchText } from "#app/lib/search-text.ts";

/** Names that begin like the typed one, whatever the case, with "#" or without; a bare number finds its order whatever the shop puts around it. */
export function nameLike(typed: string, number: Prisma.Sql): Prisma.Sql {
  const begins = nameForms(typed.slice(0, 255)).map(
    (form) => Prisma.sql`lower(t."name") LIKE lower(${`${searchText(form)}%`})`,
  );
  const meant = numberTyped(typed);
  return Prisma.join(
    [...begins, ...(meant === null ? [] : [Prisma.sql`${number} = ${meant}`])],
    " OR ",
  );
}
