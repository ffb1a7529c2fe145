// SPDX-License-Identifier: Apache-2.0
import { Alert, App, Button, Modal, Skeleton, Space } from 'antd';
import { useEffect, useState } from 'react';
import { ApiError } from '../api/http';
import { settingsHub, type SettingsChange, type SettingsForm, type SettingsProblem } from '../api/settings';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { ChangeList } from './ChangeList';
import { FieldRow } from './FieldRow';
import { changesOf, differences, request, type Edits } from './model';
import { TrialButton, TrialResult, useTrial } from './Trial';

interface ConfigFormProps {
  id: string;
  onSaved?(): void;
}

/** The form of one configuration; it is read again whenever it was saved. */
export function ConfigForm({ id, onSaved }: ConfigFormProps) {
  const { t, language, describe } = useI18n();
  const loaded = useLoad((signal) => settingsHub.form(id, language, signal), `${id}|${language}`);
  if (loaded.failure !== undefined) return <Alert type="error" showIcon title={describe(loaded.failure)} />;
  if (!loaded.data) return <Skeleton active />;
  if (!loaded.data.readable) return <Alert type="error" showIcon title={t('settings.unreadable', { file: `${id}.cfg` })} />;
  return <Fields form={loaded.data} onFresh={loaded.reload} onSaved={onSaved} />;
}

interface FieldsProps {
  form: SettingsForm;
  onFresh(): void;
  onSaved?(): void;
}

function Fields({ form: given, onFresh, onSaved }: FieldsProps) {
  const { t, language } = useI18n();
  const { message } = App.useApp();
  const allowed = useSession((state) => may(state.session, 'config:edit'));
  const [saved, setSaved] = useState<SettingsForm>();
  const [edits, setEdits] = useState<Edits>({});
  const [problems, setProblems] = useState<SettingsProblem[]>([]);
  const [theirs, setTheirs] = useState<{ login: string; changes: SettingsChange[] }>();
  const [asking, setAsking] = useState(false);
  const [busy, run] = useAction();
  // What is read later is newer than the answer to a save.
  useEffect(() => setSaved(undefined), [given]);
  const form = saved ?? given;
  const changes = changesOf(form, edits);

  const edit = (key: string, value: string[] | null) => {
    setEdits((before) => ({ ...before, [key]: value }));
    setProblems((before) => before.filter((problem) => problem.field !== key));
  };
  const settle = (fresh: SettingsForm) => {
    setSaved(fresh);
    setEdits({});
    setTheirs(undefined);
    void message[fresh.inForce ? 'success' : 'warning'](t(fresh.inForce ? 'settings.savedInForce' : 'settings.savedLater'));
    onFresh();
    onSaved?.();
  };
  const refused = async (failure: unknown) => {
    if (!(failure instanceof ApiError)) throw failure;
    if (failure.code === 'settings.invalid') setProblems(failure.args.problems as SettingsProblem[]);
    else if (failure.code === 'settings.changed') {
      const now = await settingsHub.form(form.id, language);
      setTheirs({ login: String(failure.args.login ?? ''), changes: differences(form, now) });
      setSaved(now);
    } else throw failure;
  };
  const save = () =>
    run(async () => {
      setAsking(false);
      const { values, reset } = request(changes);
      try {
        settle(await settingsHub.save(form.id, language, form.revision, values, reset));
      } catch (failure) {
        await refused(failure);
      }
    });

  const trial = useTrial({ id: form.id, changes, onRefused: refused });

  return (
    <div className="settings-form" data-testid="settings-form">
      {!form.inForce && <Alert className="gap-below" type="warning" showIcon title={t('settings.notInForce')} />}
      {theirs && (
        <Alert
          className="gap-below"
          type="warning"
          showIcon
          data-testid="settings-theirs"
          title={t('settings.theirs', { who: theirs.login || t('settings.byFile') })}
          description={<ChangeList changes={theirs.changes} />}
        />
      )}
      {form.fields.map((field) => (
        <FieldRow
          key={field.id}
          field={field}
          edits={edits}
          disabled={!allowed || busy}
          problem={problems.find((problem) => problem.field === field.id)}
          onEdit={(value) => edit(field.id, value)}
        />
      ))}
      <Unknown form={form} edits={edits} disabled={!allowed} onRemove={(key) => edit(key, null)} />
      <TrialResult trial={trial.trial} />
      {allowed && (
        <Space className="settings-foot">
          <Button type="primary" disabled={changes.length === 0} loading={busy} data-testid="settings-save" onClick={() => setAsking(true)}>
            {t('settings.save', { count: changes.length })}
          </Button>
          <Button disabled={Object.keys(edits).length === 0} onClick={() => setEdits({})}>
            {t('settings.discard')}
          </Button>
          {form.testable && <TrialButton busy={trial.busy} onClick={trial.start} />}
        </Space>
      )}
      <Modal
        open={asking}
        title={t('settings.preview')}
        okText={t('common.save')}
        cancelText={t('common.cancel')}
        okButtonProps={{ 'data-testid': 'settings-confirm' }}
        onOk={() => void save()}
        onCancel={() => setAsking(false)}
      >
        <ChangeList changes={changes} />
        <p>{t(form.factory ? 'settings.restartsInstance' : 'settings.restartsBundle')}</p>
      </Modal>
    </div>
  );
}

interface UnknownProps {
  form: SettingsForm;
  edits: Edits;
  disabled: boolean;
  onRemove(key: string): void;
}

function Unknown({ form, edits, disabled, onRemove }: UnknownProps) {
  const { t } = useI18n();
  const left = form.unknown.filter(({ key }) => edits[key] !== null);
  if (left.length === 0) return null;
  return (
    <section aria-label={t('settings.unknown')}>
      <h4>{t('settings.unknown')}</h4>
      <p className="quiet small">{t('settings.unknownHint')}</p>
      {left.map(({ key, values }) => (
        <p key={key}>
          <code>{key}</code> = {values.join(', ')}{' '}
          <Button size="small" disabled={disabled} onClick={() => onRemove(key)}>
            {t('settings.remove')}
          </Button>
        </p>
      ))}
    </section>
  );
}
