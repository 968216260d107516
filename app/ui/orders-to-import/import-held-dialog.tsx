import { useTranslation } from "#app/i18n/use-translation.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { useFormat } from "../shop-context.tsx";

interface Props {
  /** How many orders are to be imported, and how many of them are on hold and are not; null: closed. */
  importing: { count: number; held: number; others: number } | null;
  onClose: () => void;
  onImport: (held: "release" | "leave") => void;
}

/** Says how many held orders an import would release, and lets the person leave them on hold. */
export function ImportHeldDialog({ importing, onClose, onImport }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { count, held, others } = importing ?? { count: 0, held: 0, others: 0 };
  const counted = (number: number) => ({ count: number, shown: format.counted(number) });
  return (
    <ConfirmDialog
      open={importing !== null}
      title={t("toImport.held.title", counted(held))}
      help={[t("toImport.held.help"), t("toImport.held.choice")]}
      action={t("toImport.held.all", counted(count))}
      {...(others > 0
        ? {
            other: {
              content: t("toImport.held.others", counted(others)),
              onAction: () => {
                onImport("leave");
              },
            },
          }
        : {})}
      onClose={onClose}
      onConfirm={() => {
        onImport("release");
      }}
    />
  );
}
