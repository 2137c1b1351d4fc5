// Elements and texts. Text goes in as text, never as HTML.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

let ids = 0;

// A labelled list to choose from. `options` are [value, label] pairs.
export function choice(label, options, value, onChange) {
  const id = `choice-${++ids}`;
  const select = element("select", {id}, ...options.map(([name, text]) => element("option", {value: name}, text)));
  select.value = value;
  select.addEventListener("change", () => onChange(select.value));
  return element("span", {class: "choice"}, element("label", {for: id}, label), " ", select);
}

export const spaced = (name) => name.replaceAll("_", " ");
