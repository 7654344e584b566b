// Reads a JSON list of SSML from standard input; writes the list of what ssml-check-core finds in each (null: nothing).
const { check } = require(require.resolve("ssml-check-core", { paths: [process.argv[2]] }));
const { readFileSync } = require("fs");

const all = JSON.parse(readFileSync(0, "utf8"));
Promise.all(all.map((ssml) => check(ssml, { platform: "amazon" }))).then((found) =>
  process.stdout.write(JSON.stringify(found.map((faults) => faults ?? null))),
);
