import { DataTable, Link, List, Text } from "@shopify/polaris";
import { Fragment } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Block, Run, Sentence } from "#app/domain/help/blocks.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** A piece of a page of the handbook, as Polaris shows it. */
export function HelpBlock({
  block,
  pictures,
}: {
  block: Block;
  /** Their addresses, by file. */
  pictures: Readonly<Record<string, string>>;
}) {
  switch (block.kind) {
    case "heading":
      return (
        <Text as="h2" variant="headingMd">
          {block.text}
        </Text>
      );
    case "paragraph":
      return (
        <Text as="p">
          <InWords text={block.text} />
        </Text>
      );
    case "list":
      return (
        <List type={block.ordered ? "number" : "bullet"}>
          {block.items.map((item, index) => (
            <List.Item key={index}>
              <InWords text={item} />
            </List.Item>
          ))}
        </List>
      );
    case "picture":
      return (
        <img
          className="help-picture"
          src={pictures[block.file]}
          alt={block.text}
          width={1048}
          height={655}
          loading="lazy"
        />
      );
    case "table":
      return (
        <DataTable
          columnContentTypes={block.head.map(() => "text" as const)}
          headings={block.head.map((cell, index) => (
            <InWords key={index} text={cell} />
          ))}
          rows={block.rows.map((row) =>
            row.map((cell, index) => (
              <div key={index} className="help-cell">
                <InWords text={cell} />
              </div>
            )),
          )}
          verticalAlign="top"
        />
      );
  }
}

function InWords({ text }: { text: Sentence }) {
  return text.map((run, index) => (
    <Fragment key={index}>
      <Piece run={run} />
    </Fragment>
  ));
}

function Piece({ run }: { run: Run }) {
  const { i18n } = useTranslation();
  if (run.page)
    return (
      <Link url={withQuery(paths.helpPage(run.page), { language: i18n.language })}>{run.text}</Link>
    );
  switch (run.style) {
    case "strong":
      return (
        <Text as="span" fontWeight="semibold">
          {run.text}
        </Text>
      );
    case "emphasis":
      return <em>{run.text}</em>;
    case "code":
      return <code>{run.text}</code>;
    case undefined:
      return run.text;
  }
}
