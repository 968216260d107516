import { z } from "zod";

const MOST = 1_000;

/**
 * Rows that a person chose in a list: those with these ids, or everything that the list's address
 * (its search parameters) finds.
 */
export const chosenSchema = z.union([
  z.object({ ids: z.array(z.string().min(1).max(300)).min(1).max(MOST) }),
  z.object({ all: z.string().max(4_000) }),
]);
export type Chosen = z.infer<typeof chosenSchema>;

/** The ids of what was chosen; `find` looks them up for a list's address. */
export const idsOf = async (
  chosen: Chosen,
  find: (params: URLSearchParams) => Promise<string[]>,
): Promise<string[]> =>
  "ids" in chosen ? [...new Set(chosen.ids)] : find(new URLSearchParams(chosen.all));
