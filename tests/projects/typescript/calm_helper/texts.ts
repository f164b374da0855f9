export function safeText(value: Order): string {
  try {
    return value.describe();
  } catch {
    return '?';
  }
}

export function plainText(value: Order): string {
  return value.describe();
}
