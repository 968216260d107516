import { closeDatabase } from "#app/db/client.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { fill, LISTS } from "#tests/setup/many-records.ts";
import { pagesTouched } from "#tests/setup/pages-touched.ts";

/** Pages that each list touches in a shop of few records and in one of many. */
export interface ListsInput {
  few: number;
  many: number;
}
export interface ListFound {
  list: string;
  address: string;
  few: number;
  many: number;
}

const counts = JSON.parse(process.argv[2] ?? "{}") as ListsInput;
const shops = { few: "few.myshopify.com", many: "many.myshopify.com" };
// The rows have nothing in them that a listing would say.
logger.level = "silent";
await fill({ [shops.few]: counts.few, [shops.many]: counts.many });
const pagesOf = async (work: () => Promise<unknown>): Promise<number> =>
  (await pagesTouched(work)).reduce((sum, { pages }) => sum + pages, 0);
const found: ListFound[] = [];
for (const [list, asked] of Object.entries(LISTS))
  for (const [address, ask] of asked)
    found.push({
      list,
      address,
      few: await pagesOf(() => ask(shops.few)),
      many: await pagesOf(() => ask(shops.many)),
    });
await closeDatabase();
process.send?.(found);
