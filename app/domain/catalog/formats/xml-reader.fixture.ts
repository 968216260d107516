/** A reader as strict as XML 1.0 where the catalog could go wrong: characters, references, "]]>", names, attributes, nesting. */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  text: string;
}

/** Char of XML 1.0 (2.2). */
const CHARS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const NAME = "[A-Za-z_][A-Za-z0-9._-]*";
const TAG = new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*>`, "y");
const ATTRIBUTE = new RegExp(`\\s+(${NAME})="([^"<]*)"`, "g");
const TEXT = /[^<]*/y;
const KNOWN: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function resolved(text: string): string {
  if (text.includes("]]>")) throw new Error('"]]>" in text');
  return text.replace(/&([^;]*);?/g, (all, name: string) => {
    const code = /^#(\d+)$/.exec(name)?.[1];
    const known = code === undefined ? KNOWN[name] : String.fromCodePoint(Number(code));
    if (known === undefined || !all.endsWith(";")) throw new Error(`no reference: ${all}`);
    return known;
  });
}

export function readXml(xml: string): Node {
  if (!CHARS.test(xml)) throw new Error("a character that XML does not have");
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  if (!xml.startsWith(head)) throw new Error("no declaration");
  const top: Node = { name: "", attributes: {}, children: [], text: "" };
  const open = [top];
  for (let at = head.length; at < xml.length;) {
    const inside = open.at(-1);
    if (!inside) throw new Error("more ends than beginnings");
    TEXT.lastIndex = at;
    const text = TEXT.exec(xml)?.[0] ?? "";
    inside.text += resolved(text);
    at += text.length;
    if (at === xml.length) break;
    TAG.lastIndex = at;
    const tag = TAG.exec(xml);
    if (!tag) throw new Error(`no tag: ${xml.slice(at, at + 40)}`);
    const [whole, end, name = "", written = ""] = tag;
    at += whole.length;
    if (end === "/") {
      if (open.pop()?.name !== name) throw new Error(`</${name}> ends something else`);
      continue;
    }
    const attributes: Record<string, string> = {};
    for (const [, key = "", value = ""] of written.matchAll(ATTRIBUTE)) {
      if (key in attributes) throw new Error(`${key} twice`);
      attributes[key] = resolved(value);
    }
    const node = { name, attributes, children: [], text: "" };
    inside.children.push(node);
    open.push(node);
  }
  const [root] = top.children;
  if (open.length !== 1 || top.children.length !== 1 || !root || top.text.trim() !== "")
    throw new Error("not one root");
  return root;
}
