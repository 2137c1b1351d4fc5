// What the reader has chosen; whoever draws from it is called again when it changes.

export function makeState(values) {
  const listeners = new Set();
  return {
    ...values,
    set(name, value) {
      if (this[name] === value) return;
      this[name] = value;
      for (const listener of listeners) listener(name);
    },
    listen: (listener) => listeners.add(listener)
  };
}
