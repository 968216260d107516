export type TextTree = { [key: string]: string | TextTree };

/** { "a.b": "x" } → { a: { b: "x" } }: texts kept as flat lists beside what they describe, in the shape the translator reads. */
export function nested(flat: Record<string, string>): TextTree {
  const root: TextTree = {};
  for (const [key, text] of Object.entries(flat)) {
    const parts = key.split(".");
    const last = parts.pop() ?? "";
    let node = root;
    for (const part of parts) {
      const inner = node[part];
      if (typeof inner === "string") throw new Error(`the text key ${key} lies under another text`);
      node = inner ?? (node[part] = {});
    }
    if (typeof node[last] === "object")
      throw new Error(`the text key ${key} lies over other texts`);
    node[last] = text;
  }
  return root;
}

/** Two trees as one; the same key in both is a mistake. */
export function joined(a: TextTree, b: TextTree): TextTree {
  const root: TextTree = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const own = root[key];
    if (own === undefined) root[key] = value;
    else if (typeof own === "object" && typeof value === "object") root[key] = joined(own, value);
    else throw new Error(`the text ${key} is written twice`);
  }
  return root;
}
