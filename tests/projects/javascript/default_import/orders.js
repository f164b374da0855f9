import done from "./finish";
import helpers from "./helpers";
import begin from "./start";

export function leaks(skip) {
  const span = begin("work"); // want(a): unended-span "work"
  if (skip) {
    return; // exit(a)
  }
  done(span);
}

export function ends() {
  const span = begin("work");
  helpers.describe(span);
  done(span);
}

export function leaksWhatIsOnlyDescribed() {
  const span = begin("work"); // want: unended-span
  helpers.describe(span);
}

export function leaksWhatItGotOnRejection(span, rows) { // want: unended-on-exception
  rows.then(() => done(span));
}

export function endsWhatItGotOnRejectionToo(span, rows) {
  rows.then(() => done(span), () => done(span));
}
