import { useEffect, useLayoutEffect, useRef } from "react";

const STEP_MS = 50;
const STEPS = 20;

/**
 * Gives the focus to what opened a dialog, once the dialog is gone: while it fades it still holds the focus in itself. To the page's title when the opener is gone;
 * to nothing when something else has the focus by then.
 */
export function focusBack(opener: Element | null, steps = STEPS): void {
  setTimeout(
    () => {
      const { activeElement, body } = window.document;
      if (steps > 0 && window.document.querySelector('[role="dialog"][aria-modal="true"]'))
        return focusBack(opener, steps - 1);
      if (activeElement !== null && activeElement !== body) return undefined;
      const back = opener?.isConnected ? opener : window.document.querySelector("h1");
      if (!(back instanceof HTMLElement)) return undefined;
      if (back.tagName === "H1") back.tabIndex = -1;
      back.focus({ preventScroll: true });
      return undefined;
    },
    steps === STEPS ? 0 : STEP_MS,
  );
}

/** For a dialog that stays in the page and is told whether it is open. The opener is noted before the dialog takes the focus, which it does in an effect. */
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

const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;
