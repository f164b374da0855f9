export default function finish(span) {
  span.end();
}
