/** The length as an ERP counts it: an emoji of one code point is one. */
export function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += width(text, at)) count += 1;
  return count;
}

const width = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** No visible character is longer, apart from ones made to be. */
const LONGEST = 64;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Cuts at a whole visible character, so no emoji or accent is torn. Only what stands around the
 * place of the cut is taken apart: doing that
 * with a long text takes time that grows with the square of its length.
 */
export function cutText(text: string, limit: number, units?: "utf16"): string {
  let end = 0;
  for (let count = 0; end < text.length; end += width(text, end)) {
    count += units === "utf16" ? width(text, end) : 1;
    if (count > limit) break;
  }
  if (end >= text.length) return text;
  const start = Math.max(0, end - LONGEST);
  const around = graphemes.segment(text.slice(start, end + LONGEST));
  const torn = around.containing(end - start);
  const whole = torn === undefined || (torn.index === 0 && start > 0) ? end : start + torn.index;
  return text.slice(0, whole).trimEnd();
}
