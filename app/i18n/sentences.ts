/** The sentence at a dotted key of a catalogue. */
export type SentenceAt<Catalogue, Key extends string> = Key extends `${infer Group}.${infer Rest}`
  ? Group extends keyof Catalogue
    ? SentenceAt<Catalogue[Group], Rest>
    : never
  : Key extends keyof Catalogue
    ? Catalogue[Key]
    : never;

/** An amount of money is written with its currency, which its braces do not name: "{{amount, money}}". */
type NamesOf<Braces extends string> = Braces extends `${infer Name}, money`
  ? Name | "currency"
  : Braces extends `${infer Name}, ${string}`
    ? Name
    : Braces;

/** What a sentence's braces are filled with. */
export type NamesIn<Sentence> = Sentence extends `${string}{{${infer Braces}}}${infer Rest}`
  ? NamesOf<Braces> | NamesIn<Rest>
  : never;

/** A catalogue with any sentences, so that another language fits. */
export type AnySentences<Catalogue> = {
  [Key in keyof Catalogue]: Catalogue[Key] extends string ? string : AnySentences<Catalogue[Key]>;
};
