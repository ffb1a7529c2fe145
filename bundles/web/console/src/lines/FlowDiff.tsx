// SPDX-License-Identifier: Apache-2.0
import { Skeleton } from 'antd';
import { hub } from '../api/hub';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { TextDiff } from '../widgets/TextDiff';

const textOf = (version: unknown) => JSON.stringify(version, null, 2);

/** What one version of a flow changes in another. */
export function FlowDiff({ flow, from, to }: { flow: string; from: number; to: number }) {
  const { describe } = useI18n();
  const { data, failure } = useLoad(
    (signal) => Promise.all([hub.flow(flow, from, signal), hub.flow(flow, to, signal)]),
    `${flow}/${from}/${to}`,
  );
  if (failure !== undefined) return <p role="alert">{describe(failure)}</p>;
  if (data === undefined) return <Skeleton active />;
  const [before, after] = data;
  return <TextDiff before={textOf(before)} after={textOf(after)} testId="flow-diff" />;
}
