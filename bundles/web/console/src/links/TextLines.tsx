// SPDX-License-Identifier: Apache-2.0
import { forwardRef, useImperativeHandle, useRef, useState } from 'react';
import type { MappingFault } from '../api/links';

export interface TextLinesHandle {
  /** Puts the cursor at the begin of a line and brings it into sight. */
  goTo(line: number): void;
}

interface TextLinesProps {
  label: string;
  value: string;
  readOnly: boolean;
  faults: MappingFault[];
  onChange(value: string): void;
}

const LINE_PX = 20;

/** A text with numbered lines; those with faults are marked. Tab leaves it, as in every form. */
export const TextLines = forwardRef<TextLinesHandle, TextLinesProps>(function TextLines({ label, value, readOnly, faults, onChange }, ref) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const lines = value.split('\n');
  const faulty = new Map(faults.map((fault) => [fault.line, fault.detail]));
  useImperativeHandle(ref, () => ({
    goTo(line) {
      const before = value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
      area.current?.focus({ preventScroll: true });
      area.current?.scrollIntoView?.({ block: 'center' });
      area.current?.setSelectionRange(before, before + (lines[line - 1]?.length ?? 0));
      if (area.current) area.current.scrollTop = Math.max(0, (line - 5) * LINE_PX);
    },
  }));
  return (
    <div className="text-lines">
      <div className="text-lines-gutter" aria-hidden>
        <div style={{ transform: `translateY(${-scrolled}px)` }}>
          {lines.map((_, i) => (
            <div key={i} className={faulty.has(i + 1) ? 'faulty' : undefined} title={faulty.get(i + 1)} data-testid={faulty.has(i + 1) ? `gutter-${i + 1}` : undefined}>
              {i + 1}
            </div>
          ))}
        </div>
      </div>
      <textarea
        ref={area}
        aria-label={label}
        aria-invalid={faulty.size > 0}
        data-testid="mapping-text"
        wrap="off"
        spellCheck={false}
        readOnly={readOnly}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
      />
    </div>
  );
});
