// SPDX-License-Identifier: Apache-2.0
import { Checkbox } from 'antd';
import type { Permission } from '../api/types';
import { useI18n } from '../i18n';
import { byDomain } from './model';

interface PermissionListProps {
  catalogue: Permission[];
  value?: string[];
  onChange?(chosen: string[]): void;
  readOnly?: boolean;
}

/** A check list of all permissions in groups; the head of a group takes all of it. */
export function PermissionList({ catalogue, value = [], onChange, readOnly }: PermissionListProps) {
  const { t, word } = useI18n();
  const set = (codes: string[], on: boolean) =>
    onChange?.([...value.filter((code) => !codes.includes(code)), ...(on ? codes : [])]);
  return (
    <div data-testid="permission-list">
      {byDomain(catalogue).map(([domain, permissions]) => {
        const codes = permissions.map(({ code }) => code);
        const chosen = codes.filter((code) => value.includes(code));
        return (
          <fieldset key={domain} style={{ border: 0, margin: '0 0 12px', padding: 0 }}>
            <legend>
              <Checkbox
                disabled={readOnly}
                checked={chosen.length === codes.length}
                indeterminate={chosen.length > 0 && chosen.length < codes.length}
                onChange={(event) => set(codes, event.target.checked)}
              >
                <strong>{word('permission', domain)}</strong>
              </Checkbox>
            </legend>
            <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', paddingInlineStart: 24 }}>
              {permissions.map(({ code, duty }) => (
                <Checkbox
                  key={code}
                  disabled={readOnly}
                  checked={value.includes(code)}
                  onChange={(event) => set([code], event.target.checked)}
                  data-testid={`permission-${code}`}
                >
                  <span title={duty ? `${code} · ${t('roles.dutyOf', { duty: word('duty', duty) })}` : code}>{word('permission', code)}</span>
                </Checkbox>
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
