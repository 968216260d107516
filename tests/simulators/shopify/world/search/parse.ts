/**
 * Shopify's search syntax: `field:value`, comparators, quotes, AND (also by standing side by side), OR, NOT or -, parentheses, lists with commas.
 * An unquoted value ends at its second colon and the rest is read as another filter: a date with a time must be quoted (measured on live stores).
 */
export type Comparator = "=" | ">" | ">=" | "<" | "<=";
export type Node =
  | { kind: "and" | "or"; parts: Node[] }
  | { kind: "not"; part: Node }
  | { kind: "filter"; field: string; comparator: Comparator; value: string; quoted: boolean }
  | { kind: "text"; value: string }
  | { kind: "all" };

interface Reader {
  text: string;
  at: number;
}

const skip = (reader: Reader): void => {
  while (/\s/.test(reader.text[reader.at] ?? "")) reader.at++;
};
const ahead = (reader: Reader, word: RegExp): string | undefined =>
  word.exec(reader.text.slice(reader.at))?.[0];

export function parseSearch(text: string): Node {
  const reader: Reader = { text, at: 0 };
  const node = readOr(reader);
  return node;
}

function readOr(reader: Reader): Node {
  const parts = [readAnd(reader)];
  for (;;) {
    skip(reader);
    const word = ahead(reader, /^OR(?=[\s(]|$)/);
    if (word === undefined) return parts.length === 1 ? parts[0]! : { kind: "or", parts };
    reader.at += word.length;
    parts.push(readAnd(reader));
  }
}

function readAnd(reader: Reader): Node {
  const parts: Node[] = [];
  for (;;) {
    skip(reader);
    const word = ahead(reader, /^AND(?=[\s(]|$)/);
    if (word !== undefined) {
      reader.at += word.length;
      continue;
    }
    if (
      reader.at >= reader.text.length ||
      reader.text[reader.at] === ")" ||
      ahead(reader, /^OR(?=[\s(]|$)/) !== undefined
    )
      break;
    parts.push(readNot(reader));
  }
  return parts.length === 0
    ? { kind: "all" }
    : parts.length === 1
      ? parts[0]!
      : { kind: "and", parts };
}

function readNot(reader: Reader): Node {
  const word = ahead(reader, /^(?:-|NOT(?=[\s(]))/);
  if (word === undefined) return readTerm(reader);
  reader.at += word.length;
  skip(reader);
  return { kind: "not", part: readTerm(reader) };
}

function readTerm(reader: Reader): Node {
  if (reader.text[reader.at] === "(") {
    reader.at++;
    const inner = readOr(reader);
    skip(reader);
    if (reader.text[reader.at] === ")") reader.at++;
    return inner;
  }
  const field = ahead(reader, /^[A-Za-z0-9_.]+(?=:)/);
  if (field === undefined) return { kind: "text", value: readValue(reader).value };
  reader.at += field.length + 1;
  const comparator = (ahead(reader, /^(?:>=|<=|>|<|=)/) ?? "") as Comparator | "";
  reader.at += comparator.length;
  const { value, quoted } = readValue(reader);
  return {
    kind: "filter",
    field: field.toLowerCase(),
    comparator: comparator === "" ? "=" : comparator,
    value,
    quoted,
  };
}

function readValue(reader: Reader): { value: string; quoted: boolean } {
  const quote = reader.text[reader.at];
  if (quote === "'" || quote === '"') {
    let value = "";
    reader.at++;
    while (reader.at < reader.text.length && reader.text[reader.at] !== quote) {
      if (reader.text[reader.at] === "\\") reader.at++;
      value += reader.text[reader.at++] ?? "";
    }
    reader.at++;
    return { value, quoted: true };
  }
  // A backslash takes the sign behind it as it is; a bare colon ends the value, and what follows becomes the next filter's value.
  const raw = ahead(reader, /^(?:\\.|[^\s():\\])+/) ?? reader.text[reader.at] ?? "";
  const rest = reader.text[reader.at + raw.length] === ":";
  reader.at += Math.max(raw.length, 1);
  if (!rest) return { value: raw.replace(/\\(.)/g, "$1"), quoted: false };
  // "2026-11-20T10:00:00Z": the digits before the colon stay with the value, "00:00Z" stands alone as a filter of the field "00".
  reader.at++;
  return { value: raw, quoted: false };
}
