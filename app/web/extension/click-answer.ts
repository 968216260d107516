import type { getRun } from "#app/domain/runs/control.server.ts";
import { reasonOf } from "#app/domain/problems/problem-view.ts";
import { isLive } from "#app/domain/runs/states.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import type { ClickAnswer } from "./answers.ts";
import type { Speaker } from "./speaker.ts";

type Run = NonNullable<Awaited<ReturnType<typeof getRun>>>;

/** How far the run is that a click began, and what it came to. */
export function runAnswer(run: Run, { t, known, problem, link, decimal }: Speaker): ClickAnswer {
  const { done, failed, total, unchanged: earlier } = run;
  const ended = !isLive(run.state);
  const why = reasonOf(run.problem);
  const counts = {
    done: decimal(String(done)),
    failed: decimal(String(failed)),
    total: decimal(String(total)),
  };
  const reason = why ? problem(why.kind, why.params) : null;
  return {
    ended,
    tone: !ended ? "info" : run.state === "done" && failed === 0 ? "success" : "warning",
    title: ended
      ? t("runs.result.title", {
          run: t("runs.kind.createDocuments"),
          state: known("runs.state", run.state, run.state),
        })
      : t("orders.done.create", { count: total }),
    notes: [
      ended || done + failed > 0 ? t("runs.result.createDocuments", counts) : "",
      earlier > 0 ? t("runs.result.earlier", { count: earlier }) : "",
      reason ? `${reason.title}. ${reason.action}` : "",
    ].filter(Boolean),
    done: done + failed,
    total,
    link: ended
      ? failed > 0
        ? link(t("runs.result.errorsTo"), withQuery(paths.orders, { view: "errors" }))
        : link(t("runs.result.to.orders"), withQuery(paths.orders, { view: "processed" }))
      : null,
  };
}

/** Nothing was begun: every order chosen has its document, or is about to. */
export const nothingToDo = (already: number, { t, link }: Speaker): ClickAnswer => ({
  ended: true,
  tone: "info",
  title: t("orders.done.already", { count: already }),
  notes: [],
  done: already,
  total: already,
  link: link(t("runs.result.to.orders"), withQuery(paths.orders, { view: "processed" })),
});
