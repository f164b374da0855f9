// Statements that move no control: what stands behind them is live.

"use a directive";

function directive() {
  "use nothing";
  live();
}

function declarations(value) {
  var first;
  let second = value,
    third;
  const fourth = 1;
  live();
}

function emptyStatements() {
  ;
  ;;
  live();
}

function debuggerStatement() {
  debugger;
  live();
}

function blocks() {
  {
    live();
    {
      live();
    }
  }
  {}
  live();
}

function returnInABlock() {
  {
    return;
  }
  dead();
}

function withStatement(holder) {
  with (holder) {
    live();
  }
  live();
}

function withStatementThatLeaves(holder) {
  with (holder) {
    return;
  }
  dead();
}

function withoutSemicolons(flag) {
  if (flag) return
  live()
}

function returnEndsAtTheLineBreak() {
  return
  dead();
}

function restrictedBreak(items) {
  outer: for (const item of items) {
    for (;;) {
      break
      outer;
    }
    live();
  }
  live();
}

function commentBetween(flag) {
  if (flag) {
    return;
  }
  // A comment between two clauses moves nothing.
  else {
    /* Nor does one before the first statement. */
    return;
  }
  // Nor one behind the last.
  dead();
}

function assignments(holder) {
  holder.a = holder.b = 1;
  let i = 0;
  i++;
  --i;
  i += 2;
  delete holder.a;
  live();
}

function commentOfTheOldKind() {
  <!-- a comment
  live();
}
