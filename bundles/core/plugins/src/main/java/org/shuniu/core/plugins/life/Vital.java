// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import org.shuniu.api.hub.LinkState;

/**
 * How an instance of a connector does.
 *
 * @param bundle symbolic name of the bundle it comes from
 * @param version of that bundle
 * @param asked how often its host asked it something since it came
 * @param broken how often it failed in a way of its own: a bug, not a foreign system that is away
 */
public record Vital(
    String seam,
    String instance,
    String bundle,
    String version,
    LinkState link,
    long asked,
    long broken) {
  /** For people: {@code business/oa}. */
  String path() {
    return seam + "/" + instance;
  }
}
