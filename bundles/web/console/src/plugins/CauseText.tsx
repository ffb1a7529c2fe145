// SPDX-License-Identifier: Apache-2.0
import { ApiError } from '../api/http';
import type { PluginCause } from '../api/plugins';
import { useI18n } from '../i18n';

/** A cause as a sentence, in the plugin's own words where it has some. */
export function CauseText({ cause }: { cause: PluginCause }) {
  const { explain } = useI18n();
  return <span title={cause.code}>{explain(new ApiError(0, cause.code, cause.args))}</span>;
}
