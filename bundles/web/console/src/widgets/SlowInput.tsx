// SPDX-License-Identifier: Apache-2.0
import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useState } from 'react';

const TYPING_PAUSE_MS = 350;

interface SlowInputProps {
  placeholder: string;
  width: number;
  testId: string;
  /** What stands there at first; it is taken as known. */
  initial?: string;
  onChange(text: string | undefined): void;
}

/** Asks the hub once the typing pauses, not at each key. */
export function SlowInput({ placeholder, width, testId, initial, onChange }: SlowInputProps) {
  const [text, setText] = useState<string>();
  useEffect(() => {
    if (text === undefined) return undefined;
    const timer = setTimeout(() => onChange(text.trim() || undefined), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
    // Only the text starts the clock; the callback is new at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);
  return (
    <Input
      allowClear
      prefix={<SearchOutlined className="quiet" />}
      style={{ width }}
      placeholder={placeholder}
      aria-label={placeholder}
      data-testid={testId}
      maxLength={64}
      defaultValue={initial}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
