import { useBlocker } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

/** Shopify Admin's save bar while something is not saved; leaving by a link inside the app asks first. */
export function Unsaved({ id, dirty, busy, onSave, onDiscard }: { id: string; dirty: boolean; busy: boolean; onSave: () => void; onDiscard: () => void }) {
  const { t } = useTranslation();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    void shopify.saveBar.leaveConfirmation().then(() => { blocker.proceed(); });
  }, [blocker]);
  return (
    <SaveBar id={id} open={dirty}>
      <button variant="primary" onClick={onSave} {...(busy ? { loading: "" } : {})}>{t("common.save")}</button>
      <button onClick={onDiscard} disabled={busy}>{t("common.discard")}</button>
    </SaveBar>
  );
}
