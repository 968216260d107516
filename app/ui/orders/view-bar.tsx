import {
  ActionList,
  BlockStack,
  Box,
  Button,
  ChoiceList,
  InlineStack,
  Popover,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { SavedView } from "#app/domain/saved-views/saved-views.server.ts";
import { listAddress } from "#app/domain/orders/lists/orders-filter.ts";
import { paths } from "#app/lib/paths.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { Dialog } from "../dialog.tsx";
import { useListParams } from "../list/list-params.ts";
import type { Outcome } from "../outcome.ts";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { ORDER_COLUMNS, shownColumns, withColumn } from "./order-columns.tsx";

type Asked = "save" | "rename" | "delete";

/** Which columns the list shows, and what it shows now kept under a name for the whole shop. */
export function ViewBar({ saved }: { saved: SavedView[] }) {
  const list = useListParams();
  const current = saved.find(({ id }) => id === list.params.get("saved"));
  const [asked, setAsked] = useState<Asked | null>(null);
  const { act, busy, outcome } = useAct<Outcome & { id?: string }>({
    to: paths.orderViews,
    onDone: ({ id }) => {
      setAsked(null);
      list.change({ saved: id ?? null });
    },
  });
  const address = listAddress(list.params);
  return (
    <BlockStack gap="200">
      <Refusal outcome={asked === "save" || asked === "rename" ? undefined : outcome} />
      <InlineStack gap="200" align="end">
        <Columns />
        <ViewMenu
          current={current}
          changed={current !== undefined && current.address !== address}
          busy={busy}
          onAsk={setAsked}
          onKeep={(id) => {
            act({ intent: "change", id, address });
          }}
        />
      </InlineStack>
      {asked === "save" || asked === "rename" ? (
        <NameDialog
          asked={asked}
          first={asked === "rename" ? (current?.name ?? "") : ""}
          busy={busy}
          outcome={outcome}
          onClose={() => {
            setAsked(null);
          }}
          onName={(name) => {
            if (asked === "save") act({ intent: "save", name, address });
            else if (current) act({ intent: "rename", id: current.id, name });
          }}
        />
      ) : null}
      <DeleteDialog
        view={asked === "delete" ? current : undefined}
        onClose={() => {
          setAsked(null);
        }}
        onDelete={(id) => {
          act({ intent: "delete", id });
        }}
      />
    </BlockStack>
  );
}

function Columns() {
  const { t } = useTranslation();
  const list = useListParams();
  const [open, setOpen] = useState(false);
  const shown = shownColumns(list.params.get("cols"));
  return (
    <Popover
      active={open}
      onClose={() => {
        setOpen(false);
      }}
      activator={
        <Button
          disclosure
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t("orders.columns")}
        </Button>
      }
    >
      <Box padding="400">
        <ChoiceList
          allowMultiple
          title={t("orders.columns")}
          titleHidden
          choices={ORDER_COLUMNS.map((column) => ({
            value: column,
            label: t(`orders.column.${column}`),
            // One at least stays beside the order.
            disabled: shown.length === 1 && shown.includes(column),
          }))}
          selected={[...shown]}
          onChange={(selected) => {
            const changed = ORDER_COLUMNS.find(
              (column) => selected.includes(column) !== shown.includes(column),
            );
            if (changed) list.change({ cols: withColumn(shown, changed) });
          }}
        />
      </Box>
    </Popover>
  );
}

function ViewMenu({
  current,
  changed,
  busy,
  onAsk,
  onKeep,
}: {
  current: SavedView | undefined;
  changed: boolean;
  busy: boolean;
  onAsk: (asked: Asked) => void;
  onKeep: (id: string) => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const item = (content: string, onAction: () => void, destructive = false) => ({
    content,
    destructive,
    onAction: () => {
      setOpen(false);
      onAction();
    },
  });
  const ask = (asked: Asked) => () => {
    onAsk(asked);
  };
  return (
    <Popover
      active={open}
      onClose={() => {
        setOpen(false);
      }}
      activator={
        <Button
          disclosure
          loading={busy}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t("orders.views.menu")}
        </Button>
      }
    >
      <ActionList
        items={[
          ...(current && changed
            ? [
                item(t("orders.views.keep", { name: current.name }), () => {
                  onKeep(current.id);
                }),
              ]
            : []),
          item(t("orders.views.save"), ask("save")),
          ...(current
            ? [
                item(t("orders.views.rename"), ask("rename")),
                item(t("orders.views.delete"), ask("delete"), true),
              ]
            : []),
        ]}
      />
    </Popover>
  );
}

function NameDialog({
  asked,
  first,
  busy,
  outcome,
  onClose,
  onName,
}: {
  asked: "save" | "rename";
  first: string;
  busy: boolean;
  outcome: Outcome | undefined;
  onClose: () => void;
  onName: (name: string) => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(first);
  return (
    <Dialog
      open
      title={t(`orders.views.${asked}`)}
      onClose={onClose}
      primaryAction={{
        content: t("common.save"),
        loading: busy,
        onAction: () => {
          onName(name);
        },
      }}
    >
      <TextField
        label={t("orders.views.name")}
        helpText={t("orders.views.help")}
        value={name}
        maxLength={60}
        onChange={setName}
        autoComplete="off"
        {...(outcome?.refused ? { error: t(outcome.refused) } : {})}
      />
    </Dialog>
  );
}

function DeleteDialog({
  view,
  onClose,
  onDelete,
}: {
  view: SavedView | undefined;
  onClose: () => void;
  onDelete: (id: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      open={view !== undefined}
      destructive
      title={t("orders.views.deleteTitle", { name: view?.name ?? "" })}
      help={[t("orders.views.deleteHelp")]}
      action={t("orders.views.delete")}
      onClose={onClose}
      onConfirm={() => {
        if (view) onDelete(view.id);
      }}
    />
  );
}
