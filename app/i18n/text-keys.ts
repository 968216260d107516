import type { ParseKeys } from "i18next";
import type { english } from "./locales/en.ts";

/** Key of a text, as `t` takes it. */
export type TextKey = ParseKeys;

/** What follows a prefix in the keys of texts: `KeyUnder<"state.kind">` is "salesOrder", "salesInvoice" … */
export type KeyUnder<Prefix extends string> = TextKey extends infer Key
  ? Key extends `${Prefix}.${infer Rest}`
    ? Rest
    : never
  : never;

type GroupsOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? never
    : Key | `${Key}.${GroupsOf<Tree[Key]>}`;
}[keyof Tree & string];

/** A group of texts: "state.kind", "tasks.kind" … */
export type TextGroup = GroupsOf<typeof english.app>;
