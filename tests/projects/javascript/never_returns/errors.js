export function refuse(reason) {
  throw new Error(reason);
}

export function note(reason) {
  if (reason) throw new Error(reason);
}
