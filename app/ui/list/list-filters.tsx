import {
  IndexFilters,
  Text,
  useSetIndexFiltersMode,
  IndexFiltersMode,
  type IndexFiltersProps,
} from "@shopify/polaris";
import { useFormat } from "../shop-context.tsx";
import { useListParams } from "./list-params.ts";

export interface ListTab {
  id: string;
  label: string;
  count?: number;
}

/** What a list can be sorted by, with what its two directions are called. */
export interface ListSort {
  /** The order that needs no word in the address. */
  usual: `${string} ${"asc" | "desc"}`;
  by: { by: string; label: string; up: string; down: string }[];
}

interface Props {
  tabs: ListTab[];
  /** Search parameter that names the tab; the first tab is the default. */
  param: string;
  /** Views that people saved, as tabs behind the list's own. */
  saved?: { id: string; name: string; address: string }[];
  sort?: ListSort;
  placeholder: string;
  loading: boolean;
  filters?: IndexFiltersProps["filters"];
  appliedFilters?: NonNullable<IndexFiltersProps["appliedFilters"]>;
  onClearAll?: () => void;
}

/** The views of a list as tabs, its search and its filters; all of it lives in the address. */
export function ListFilters({
  tabs,
  param,
  saved = [],
  sort,
  placeholder,
  loading,
  filters = [],
  appliedFilters = [],
  onClearAll,
}: Props) {
  const { params, typed, change, show, search } = useListParams();
  const format = useFormat();
  const { mode, setMode } = useSetIndexFiltersMode(
    typed || appliedFilters.length > 0 ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const savedAt = saved.findIndex(({ id }) => id === params.get("saved"));
  const ownAt = tabs.findIndex((tab) => tab.id === params.get(param));
  const select = (index: number) => {
    const view = saved[index - tabs.length];
    const own = index === 0 ? null : (tabs[index]?.id ?? null);
    if (view) show(`${view.address}&saved=${view.id}`);
    else if (savedAt >= 0)
      show(own === null ? "" : new URLSearchParams({ [param]: own }).toString());
    else change({ [param]: own });
  };
  return (
    <IndexFilters
      tabs={[
        ...tabs.map((tab) => ({
          id: tab.id,
          content:
            tab.count === undefined ? tab.label : `${tab.label} (${format.counted(tab.count)})`,
          isLocked: true,
        })),
        ...saved.map(({ id, name }) => ({ id, content: name, isLocked: true })),
      ]}
      selected={savedAt >= 0 ? tabs.length + savedAt : Math.max(0, ownAt)}
      onSelect={select}
      {...(sort ? sorting(sort, params.get("sort"), change) : {})}
      canCreateNewView={false}
      mode={mode}
      setMode={setMode}
      queryValue={typed}
      queryPlaceholder={placeholder}
      onQueryChange={search}
      onQueryClear={() => {
        search("");
      }}
      cancelAction={{
        onAction: () => {
          search("");
          onClearAll?.();
        },
      }}
      // Polaris shows what is applied only beside a filter of the same key; some come from a link alone.
      filters={[
        ...filters,
        ...appliedFilters
          .filter(({ key }) => !filters.some((filter) => filter.key === key))
          .map(({ key, label }) => ({
            key,
            label,
            hidden: true,
            filter: <Text as="p">{label}</Text>,
          })),
      ]}
      appliedFilters={appliedFilters}
      onClearAll={() => {
        onClearAll?.();
      }}
      loading={loading}
      hideFilters={filters.length + appliedFilters.length === 0}
    />
  );
}

const sorting = (
  { usual, by }: ListSort,
  now: string | null,
  change: (changes: Record<string, string | null>) => void,
): Pick<IndexFiltersProps, "sortOptions" | "sortSelected" | "onSort"> => ({
  sortOptions: by.flatMap((one) => [
    { label: one.label, value: `${one.by} asc` as const, directionLabel: one.up },
    { label: one.label, value: `${one.by} desc` as const, directionLabel: one.down },
  ]),
  sortSelected: [now ?? usual],
  onSort: ([wanted]) => {
    change({ sort: wanted === undefined || wanted === usual ? null : wanted });
  },
});
