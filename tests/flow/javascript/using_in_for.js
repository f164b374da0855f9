// `using` in the head of a loop: each element is disposed after its turn.

function everyElement(items) {
  for (using item of items) {
    live();
  }
  live();
}

function breakOut(items) {
  for (using item of items) {
    break;
    dead();
  }
  live();
}

function returnOut(items) {
  for (using item of items) {
    return live();
  }
  live();
}

async function awaitedElement(items) {
  for (await using item of items) {
    live();
  }
  live();
}

async function awaitedStream(stream) {
  for await (using item of stream) {
    continue;
    dead();
  }
  live();
}
