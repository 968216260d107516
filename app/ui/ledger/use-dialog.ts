import { useCallback, useRef, useState } from "react";
import { focusBack } from "../use-focus-back.ts";

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
    focusBack(opener.current);
  }, []);
  return { about, open, close };
}
