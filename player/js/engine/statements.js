// Statements as the server prints them, "v2=...;v3=...".

/** Return statements as declarations. @type {(statements: string) => string} */
export function declared(statements) {
  return statements && `const ${statements.replaceAll(";", ",")};`;
}
