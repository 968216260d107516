/** A piece of HTML: what is put into it is escaped, unless it is one itself. */
export class Html {
  constructor(readonly text: string) {}
}

const escaped = (value: unknown): string =>
  value instanceof Html
    ? value.text
    : Array.isArray(value)
      ? value.map(escaped).join("")
      : String(value)
          .replaceAll("&", "&amp;")
          .replaceAll("<", "&lt;")
          .replaceAll(">", "&gt;")
          .replaceAll('"', "&quot;");

export const html = (parts: TemplateStringsArray, ...values: unknown[]): Html =>
  new Html(
    parts
      .map((part, index) => part + (index < values.length ? escaped(values[index]) : ""))
      .join(""),
  );
