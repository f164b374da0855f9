module.exports = function finish(span) {
  span.end();
};
