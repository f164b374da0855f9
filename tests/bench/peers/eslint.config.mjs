// A span that is bound to a name on which no `end` is called in its scope. Paths are beyond its words.
import parser from "@typescript-eslint/parser";

const neverEnded = {
  create(context) {
    return {
      "VariableDeclarator > CallExpression[callee.property.name='startSpan']"(call) {
        for (const variable of context.sourceCode.getDeclaredVariables(call.parent)) {
          const ends = ({ identifier: { parent } }) =>
            parent.type === "MemberExpression" && parent.property.name === "end";
          if (!variable.references.some(ends)) {
            context.report({ node: call, message: "the span is never ended" });
          }
        }
      },
    };
  },
};

export default [
  {
    files: ["**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}"],
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: { reportUnusedDisableDirectives: "off" },
    plugins: { spans: { rules: { "never-ended": neverEnded } } },
    rules: { "spans/never-ended": "error" },
  },
];
