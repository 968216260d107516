import type { Books } from "../books/books.ts";

/** `$metadata`, as far as a program looks for features in it: entity types with their properties, and bound actions. */
export function metadata(books: Books): string {
  const types = [...books.api.values()].map(
    (set) =>
      `<EntityType Name="${set.name}"><Key><PropertyRef Name="${set.key}"/></Key>${[
        ...set.fields.keys(),
      ]
        .map((field) => `<Property Name="${field}"/>`)
        .join("")}</EntityType>`,
  );
  const sets = [...books.api.keys()].map(
    (name) => `<EntitySet Name="${name}" EntityType="Microsoft.NAV.${name}"/>`,
  );
  const actions = [...books.api.values()].flatMap((set) =>
    set.actions.map(
      (action) =>
        `<Action Name="${action}" IsBound="true"><Parameter Name="bindingParameter" Type="Microsoft.NAV.${set.name}"/></Action>`,
    ),
  );
  return `<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="Microsoft.NAV">${types.join("")}${actions.join("")}<EntityContainer Name="NAV">${sets.join("")}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;
}
