import { beforeAll, expect, it } from "vitest";
import { fill, LISTS } from "#tests/setup/many-records.ts";
import { pagesTouched } from "#tests/setup/pages-touched.ts";

// Every list of a shop with many records against one with a twentieth of them: what is open in both is the same, as it is in a shop that works.
const FEW = 1_000;
const MANY = 20_000;
/** How many more pages the lists of the large shop may touch. */
const MOST = 1.5;
/** The names on a page are looked up one by one, where a small table is read as a whole: three pages for each of fifty rows. */
const SLACK = 150;

const shops = { few: "few.myshopify.com", many: "many.myshopify.com" };
beforeAll(async () => {
  await fill({ [shops.few]: FEW, [shops.many]: MANY });
}, 300_000);

const pagesOf = async (work: () => Promise<unknown>): Promise<number> =>
  (await pagesTouched(work)).reduce((sum, { pages }) => sum + pages, 0);

it.each(
  Object.entries(LISTS).flatMap(([list, asked]) =>
    asked.map(([address, ask]) => ({ list, address, ask })),
  ),
)("$list $address", async ({ ask }) => {
  const few = await pagesOf(() => ask(shops.few));
  expect(await pagesOf(() => ask(shops.many))).toBeLessThanOrEqual(MOST * few + SLACK);
});
