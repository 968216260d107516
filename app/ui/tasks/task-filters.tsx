import { ChoiceList } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ListFilters } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { useProblemText } from "../problem-text.ts";
import type { TaskGroup } from "./cause-groups.tsx";
import { TASK_KINDS } from "./kinds.ts";

const TABS = ["all", "attention", "open", "done", "skipped"] as const;

interface Props {
  counts: Record<(typeof TABS)[number], number>;
  groups: TaskGroup[];
  loading: boolean;
}

/** A filter by one of several values. */
interface Choice {
  key: string;
  title: string;
  values: readonly string[];
  label: (value: string) => string;
  selected: string | null;
}

/** Views, order search, and filters by kind and cause; one task or one order that a link pointed to can be let go of again. */
export function TaskFilters({ counts, groups, loading }: Props) {
  const { t } = useTranslation();
  const known = useKnownText();
  const problemText = useProblemText();
  const list = useListParams();
  const [kind, cause] = [list.params.get("kind"), list.params.get("cause")];
  const kindLabel = (value: string) => known("tasks.kind", value, value);
  const causeLabel = (value: string) => {
    const group = groups.find((one) => one.cause === value);
    return group ? problemText(group.problemKind, group.params).title : value;
  };
  const choice = ({ key, title, values, label, selected }: Choice) => ({
    key,
    label: title,
    shortcut: true,
    filter: (
      <ChoiceList
        title={title}
        titleHidden
        choices={values.map((value) => ({ value, label: label(value) }))}
        selected={selected ? [selected] : []}
        onChange={([value]) => {
          list.change({ [key]: value ?? null, task: null });
        }}
      />
    ),
  });
  const given = (["task", "order"] as const).filter((key) => list.params.has(key));
  return (
    <ListFilters
      param="state"
      tabs={[
        ...TABS.map((id) => ({ id, label: t(`tasks.tab.${id}`), count: counts[id] })),
        { id: "causes", label: t("tasks.tab.causes"), count: groups.length },
      ]}
      placeholder={t("tasks.search")}
      loading={loading}
      filters={[
        choice({
          key: "kind",
          title: t("tasks.kindFilter"),
          values: TASK_KINDS,
          label: kindLabel,
          selected: kind,
        }),
        ...(groups.length > 0
          ? [
              choice({
                key: "cause",
                title: t("tasks.causeFilter"),
                values: groups.map((group) => group.cause),
                label: causeLabel,
                selected: cause,
              }),
            ]
          : []),
      ]}
      appliedFilters={[
        ...(kind
          ? [
              {
                key: "kind",
                label: kindLabel(kind),
                onRemove: () => {
                  list.change({ kind: null });
                },
              },
            ]
          : []),
        ...(cause
          ? [
              {
                key: "cause",
                label: causeLabel(cause),
                onRemove: () => {
                  list.change({ cause: null });
                },
              },
            ]
          : []),
        ...given.map((key) => ({
          key,
          label: t(`tasks.only.${key}`),
          onRemove: () => {
            list.change({ [key]: null });
          },
        })),
      ]}
      onClearAll={() => {
        list.change({ kind: null, cause: null, task: null, order: null });
      }}
    />
  );
}
