import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const EVERY_MS = 1_500;

/** Reads the screen again and again while something it shows is being made. */
export function useRefreshWhile(active: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!active || state !== "idle") return;
    const timer = setTimeout(() => {
      void revalidate();
    }, EVERY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [active, state, revalidate]);
}
