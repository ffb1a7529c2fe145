// SPDX-License-Identifier: Apache-2.0

/** What went over a wire with line breaks, as people read it; a first line with method or status stays as it is. */
export function pretty(text: string): string {
  const head = /^(?:[A-Z]+ \S+|\d{3})\n/.exec(text)?.[0] ?? '';
  const body = text.slice(head.length);
  return head + (json(body) ?? xml(body) ?? body);
}

const line = (depth: number) => `\n${'  '.repeat(depth)}`;

/** Token by token and not by what a parser makes of it: a number of eighteen digits stays as it came. */
function json(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  let depth = 0;
  return text.replace(/"(?:[^"\\]|\\.)*"|\{\s*\}|\[\s*\]|[{}[\],:]|\s+/g, (token) => {
    if (token === '{' || token === '[') return token + line(++depth);
    if (token === '}' || token === ']') return line(--depth) + token;
    if (token === ',') return token + line(depth);
    if (token === ':') return ': ';
    return token.trim() && token;
  });
}

function xml(text: string): string | undefined {
  if (!/^\s*<[\w?]/.test(text)) return undefined;
  let depth = 0;
  return text
    .trim()
    .replace(/>\s*</g, '>\n<')
    .split('\n')
    .map((part) => {
      if (part.startsWith('</')) depth = Math.max(0, depth - 1);
      const shown = '  '.repeat(depth) + part.trim();
      if (/^<\w/.test(part) && !/(\/>|<\/[^>]+>)$/.test(part)) depth++;
      return shown;
    })
    .join('\n');
}
