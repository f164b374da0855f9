const { start, done, close: shut } = require("./tracing");
const tracing = require("./tracing");
const finish = require("./single");
const fields = require("./fields");
const handed = require("./handed");
const transpiled_1 = require("./transpiled");

function leaks(skip) {
  const span = start("work"); // want(a): unended-span
  if (skip) {
    return; // exit(a)
  }
  done(span);
}

function ends() {
  const span = start("work");
  tracing.describe(span);
  shut(span);
}

function leaksThroughTheModule() {
  const span = tracing.start("work"); // want: unended-span
  tracing.describe(span);
  fields.describe(span);
}

function endsThroughTheModule() {
  const span = tracing.start("work");
  fields.finish(span);
}

function endsByTheOnlyExport() {
  const span = start("work");
  finish(span);
}

function leaksWhatIsHandedOn(skip) {
  const span = handed.start("work"); // want(a): unended-span
  if (skip) {
    return; // exit(a)
  }
  handed.close(span);
}

function leaksWhatATranspilerExports(skip) {
  const span = (0, transpiled_1.begin)("work"); // want(a): unended-span
  if (skip) {
    return; // exit(a)
  }
  (0, transpiled_1.finish)(span);
}

function endsWhatATranspilerExports() {
  const span = (0, transpiled_1.begin)("work");
  (0, transpiled_1.finish)(span);
}

module.exports = { leaks, ends, leaksThroughTheModule, endsThroughTheModule, endsByTheOnlyExport, leaksWhatIsHandedOn };
