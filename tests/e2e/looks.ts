import { expect } from "vitest";
import type { Visit } from "#tests/setup/browser-stack.ts";

const DESK = 1280;
const PHONE = 320;

/** Also ask axe on a phone: axe-on-phones.ts. */
export const AXE_EVERYWHERE = "AXE_EVERYWHERE";

/**
 * What a story shows now is whole, accessible and fits as wide as a desk; on a phone it fits. `also`: other widths in which it fits; `at`: a text to scroll to.
 */
export async function looks(
  visit: Visit,
  name: string,
  { also = [], at }: { also?: readonly number[]; at?: RegExp } = {},
): Promise<void> {
  for (const width of [DESK, ...also, PHONE]) {
    await visit.resize(width);
    if (at) await visit.app.getByText(at).first().scrollIntoViewIfNeeded();
    await visit.screenshot(name);
    if (width === DESK || process.env[AXE_EVERYWHERE]) expect(await visit.axe(), name).toEqual([]);
    expect(await visit.textKeys(), name).toEqual([]);
    expect(await visit.sidewaysScroll(), name).toBe(0);
  }
  await visit.resize(DESK);
}
