// SPDX-License-Identifier: Apache-2.0
import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Modal, Progress } from 'antd';
import { useRef, useState } from 'react';
import { pluginHub, type PluginPreview } from '../api/plugins';
import { useI18n } from '../i18n';
import { PreviewList } from './PreviewList';

interface PluginUploadProps {
  open: boolean;
  onClose(): void;
  onStarted(): void;
}

/** A file comes in, what it would do is shown, and only a yes makes it happen. */
export function PluginUpload({ open, onClose, onStarted }: PluginUploadProps) {
  const { t } = useI18n();
  return (
    <Modal open={open} title={t('plugins.upload')} footer={null} width={680} destroyOnHidden onCancel={onClose}>
      {open && <Steps onStarted={onStarted} onClose={onClose} />}
    </Modal>
  );
}

function Steps({ onStarted, onClose }: Omit<PluginUploadProps, 'open'>) {
  const { t, describe } = useI18n();
  const picker = useRef<HTMLInputElement>(null);
  const [percent, setPercent] = useState<number>();
  const [preview, setPreview] = useState<PluginPreview>();
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [wished, setBeside] = useState(false);

  const possible = preview?.plugins.every((verdict) => verdict.beside) ?? false;
  const beside = wished && possible;
  const refused = preview?.plugins.some((verdict) => verdict.problems.length > 0 || (!beside && verdict.instead));

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(false);
    }
  };
  const send = (files: File[]) =>
    attempt(async () => {
      setPreview(undefined);
      const file = files.find((each) => /\.(jar|kar)$/i.test(each.name));
      if (!file) return;
      setPercent(0);
      const signature = await files.find((each) => each.name.endsWith('.sig'))?.text();
      setPreview(await pluginHub.upload(file, signature, setPercent));
    });
  const install = (seen: PluginPreview) =>
    attempt(async () => {
      await pluginHub.install(seen, beside);
      onStarted();
    });
  return (
    <div data-testid="plugin-upload">
      <p className="quiet">{t('plugins.uploadHint')}</p>
      <Button icon={<UploadOutlined />} disabled={busy} onClick={() => picker.current?.click()}>
        {t('plugins.choose')}
      </Button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept=".jar,.kar,.sig"
        data-testid="plugin-file"
        onChange={(event) => void send([...(event.target.files ?? [])])}
      />
      {percent !== undefined && !preview && failure === undefined && <Progress percent={percent} />}
      {failure !== undefined && <Alert className="gap-above" type="error" showIcon role="alert" title={describe(failure)} data-testid="plugin-refused" />}
      {preview && (
        <>
          <PreviewList preview={preview} beside={beside} />
          {possible && (
            <p>
              <Checkbox checked={wished} data-testid="plugin-beside" onChange={(event) => setBeside(event.target.checked)}>
                {t('plugins.beside')}
              </Checkbox>
              <span className="quiet small">{t('plugins.besideHint')}</span>
            </p>
          )}
          <Button type="primary" block disabled={refused} loading={busy} data-testid="plugin-install" onClick={() => void install(preview)}>
            {t('plugins.install')}
          </Button>
        </>
      )}
      {preview && refused && (
        <Button block onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </div>
  );
}
