const LONGEST = 20;

/** A code of a title, in the ERP's manner: capitals, at most twenty characters, none that is taken. */
export function codeOf(title: string, taken: readonly string[]): string {
  const plain =
    title
      .normalize("NFKD")
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, LONGEST) || "CARD";
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? "" : `-${number}`;
    const code = `${plain.slice(0, LONGEST - suffix.length)}${suffix}`;
    if (!taken.includes(code)) return code;
  }
}
