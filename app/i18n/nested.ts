type Tree = { [key: string]: string | Tree };

/** { "a.b": "x" } → { a: { b: "x" } }: texts kept as flat lists beside what they describe, in the shape the translator reads. */
export function nested(flat: Record<string, string>): Tree {
  const root: Tree = {};
  for (const [key, text] of Object.entries(flat)) {
    const parts = key.split(".");
    const last = parts.pop() ?? "";
    let node = root;
    for (const part of parts) {
      const inner = node[part];
      if (typeof inner === "string") throw new Error(`the text key ${key} lies under another text`);
      node = inner ?? (node[part] = {});
    }
    node[last] = text;
  }
  return root;
}
