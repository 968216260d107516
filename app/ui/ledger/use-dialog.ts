import { useCallback, useRef, useState } from "react";

/** A dialog over a page: what it is about while open. Closing gives the focus back to what opened it by keyboard (a click leaves no focus behind), or to the page's title when that is gone. */
export function useDialog<T>() {
  const [about, setAbout] = useState<T | null>(null);
  const opener = useRef<Element | null>(null);
  const open = useCallback((what: T) => {
    opener.current = window.document.activeElement;
    setAbout(what);
  }, []);
  const close = useCallback(() => {
    setAbout(null);
    // Once the dialog is gone and no longer holds the focus in itself.
    setTimeout(() => {
      const back = opener.current?.isConnected ? opener.current : window.document.querySelector("h1");
      if (!(back instanceof HTMLElement)) return;
      if (back.tagName === "H1") back.tabIndex = -1;
      back.focus({ preventScroll: true });
    }, 0);
  }, []);
  return { about, open, close };
}
