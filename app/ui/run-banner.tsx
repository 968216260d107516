import { useFetcher } from "@remix-run/react";
import { BlockStack, Box, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { DOCUMENT_RUNS, isLive } from "#app/domain/runs/states.ts";
import { useProblemText } from "./problem-text.ts";
import { RunResult } from "./run-result.tsx";
import { useFormat } from "./shop-context.tsx";
import { progressOf, type RunView } from "#app/domain/runs/run-progress.ts";
import { paths } from "#app/lib/paths.ts";

const POLL_MS = 2_000;
/** Runs that read the ERP, not Shopify. */
const POSTED = ["shipments", "invoices"];

const live = (runs: RunView[]) => runs.filter(({ state }) => isLive(state));

/** The runs, wherever one is: progress while they run, then their result until it is read. `onEnd` is told when the last one ended. */
export function RunBanner({ first, onEnd }: { first: RunView[]; onEnd: () => void }) {
  // What was asked about earlier runs says nothing about new ones.
  const key = live(first)
    .map(({ id }) => id)
    .join();
  return <Runs key={key} first={first} onEnd={onEnd} />;
}

/** Lives in the layout and asks again every two seconds while something runs, so it survives a reload. */
function Runs({ first, onEnd }: { first: RunView[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const poll = useFetcher<{ runs: RunView[] }>();
  const active = live(first).length > 0;
  const runs = active ? (poll.data?.runs ?? first) : first;
  const ended = active && poll.data !== undefined && live(poll.data.runs).length === 0;
  const { load } = poll;
  useEffect(() => {
    if (!active || ended) return;
    const timer = setInterval(() => {
      load(paths.runs);
    }, POLL_MS);
    return () => {
      clearInterval(timer);
    };
  }, [active, ended, load]);
  useEffect(() => {
    if (ended) onEnd();
  }, [ended, onEnd]);
  if (runs.length === 0) return null;
  return (
    <Box paddingInline={{ xs: "400", md: "600" }} paddingBlockStart="400">
      <section aria-label={t("runs.title")}>
        <BlockStack gap="300">
          {runs.map((run) =>
            isLive(run.state) ? (
              <RunCard key={run.id} run={run} />
            ) : (
              <RunResult key={run.id} run={run} />
            ),
          )}
        </BlockStack>
      </section>
    </Box>
  );
}

function RunCard({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const problemText = useProblemText();
  const change = useFetcher();
  const progress = progressOf(run);
  const act = (intent: string) => {
    void change.submit(
      { intent, id: run.id },
      { method: "post", action: paths.runs, encType: "application/json" },
    );
  };
  const counts =
    run.total === 0
      ? t(POSTED.includes(run.kind) ? "runs.lookingPosted" : "runs.looking")
      : t("runs.counts", {
          done: format.count(run.done),
          total: format.count(run.total),
          failed: format.count(run.failed),
        });
  const busy = change.state !== "idle";
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {known("runs.kind", run.kind, run.kind)}: {known("runs.state", run.state, run.state)}
          </Text>
          <InlineStack gap="200">
            {run.state === "running" && !DOCUMENT_RUNS.includes(run.kind) ? (
              <Button
                onClick={() => {
                  act("pause");
                }}
                disabled={busy}
              >
                {t("runs.pause")}
              </Button>
            ) : null}
            {run.state === "paused" ? (
              <Button
                onClick={() => {
                  act("resume");
                }}
                disabled={busy}
              >
                {t("runs.resume")}
              </Button>
            ) : null}
            {run.state === "running" || run.state === "paused" ? (
              <Button
                onClick={() => {
                  act("cancel");
                }}
                disabled={busy}
              >
                {t("runs.cancel")}
              </Button>
            ) : null}
          </InlineStack>
        </InlineStack>
        {progress === undefined ? null : (
          <ProgressBar progress={progress} size="small" ariaLabelledBy={`run-${run.id}`} />
        )}
        <div id={`run-${run.id}`} role="status" aria-live="polite">
          <Text as="p" tone="subdued">
            {[
              counts,
              run.problem ? problemText(run.problem.kind, run.problem.params).title : "",
              run.perMinute === null ? "" : t("runs.rate", { count: run.perMinute }),
            ]
              .filter((part) => part !== "")
              .join(format.between)}
          </Text>
        </div>
      </BlockStack>
    </Card>
  );
}
