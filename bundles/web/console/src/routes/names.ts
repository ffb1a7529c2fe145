// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { maybe } from '../i18n';
import { usePreferences } from '../app/preferences';

export interface Names {
  /** What a bundle is called; the symbolic name of one that the console does not know. */
  bundle(symbolicName: string): string;
  /** What a type of message is called, with or without its version. */
  message(type: string): string;
}

export function useNames(): Names {
  const language = usePreferences((state) => state.language);
  return useMemo<Names>(
    () => ({
      bundle: (symbolicName) => {
        const own = symbolicName.replace(/^org\.shuniu\./, '');
        return maybe(language, `component.${own}`) ?? own;
      },
      message: (type) => {
        const bare = type.replace(/\/\d+$/, '');
        return maybe(language, `message.${bare}`) ?? bare;
      },
    }),
    [language],
  );
}
