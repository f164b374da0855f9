export default {
  describe(span) {
    span.setAttribute("text", "text");
  },
};
