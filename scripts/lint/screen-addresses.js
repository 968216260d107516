// Lint rule: the addresses of screens are spelled in app/lib/paths.ts only.
const ADDRESS = /^\/app(?:[/?#]|$)/;

export const screenAddresses = {
  meta: {
    type: "problem",
    schema: [],
    messages: { spelled: "Take the address of a screen from #app/lib/paths.ts." },
  },
  create(context) {
    const check = (node, text) => {
      if (ADDRESS.test(text)) context.report({ node, messageId: "spelled" });
    };
    return {
      Literal: (node) => {
        if (typeof node.value === "string") check(node, node.value);
      },
      TemplateElement: (node) => {
        check(node, node.value.raw);
      },
    };
  },
};
