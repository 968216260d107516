import { RunId } from "#app/lib/ids.ts";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { cancelRun, markRunRead, pauseRun } from "#app/domain/runs/control.server.ts";
import { resumeRun } from "#app/domain/schedules/resume-run.server.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { liveRuns } from "#app/domain/runs/live-runs.server.ts";

/** Asked every two seconds by the banner while something runs. */
export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, actor }) => ({ runs: await liveRuns(shop, actor) }));
}

const body = z.object({ intent: z.enum(["pause", "resume", "cancel", "read"]), id: RunId });

/** A run that ended meanwhile is left as it is: the banner shows what became of it. */
export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }) => {
    const { intent, id } = await readJson(request, body);
    const change = { pause: pauseRun, resume: resumeRun, cancel: cancelRun, read: markRunRead }[
      intent
    ];
    return { changed: await change(shop, id), runs: await liveRuns(shop, actor) };
  });
}
