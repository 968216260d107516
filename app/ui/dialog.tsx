import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Box, Form } from "@shopify/polaris";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useBeforePaint, useFocusBack } from "./use-focus-back.ts";

export interface DialogAction {
  content: string;
  onAction: () => void;
  loading?: boolean;
  disabled?: boolean;
  destructive?: boolean;
}

interface Props {
  open: boolean;
  title: string;
  /** Also called when Shopify Admin closes the dialog (its cross, the escape key). */
  onClose: () => void;
  primaryAction: DialogAction;
  /** Beside the way out. */
  secondaryAction?: DialogAction;
  /** What the way out is called, where "Cancel" could be misread. */
  closeText?: string;
  children: ReactNode;
}

/**
 * A dialog of Shopify Admin (App Bridge): it covers the whole admin, and the focus goes back to what opened it. The enter key in one of its fields is the primary
 * action. Its content is drawn in a document of its own: no popovers, tooltips or comboboxes in it, which Polaris would draw behind it.
 */
export function Dialog({
  open,
  title,
  onClose,
  primaryAction,
  secondaryAction,
  closeText,
  children,
}: Props) {
  const { t } = useTranslation();
  const busy = primaryAction.loading ?? false;
  const blocked = busy || (primaryAction.disabled ?? false);
  const wanted = useRef(open);
  useFocusBack(open);
  useBeforePaint(() => {
    wanted.current = open;
    return () => {
      wanted.current = false;
    };
  }, [open]);
  return (
    <Modal
      open={open}
      onHide={() => {
        // Shopify says so too when the screen itself closed the dialog.
        if (wanted.current) onClose();
      }}
    >
      <Box padding="400">
        {open ? (
          <Form
            onSubmit={() => {
              if (!blocked) primaryAction.onAction();
            }}
          >
            {children}
          </Form>
        ) : null}
      </Box>
      <TitleBar title={title}>
        <button
          variant="primary"
          {...(primaryAction.destructive ? { tone: "critical" } : {})}
          {...(busy ? { loading: "" } : {})}
          disabled={blocked}
          onClick={primaryAction.onAction}
        >
          {primaryAction.content}
        </button>
        {secondaryAction ? (
          <button disabled={busy} onClick={secondaryAction.onAction}>
            {secondaryAction.content}
          </button>
        ) : null}
        <button disabled={busy} onClick={onClose}>
          {closeText ?? t("common.cancel")}
        </button>
      </TitleBar>
    </Modal>
  );
}
