import type { Frame } from "playwright";

export interface ShownText {
  text: string;
  /** What holds it, for whoever looks for it. */
  at: string;
  /** Less of it can be seen than there is: cut at an edge that does not scroll, or beside the window. */
  cut: boolean;
}

/** Every text that is shown or read out in the frame; texts of a closed list are none. */
export const shownTexts = (frame: Frame): Promise<ShownText[]> => frame.evaluate(readTexts);

/** Runs in the page. */
function readTexts(): ShownText[] {
  const found: ShownText[] = [];
  const named = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`;
  /** Of a size that nobody sees: it is read out only. */
  const isHidden = ({ width, height }: DOMRect): boolean => width <= 2 || height <= 2;
  const SLACK = 1.5;
  /** App Bridge closes its dialogs with a button of its own, in words of its own. */
  const OF_SHOPIFY = "dialog > header button";

  function isCut(element: Element, rects: readonly DOMRect[]): boolean {
    let scrolls = false;
    for (let box: Element | null = element; box && box !== document.body; box = box.parentElement) {
      const { overflowX, overflowY, display, clipPath } = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      if (isHidden(edge) || clipPath !== "none") return false;
      if (display === "inline") continue;
      const cutsX = overflowX === "hidden" || overflowX === "clip";
      const cutsY = overflowY === "hidden" || overflowY === "clip";
      for (const rect of rects) {
        if (!scrolls && cutsX && (rect.right > edge.right + SLACK || rect.left < edge.left - SLACK))
          return true;
        // Lines that a closed part of the page hides begin below it.
        if (
          !scrolls &&
          cutsY &&
          rect.top < edge.bottom - SLACK &&
          rect.bottom > edge.bottom + SLACK * 2
        )
          return true;
      }
      if (overflowX === "auto" || overflowX === "scroll") scrolls = true;
    }
    return !scrolls && rects.some(({ left, right }) => right > innerWidth + SLACK || left < -SLACK);
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? "";
    const parent = node.parentElement;
    if (
      text === "" ||
      !parent ||
      parent.closest(`script, style, noscript, template, ${OF_SHOPIFY}`)
    )
      continue;
    const closed = parent.closest("details:not([open])");
    if (closed && parent.closest("summary")?.parentElement !== closed) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()];
    // What a list has selected stands in its box as far as there is room, as in every browser's own; all of it is in the list.
    const isOption = parent.tagName === "OPTION" || parent.matches("[class*=SelectedOption]");
    if (!isOption && (rects.length === 0 || getComputedStyle(parent).visibility === "hidden"))
      continue;
    found.push({ text, at: named(parent), cut: !isOption && isCut(parent, rects) });
  }
  const SAID = ["aria-label", "aria-description", "placeholder", "title", "alt", "data-label"];
  for (const element of document.body.querySelectorAll(SAID.map((name) => `[${name}]`).join()))
    for (const name of element.closest(OF_SHOPIFY) ? [] : SAID) {
      const text = element.getAttribute(name)?.trim() ?? "";
      if (text !== "") found.push({ text, at: `${named(element)} ${name}`, cut: false });
    }
  return found;
}
