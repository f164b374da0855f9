export class Traced {
  labelled(span, row) {
    span.setAttribute('row', row.id);
  }

  finished(span) {
    span.end();
  }
}
