export function safeText(value) {
  try {
    return value.describe();
  } catch {
    return '?';
  }
}

export function plainText(value) {
  return value.describe();
}
