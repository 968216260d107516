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

interface Props {
  tabs: ListTab[];
  /** Search parameter that names the tab; the first tab is the default. */
  param: string;
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
  placeholder,
  loading,
  filters = [],
  appliedFilters = [],
  onClearAll,
}: Props) {
  const { params, typed, change, search } = useListParams();
  const format = useFormat();
  const { mode, setMode } = useSetIndexFiltersMode(
    typed || appliedFilters.length > 0 ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const selected = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === params.get(param)),
  );
  return (
    <IndexFilters
      tabs={tabs.map((tab) => ({
        id: tab.id,
        content:
          tab.count === undefined ? tab.label : `${tab.label} (${format.counted(tab.count)})`,
        isLocked: true,
      }))}
      selected={selected}
      onSelect={(index) => {
        change({ [param]: index === 0 ? null : (tabs[index]?.id ?? null) });
      }}
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
