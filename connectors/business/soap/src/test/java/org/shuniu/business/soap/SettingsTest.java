// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import org.shuniu.api.testkit.SettingsContract;

/** README, help and example agree with the settings. */
class SettingsTest extends SettingsContract {}
