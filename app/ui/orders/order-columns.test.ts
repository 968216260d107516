import { describe, expect, it } from "vitest";
import { ORDER_COLUMNS, shownColumns, withColumn } from "./order-columns.tsx";

describe("columns of the orders list", () => {
  it("are the usual ones where the address names none it knows", () => {
    expect(shownColumns(null)).toContain("document");
    expect(shownColumns("nonsense")).toEqual(shownColumns(null));
  });

  it("keep their order, whatever the address's", () => {
    expect(shownColumns("tags,date")).toEqual(["date", "tags"]);
  });

  it.each(ORDER_COLUMNS)("%s can be shown and hidden again", (column) => {
    const usual = shownColumns(null);
    const changed = withColumn(usual, column);
    expect(shownColumns(changed).includes(column)).toBe(!usual.includes(column));
    expect(withColumn(shownColumns(changed), column)).toBeNull();
  });
});
