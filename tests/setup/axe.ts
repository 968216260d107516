import axe from "axe-core";
import type { Frame } from "playwright";

/** Of a table this many rows are looked at; those that follow are made of the same. */
const ROWS = 8;
const DIALOG = "[role=dialog]";

/**
 * Findings of axe in this frame, one line each; empty when there are none. Frames inside it are looked at for themselves, an open dialog
 * without the page behind it.
 */
export async function axeFindings(
  frame: Frame,
  { colors = true, everyRow = false }: { colors?: boolean; everyRow?: boolean } = {},
): Promise<string[]> {
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(axe.source);
  const { violations } = await frame.evaluate(
    ({ options, dialog, left }) => {
      const open = document.querySelector(dialog);
      return window.axe.run(
        { include: [[open ? dialog : "html"]], ...(left && { exclude: [[left]] }) },
        options,
      );
    },
    {
      dialog: DIALOG,
      left: everyRow ? undefined : `tbody > tr:nth-child(n + ${ROWS + 1})`,
      options: {
        iframes: false,
        // What passes is not listed node by node: only violations are read.
        resultTypes: ["violations" as const],
        rules: { "color-contrast": { enabled: colors } },
      },
    },
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} at ${node.target.join(" ")}`),
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
