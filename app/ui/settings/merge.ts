type Values = Readonly<Record<string, string | number | boolean>>;

/** Two people edit one form: what this one changed, what both changed, and what only the other did since this one began. */
export interface Merge {
  mine: string[];
  both: string[];
  theirs: string[];
}

/** `began`: the saved values when this person began to type; `saved`: those of now. */
export function mergeOf(began: Values, saved: Values, typed: Values): Merge {
  const mine = Object.keys(typed).filter((key) => typed[key] !== saved[key]);
  const changed = Object.keys(saved).filter((key) => saved[key] !== began[key]);
  return {
    mine,
    both: mine.filter((key) => changed.includes(key)),
    theirs: changed.filter((key) => !(key in typed)),
  };
}
