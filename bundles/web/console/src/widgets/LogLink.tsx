// SPDX-License-Identifier: Apache-2.0
import { FileSearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useI18n } from '../i18n';

/** What the hub noted about it, for those who may read the log. */
export function LogLink({ id }: { id: string }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const allowed = useSession((state) => may(state.session, 'log:read'));
  if (!allowed) return null;
  return (
    <Button icon={<FileSearchOutlined />} data-testid="log-link" onClick={() => void navigate(`/logs/${encodeURIComponent(id)}`)}>
      {t('screen.logs')}
    </Button>
  );
}
