// Initials and a stable soft tone for a name, so that a face is the same on every page.

export const initialsOf = (name) => {
  const words = String(name ?? "").trim().split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => [...word][0]).join("").toLocaleUpperCase();
};

export const toneOf = (name) => {
  let sum = 7;
  for (const letter of String(name ?? "")) sum = (sum * 31 + letter.codePointAt(0)) % 65_521;
  return `tone-${sum % 8}`;
};
