import { lexer, type Token, type Tokens } from "marked";
import { type HelpPageName, isHelpPage } from "./pages.ts";

/** A piece of a sentence. `page`: it is a link to another page of the handbook. */
export interface Run {
  text: string;
  style?: "strong" | "emphasis" | "code" | undefined;
  page?: HelpPageName | undefined;
}
export type Sentence = Run[];

export type Block =
  | { kind: "heading"; text: string }
  | { kind: "paragraph"; text: Sentence }
  | { kind: "list"; ordered: boolean; items: Sentence[] }
  | { kind: "table"; head: Sentence[]; rows: Sentence[][] }
  /** `file`: its name in the folder of pictures beside the page. */
  | { kind: "picture"; text: string; file: string };

export interface HelpPage {
  title: string;
  blocks: Block[];
}

/** A page of the handbook. Throws on Markdown that the screen has no element for: such a page fails its test, not its reader. */
export function readHelpPage(markdown: string): HelpPage {
  const [first, ...rest] = lexer(markdown);
  if (first?.type !== "heading" || (first as Tokens.Heading).depth !== 1)
    throw new Error("a page of the handbook begins with its title");
  return {
    title: (first as Tokens.Heading).text,
    blocks: rest.filter(({ type }) => type !== "space").map(block),
  };
}

function block(token: Token): Block {
  switch (token.type) {
    case "heading":
      return { kind: "heading", text: (token as Tokens.Heading).text };
    case "paragraph": {
      const { tokens } = token as Tokens.Paragraph;
      const [only, ...others] = tokens;
      return only?.type === "image" && others.length === 0
        ? picture(only as Tokens.Image)
        : { kind: "paragraph", text: sentence(tokens) };
    }
    case "list": {
      const { ordered, items } = token as Tokens.List;
      return { kind: "list", ordered, items: items.map((item) => sentence(item.tokens)) };
    }
    case "table": {
      const { header, rows } = token as Tokens.Table;
      return {
        kind: "table",
        head: header.map((cell) => sentence(cell.tokens)),
        rows: rows.map((row) => row.map((cell) => sentence(cell.tokens))),
      };
    }
    default:
      throw unknown(token);
  }
}

function picture({ href, text, raw }: Tokens.Image): Block {
  const [, file] = /^pictures\/([a-z-]+\.jpg)$/.exec(href) ?? [];
  if (file === undefined || text === "")
    throw new Error(`a picture of the handbook needs a text and a file in pictures/: ${raw}`);
  return { kind: "picture", text, file };
}

const sentence = (tokens: Token[]): Sentence => tokens.flatMap(runs);

function runs(token: Token): Run[] {
  switch (token.type) {
    case "text":
      return "tokens" in token && token.tokens
        ? sentence(token.tokens)
        : [{ text: token.text as string }];
    case "escape":
      return [{ text: token.text as string }];
    case "strong":
      return [{ text: token.text as string, style: "strong" }];
    case "em":
      return [{ text: token.text as string, style: "emphasis" }];
    case "codespan":
      return [{ text: token.text as string, style: "code" }];
    case "link": {
      const page = (token as Tokens.Link).href.replace(/\.md$/, "");
      if (!isHelpPage(page)) throw new Error(`the handbook has no page ${page}`);
      return [{ text: token.text as string, page }];
    }
    default:
      throw unknown(token);
  }
}

const unknown = (token: Token): Error =>
  new Error(`the handbook's screen has no element for ${token.type}: ${token.raw.slice(0, 60)}`);

/** Everything a page says, for its search. */
export function wordsOf({ blocks }: HelpPage): string {
  const plain = (text: Sentence): string => text.map((run) => run.text).join("");
  return blocks
    .flatMap((each) => {
      switch (each.kind) {
        case "heading":
        case "picture":
          return [each.text];
        case "paragraph":
          return [plain(each.text)];
        case "list":
          return each.items.map(plain);
        case "table":
          return [...each.head, ...each.rows.flat()].map(plain);
      }
    })
    .join("\n");
}
