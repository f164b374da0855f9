function describe(span) {
  span.setAttribute("text", "text");
}

export { describe as tell };
