import { useEffect, type RefObject } from "react";

const ACTIVATOR = ".Polaris-Tabs__DisclosureActivator";

/**
 * Polaris puts the button that shows further views into the list of tabs, where only tabs may be, and says nothing of its menu. It becomes a tab
 * that is never selected and opens a menu, as soon as Polaris has measured that it is needed.
 */
export function useMoreViews(around: RefObject<HTMLElement>): void {
  useEffect(() => {
    const element = around.current;
    if (!element) return;
    const name = (): void => {
      const button = element.querySelector(`${ACTIVATOR}:not([role])`);
      button?.setAttribute("role", "tab");
      button?.setAttribute("aria-selected", "false");
      button?.setAttribute("aria-haspopup", "true");
    };
    name();
    const watch = new MutationObserver(name);
    watch.observe(element, { childList: true, subtree: true });
    return () => {
      watch.disconnect();
    };
  }, [around]);
}
