// Reads a list of xAPI statements as JSON from standard input, and prints what xapi-validation finds wrong with each.
import { readFileSync } from "node:fs";
import validation from "xapi-validation";

const statements = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(statements.map((each) => validation.default(each).map(({ path, message }) => `${path}: ${message}`))));
