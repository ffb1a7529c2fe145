// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.channel;

import org.shuniu.api.testkit.SettingsContract;

/** Settings, help in both languages, README and example say the same. */
class SettingsTest extends SettingsContract {}
