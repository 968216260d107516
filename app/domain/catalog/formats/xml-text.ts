const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  // Needed in "]]>" alone; everywhere else it does no harm.
  ">": "&gt;",
  '"': "&quot;",
  // As they are, a reader would make blanks and line ends of its own of them.
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Text for an element or an attribute in double quotes: a reader gets back every character. What XML cannot hold is out already (file-text.ts). */
export const xmlText = (text: string): string =>
  text.replace(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] ?? "");

export const element = (name: string, text: string | null): string =>
  text === null ? "" : `<${name}>${xmlText(text)}</${name}>`;

export const attribute = (name: string, value: string): string => ` ${name}="${xmlText(value)}"`;
