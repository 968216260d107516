import { useEffect } from "react";

type Attributes = Readonly<Record<string, string>>;

/** What Polaris leaves out for whoever works by keyboard or hears the page: where, when, and what it lacks. */
const GAPS: readonly { at: string; lacks: Attributes; when?: (element: Element) => boolean }[] = [
  // The button with further views of a list stands among its tabs, where only tabs may be, and says nothing of its menu.
  {
    at: ".Polaris-Tabs__DisclosureActivator",
    lacks: { role: "tab", "aria-selected": "false", "aria-haspopup": "true" },
  },
  // A table that is wider than the screen is scrolled by keyboard once it can be reached.
  {
    at: ".Polaris-IndexTable-ScrollContainer",
    lacks: { tabindex: "0" },
    when: ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1,
  },
];

function fill(): void {
  for (const { at, lacks, when } of GAPS)
    for (const element of document.querySelectorAll(at))
      for (const [name, value] of Object.entries(lacks))
        if (when && !when(element)) element.removeAttribute(name);
        else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Fills them whenever Polaris has drawn, and when the window has another size. */
export function usePolarisGaps(): void {
  useEffect(() => {
    fill();
    const watch = new MutationObserver(fill);
    watch.observe(document.body, { childList: true, subtree: true });
    addEventListener("resize", fill);
    return () => {
      watch.disconnect();
      removeEventListener("resize", fill);
    };
  }, []);
}
