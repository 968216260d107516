import { Link } from "@remix-run/react";
import { useFormat } from "./shop-context.tsx";

/** Numbers a person acts on; each opens the list it counted. */
export function NumberTiles({ tiles }: { tiles: { label: string; value: number; to: string }[] }) {
  const format = useFormat();
  return (
    <div className="number-tiles">
      {tiles.map((tile) => (
        <Link key={tile.to} to={tile.to} className="number-tile">
          <span className="value">{format.counted(tile.value)}</span>
          <span>{tile.label}</span>
        </Link>
      ))}
    </div>
  );
}
