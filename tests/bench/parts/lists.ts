import type { Ground } from "../ground.ts";
import { inScene } from "../ground.ts";
import type { ListFound, ListsInput } from "../measures/lists.ts";
import type { Row } from "../table.ts";
import { atMost, told } from "../table.ts";

const MOST_TIMES = 1.5;
/** The names on a page are looked up one by one, where a small table is read as a whole: three pages for each of fifty rows. */
const SLACK = 150;
const SHOWN = 5;

export async function measureLists(ground: Ground, input: ListsInput): Promise<Row[]> {
  const found = await inScene<ListFound[]>(ground, "lists", input);
  const times = ({ few, many }: ListFound): number => Math.max(0, many - SLACK) / few;
  const worst = [...found].sort((a, b) => times(b) - times(a));
  return [
    atMost(
      `lists, tabs and searches over ${MOST_TIMES} times the pages, ${input.many} records against ${input.few}`,
      found.filter((one) => times(one) > MOST_TIMES).length,
      0,
      `of ${found.length}; ${SLACK} pages are let pass, for names that a page of a list looks up`,
      0,
    ),
    ...worst
      .slice(0, SHOWN)
      .map((one) =>
        told(
          `  ${one.list} ${one.address.startsWith("after=") ? "last page" : one.address}`,
          times(one),
          `${one.many} pages, ${one.few} of the small shop`,
        ),
      ),
  ];
}
