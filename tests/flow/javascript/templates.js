// Template literals run what stands between their braces; a tag is a call.

function substitution() {
  const text = `${live()} and more`;
  live();
}

function substitutionThatLeaves() {
  const text = `${process.exit(1)}`;
  dead();
}

function nestedTemplate(flag) {
  const text = `a ${flag ? `b ${process.exit(1)}` : ""}`;
  live();
}

function substitutionsInTheirOrder() {
  return `${live()} ${process.exit(1)} ${
    dead()
  }`;
}

function tagMayRaise(work) {
  try {
    work`plain text`;
  } catch {
    live();
  }
  live();
}

function substitutionOfATaggedTemplate(work) {
  work`text ${process.exit(1)}`;
  dead();
}

function functionInATemplate(items) {
  const text = `${items.map((item) => {
    return live();
    dead();
  })}`;
  live();
}

function templateThatMayRaise(work) {
  try {
    return `${work()}`;
  } catch {
    live();
  }
  live();
}
