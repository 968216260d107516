import { useEffect, useLayoutEffect, useRef } from "react";

/** Once the dialog is gone: to what opened it, to the page's title when the opener is gone, to nothing when something else has the focus by then. */
function focusBack(opener: Element | null): void {
  setTimeout(() => {
    const { activeElement, body } = window.document;
    if (activeElement !== null && activeElement !== body) return;
    const back = opener?.isConnected ? opener : window.document.querySelector("h1");
    if (!(back instanceof HTMLElement)) return;
    if (back.tagName === "H1") back.tabIndex = -1;
    back.focus({ preventScroll: true });
  });
}

/** Gives the focus back when a dialog closes. The opener is noted before the dialog takes the focus, which it does in an effect. */
export function useFocusBack(open: boolean): void {
  const opener = useRef<Element | null>(null);
  useBeforePaint(() => {
    if (!open) return undefined;
    opener.current = window.document.activeElement;
    return () => {
      focusBack(opener.current);
    };
  }, [open]);
}

/** Before any effect of the dialog itself; a server draws nothing. */
export const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;
