import type { ReactNode } from "react";

/**
 * Around links and buttons of a table's row that are not its main link. The row answers a click anywhere in it by following its main link, also a click on
 * one of these; here each keeps its own.
 */
export function OwnClicks({ children }: { children: ReactNode }) {
  return (
    <div
      role="presentation"
      style={{ display: "contents" }}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest("a, button"))
          event.stopPropagation();
      }}
    >
      {children}
    </div>
  );
}
