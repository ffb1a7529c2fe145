// SPDX-License-Identifier: Apache-2.0
import { NodeIndexOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useI18n } from '../i18n';

/** The way through the hub, for those who may see it. */
export function TraceLink({ id }: { id: string }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const allowed = useSession((state) => may(state.session, 'trace:read'));
  if (!allowed) return null;
  return (
    <Button icon={<NodeIndexOutlined />} data-testid="trace-link" onClick={() => void navigate(`/trace/${id}`)}>
      {t('screen.trace')}
    </Button>
  );
}
