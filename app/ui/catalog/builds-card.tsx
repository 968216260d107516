import { useTranslation } from "#app/i18n/use-translation.ts";
import type { BuildRow } from "#app/domain/catalog/views/catalog-screen.server.ts";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import { TableCard } from "../table-card.tsx";
import { useFailure } from "./build-banner.tsx";

/** The last builds, the newest first. */
export function BuildsCard({ builds }: { builds: BuildRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failure = useFailure();
  return (
    <TableCard
      title={t("catalog.builds")}
      none={t("catalog.none")}
      rows={builds}
      keyOf={({ id }) => id}
      columns={[
        { title: t("catalog.column.started"), cell: ({ startedAt }) => format.time(startedAt) },
        {
          title: t("common.state"),
          cell: ({ state }) => <StateBadge group="catalog" value={state} />,
        },
        {
          title: t("catalog.column.ended"),
          cell: (build) =>
            build.state === "failed"
              ? failure(build)
              : build.endedAt === null
                ? "–"
                : format.time(build.endedAt),
        },
        {
          title: t("catalog.variants"),
          number: true,
          cell: ({ state, variants }) => (state === "done" ? format.count(variants) : "–"),
        },
      ]}
    />
  );
}
