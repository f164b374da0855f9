const { trace } = require("@opentelemetry/api");

const tracer = trace.getTracer("shop");

function start(name) {
  return tracer.startSpan(name);
}

const describe = (span) => span.setAttribute("text", "text");

module.exports = {
  start,
  done: finish,
  describe,
  close(span) {
    span.end();
  },
};

function finish(span) {
  span.end();
}
