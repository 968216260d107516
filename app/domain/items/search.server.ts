import { Prisma } from "#app/db/generated/client.ts";

/** The beginning of a number, a SKU or a title. Each has an index; together they name the rows, so that nothing else is read. */
export function meaning(shop: string, typed: string | null): Prisma.Sql {
  const text = typed?.trim().slice(0, 100).toLowerCase() ?? "";
  if (text === "") return Prisma.empty;
  const like = `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return Prisma.sql`AND c.id IN (
    SELECT id FROM "ItemSync" WHERE shop = ${shop} AND lower(number) LIKE ${like}
    UNION SELECT id FROM "ItemSync" WHERE shop = ${shop} AND lower(sku) LIKE ${like}
    UNION SELECT id FROM "ItemSync" WHERE shop = ${shop} AND lower(title) LIKE ${like})`;
}
