import { BlockStack, Text, TextField } from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { Dialog, type DialogAction } from "./dialog.tsx";

interface Props {
  open: boolean;
  title: string;
  /** What follows from it: one paragraph each. */
  help: ReactNode[];
  action: string;
  destructive?: boolean;
  /** Another way to go on. */
  other?: DialogAction;
  /** Whether a reason is asked for; it is kept with what was done. */
  reason?: "none" | "required";
  onClose: () => void;
  onConfirm: (reason: string) => void;
}

/** Says what follows from an act before it is done, and asks for its reason where others will want to know it. */
export function ConfirmDialog({
  open,
  title,
  help,
  action,
  destructive = false,
  other,
  reason = "none",
  onClose,
  onConfirm,
}: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const missing = reason === "required" && text.trim() === "";
  const close = () => {
    setText("");
    setTried(false);
    onClose();
  };
  return (
    <Dialog
      open={open}
      title={title}
      onClose={close}
      primaryAction={{
        content: action,
        destructive,
        onAction: () => {
          if (missing) {
            setTried(true);
            return;
          }
          onConfirm(text.trim());
          close();
        },
      }}
      {...(other ? { secondaryAction: other } : {})}
    >
      <BlockStack gap="300">
        {help.map((paragraph, index) => (
          <Text as="p" key={String(index)} breakWord>
            {paragraph}
          </Text>
        ))}
        {reason === "required" ? (
          <TextField
            label={t("common.reason")}
            value={text}
            onChange={setText}
            autoComplete="off"
            maxLength={300}
            requiredIndicator
            {...(tried && missing ? { error: t("common.reasonMissing") } : {})}
          />
        ) : null}
      </BlockStack>
    </Dialog>
  );
}
