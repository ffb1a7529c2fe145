// SPDX-License-Identifier: Apache-2.0
import { UndoOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import type { SettingsField, SettingsProblem } from '../api/settings';
import { fill, useI18n } from '../i18n';
import { FieldInput } from './FieldInput';
import { unitOf, valueOf, type Edits } from './model';

interface FieldRowProps {
  field: SettingsField;
  edits: Edits;
  problem?: SettingsProblem;
  disabled: boolean;
  onEdit(value: string[] | null): void;
}

/** One key: name, control, help, what is wrong with it, and the way back to its default. */
export function FieldRow({ field, edits, problem, disabled, onEdit }: FieldRowProps) {
  const { t, word } = useI18n();
  const edit = edits[field.id];
  const wrong = problem ?? (edit === undefined ? (field.problem as SettingsProblem | undefined) : undefined);
  const own = edit === undefined ? field.set : edit !== null;
  return (
    <div className="setting" data-changed={edit !== undefined || undefined}>
      <label htmlFor={`setting-${field.id}`}>
        {field.name} <code className="quiet small">{field.id}</code>
      </label>
      <div className="setting-value">
        <FieldInput field={field} value={valueOf(field, edits)} disabled={disabled} invalid={Boolean(wrong)} onChange={onEdit} />
        {own && !disabled && (
          <Button
            icon={<UndoOutlined />}
            title={t('settings.reset')}
            aria-label={`${t('settings.reset')} ${field.name}`}
            onClick={() => onEdit(null)}
          />
        )}
      </div>
      {wrong && (
        <p role="alert" className="alarm small" data-testid={`problem-${field.id}`}>
          {fill(word('settingsProblem', wrong.code), wrong.args)}
        </p>
      )}
      <p className="quiet small" id={`help-${field.id}`}>
        {field.help} <Facts field={field} />
      </p>
    </div>
  );
}

function Facts({ field }: { field: SettingsField }) {
  const { t } = useI18n();
  const { min, max } = field;
  const unit = field.list || field.type === 'TEXT' || field.type === 'BOOLEAN' ? '' : (unitOf(field.id) ?? '');
  const facts = [
    min !== undefined || max !== undefined ? t('settings.range', { range: `${min ?? '…'} – ${max ?? '…'} ${unit}`.trim() }) : '',
    field.defaults.join(', ') !== '' ? t('settings.defaultIs', { value: `${field.defaults.join(', ')} ${unit}`.trim() }) : '',
  ].filter(Boolean);
  return (
    <>
      <span>{facts.join(' · ')}</span>
      {field.secret && field.secretFound !== undefined && (
        <Tag className="gap-left" color={field.secretFound ? 'success' : 'warning'}>
          {t(field.secretFound ? 'settings.secretFound' : 'settings.secretMissing')}
        </Tag>
      )}
    </>
  );
}
