// SPDX-License-Identifier: Apache-2.0
/** The life of plugins: files that come in, versions, changes. */
import type { components } from './schema';
import type { Page } from './types';
import { get, id, post, put, remove, type PageQuery } from './verbs';

type Schemas = components['schemas'];
export type InstalledPlugin = Schemas['InstalledPlugin'];
export type PluginVersion = Schemas['PluginVersion'];
export type PluginPreview = Schemas['PluginPreview'];
export type PluginVerdict = Schemas['PluginVerdict'];
export type PluginCause = Schemas['PluginCause'];
export type PluginChange = Schemas['PluginChange'];

/** Bytes of a part: in Base64 well below what one request may have. */
const PART = 480 * 1024;

/** Sends a file in parts; gives what would happen if it were installed. */
async function upload(file: File, signature: string | undefined, onProgress: (percent: number) => void): Promise<PluginPreview> {
  const { id: target } = await post<Schemas['PluginUpload']>('/plugins/uploads', { fileName: file.name, size: file.size, signature });
  const parts = Math.ceil(file.size / PART);
  for (let part = 0; part < parts; part++) {
    const bytes = new Uint8Array(await file.slice(part * PART, (part + 1) * PART).arrayBuffer());
    await put(`/plugins/uploads/${id(target)}/parts/${part}`, { content: base64(bytes) });
    onProgress(Math.round(((part + 1) * 100) / parts));
  }
  return post<PluginPreview>(`/plugins/uploads/${id(target)}/preview`);
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

export const pluginHub = {
  upload,
  install: (preview: PluginPreview, beside: boolean) =>
    post<PluginChange[]>(`/plugins/uploads/${id(preview.id)}/install`, { revision: preview.revision, beside }),
  installed: (signal?: AbortSignal) => get<InstalledPlugin[]>('/plugins/installed', {}, signal),
  rollBack: (plugin: InstalledPlugin, version: PluginVersion) =>
    post<PluginChange>(`/plugins/installed/${id(plugin.name)}/roll-back`, { sha256: version.sha256, revision: plugin.revision }),
  remove: (plugin: InstalledPlugin) => remove<PluginChange>(`/plugins/installed/${id(plugin.name)}?revision=${id(plugin.revision)}`),
  removeBeside: (plugin: InstalledPlugin, version: PluginVersion) =>
    remove<PluginChange>(`/plugins/installed/${id(plugin.name)}/beside/${version.sha256}?revision=${id(plugin.revision)}`),
  changes: (query: PageQuery, signal?: AbortSignal) => get<Page<PluginChange>>('/plugins/changes', { ...query }, signal),
};
