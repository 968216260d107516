import type { LoaderFunctionArgs } from "@remix-run/node";
import { liveRuns } from "../app/standing.server.ts";
import { visit } from "../app/visit.server.ts";

/** Asked every two seconds by the banner while something runs. */
export function loader(args: LoaderFunctionArgs) {
  return visit(args, async ({ shop }) => ({ runs: await liveRuns(shop) }));
}
