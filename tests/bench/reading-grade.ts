/** What a text names by values is read as one short word. */
const plain = (text: string): string =>
  text.replace(/\$t\(\{\{\w+\}\}\)|\{\{[^}]*\}\}/g, "it").replace(/[“”"()]/g, "");

/** Rows of vowels, but for the silent e at the end. */
const syllables = (word: string): number =>
  Math.max(
    1,
    (
      word
        .toLowerCase()
        .replace(/(?<!l)(?<![aeiouy])e$/, "")
        .match(/[aeiouy]+/g) ?? []
    ).length,
  );

/** The Flesch–Kincaid grade of an English text: years of school that it takes to read it. */
export function readingGrade(text: string): number {
  const sentences = plain(text)
    .split(/[.!?:;]+(?:\s|$)/)
    .filter((one) => /\w/.test(one));
  const words = sentences.flatMap((one) => one.match(/[A-Za-z][A-Za-z'’-]*/g) ?? []);
  if (words.length === 0) return 0;
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (spoken / words.length) - 15.59;
}
