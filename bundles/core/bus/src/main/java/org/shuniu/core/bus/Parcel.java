// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

/**
 * A message as it travels: what the broker must know of it, and the whole envelope as JSON.
 *
 * @param id of the envelope; grows with time
 * @param tag type and version, {@code contact.queued/1}: what consumers select by
 * @param key see {@link org.shuniu.api.base.Message#key()}
 * @param durable whether it survives a crash
 * @param body the envelope as JSON in UTF-8; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Parcel(String id, String tag, String key, boolean durable, byte[] body) {
  static String tag(String type, int version) {
    return type + "/" + version;
  }
}
