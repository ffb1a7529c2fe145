// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

/** One of the values that a key may have. */
record SettingsOption(String value, String label) {}
