import type { english } from "./locales/en.ts";

type Tree = typeof english.app;

/** A text with a count is named without what tells its forms apart. */
type Named<Key extends string> = Key extends `${infer Name}_${Intl.LDMLPluralRule}` ? Name : Key;

type KeysOf<Node> = {
  [Key in keyof Node & string]: Node[Key] extends string
    ? Named<Key>
    : `${Key}.${KeysOf<Node[Key]>}`;
}[keyof Node & string];

/** Key of a text, as `t` takes it: a key without a text does not compile. */
export type TextKey = KeysOf<Tree>;

/** What follows a prefix in the keys of texts: `KeyUnder<"state.kind">` is "salesOrder", "salesInvoice" … */
export type KeyUnder<Prefix extends string> = TextKey extends infer Key
  ? Key extends `${Prefix}.${infer Rest}`
    ? Rest
    : never
  : never;

type GroupsOf<Node> = {
  [Key in keyof Node & string]: Node[Key] extends string
    ? never
    : Key | `${Key}.${GroupsOf<Node[Key]>}`;
}[keyof Node & string];

/** A group of texts: "state.kind", "tasks.kind" … */
export type TextGroup = GroupsOf<Tree>;
