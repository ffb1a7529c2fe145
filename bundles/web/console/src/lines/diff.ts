// SPDX-License-Identifier: Apache-2.0
/** A line of two texts laid over each other. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Texts that differ in more than about three thousand lines are laid behind each other. */
const MOST_CELLS = 10_000_000;

/** The lines of two texts, those in common once: longest common subsequence. */
export function diffLines(before: string[], after: string[]): DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const a = before.slice(start, before.length - end);
  const b = after.slice(start, after.length - end);
  if (a.length * b.length > MOST_CELLS) {
    const middle = [...a.map((text) => ({ kind: 'removed' as const, text })), ...b.map((text) => ({ kind: 'added' as const, text }))];
    return [...before.slice(0, start).map(same), ...middle, ...before.slice(before.length - end).map(same)];
  }
  const width = b.length + 1;
  // lengths[i * width + j]: how many lines a from i on and b from j on have in common
  const lengths = new Uint32Array((a.length + 1) * width);
  const length = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const result = before.slice(0, start).map(same);
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (left === undefined && right === undefined) break;
    if (left !== undefined && left === right) {
      result.push(same(left));
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || length(i + 1, j) >= length(i, j + 1))) {
      result.push({ kind: 'removed', text: left });
      i++;
    } else if (right !== undefined) {
      result.push({ kind: 'added', text: right });
      j++;
    }
  }
  return result.concat(before.slice(before.length - end).map(same));
}

function same(text: string): DiffLine {
  return { kind: 'same', text };
}

/** Only what changed, with so many unchanged lines around; a number stands for lines left out. */
export function folded(lines: DiffLine[], around = 3): (DiffLine | number)[] {
  const shown = lines.map((_, i) => lines.slice(Math.max(0, i - around), i + around + 1).some((near) => near.kind !== 'same'));
  const result: (DiffLine | number)[] = [];
  lines.forEach((line, i) => {
    if (shown[i]) result.push(line);
    else if (typeof result.at(-1) === 'number') result[result.length - 1] = (result.at(-1) as number) + 1;
    else result.push(1);
  });
  return result;
}
