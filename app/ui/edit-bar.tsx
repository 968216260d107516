import { useBlocker, useNavigate } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";

/** Given to `navigate` by a screen that has just saved what was typed: nothing is asked then. */
export const SAVED = { saved: true };

const isSaved = (state: unknown): boolean => (state as { saved?: unknown } | null)?.saved === true;

/** Shopify's save bar while something is unsaved. Leaving asks first: by Shopify's menu, by a link in the app, by closing the window. */
export function EditBar({
  id,
  dirty,
  busy,
  onSave,
  onDiscard,
}: {
  id: string;
  dirty: boolean;
  busy: boolean;
  onSave: () => void;
  onDiscard: () => void;
}) {
  const { t } = useTranslation();
  const bridge = useAppBridge();
  const navigate = useNavigate();
  const leaving = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty &&
      !leaving.current &&
      !isSaved(nextLocation.state) &&
      currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    const { pathname, search } = blocker.location;
    blocker.reset();
    // Resolves only when the person wants to leave.
    void Promise.resolve(bridge.saveBar.leaveConfirmation?.()).then(() => {
      leaving.current = true;
      void navigate({ pathname, search });
    });
  }, [blocker, bridge, navigate]);
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
    };
  }, [dirty]);
  return (
    <SaveBar id={id} open={dirty}>
      <button variant="primary" onClick={onSave} disabled={busy}>
        {t("common.save")}
      </button>
      <button onClick={onDiscard} disabled={busy}>
        {t("common.discard")}
      </button>
    </SaveBar>
  );
}
