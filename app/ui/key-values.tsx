import type { ReactNode } from "react";
import { Fragment } from "react";

/** Facts with their names. What is empty is left out. */
export function KeyValues({ rows }: { rows: [name: string, value: ReactNode][] }) {
  const filled = rows.filter(
    ([, value]) => value !== null && value !== undefined && value !== "" && value !== false,
  );
  return (
    <dl className="key-values">
      {filled.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
