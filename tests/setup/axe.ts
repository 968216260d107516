import axe from "axe-core";
import type { Frame } from "playwright";

/** Findings of axe in this frame, one line each; empty when there are none. Frames inside it are looked at for themselves. */
export async function axeFindings(
  frame: Frame,
  { colors = true }: { colors?: boolean } = {},
): Promise<string[]> {
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(axe.source);
  // What passes is not listed node by node: only violations are read.
  const { violations } = await frame.evaluate((options) => window.axe.run(document, options), {
    iframes: false,
    resultTypes: ["violations" as const],
    rules: {
      "color-contrast": { enabled: colors },
      // A document inside another is named by its frame.
      "document-title": { enabled: frame.parentFrame() === null },
    },
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} at ${node.target.join(" ")}`),
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
