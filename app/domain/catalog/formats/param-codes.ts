import { fold } from "#app/lib/fold.ts";

/**
 * A code for each option's name, by which a reader tells parameters apart: small Latin letters, digits and dashes. A name in another script, one
 * that is another's code, or the reserved one gets its place instead: "option-2".
 */
export function paramCodes(names: readonly string[], reserved: string): string[] {
  const taken = new Set([reserved]);
  return names.map((name, at) => {
    const plain = fold(name)
      .replaceAll("ß", "ss")
      .replace(/[^\p{L}\p{N}]+/gu, "-");
    const fits = /^[a-z][a-z0-9-]{0,49}$/.test(plain) && !taken.has(plain);
    const code = fits ? plain : `option-${at + 1}`;
    taken.add(code);
    return code;
  });
}
