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

export async function shownSafely(row) {
  try {
    return await row.shown();
  } catch {
    return null;
  }
}

export async function shown(row) {
  return await row.shown();
}
