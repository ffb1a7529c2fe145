// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

/**
 * One version of a plugin.
 *
 * @param version as its manifest says
 * @param sha256 of its jar, in hexadecimal; empty if that could not be read
 * @param shipped whether it came with the distribution
 */
record Revision(String version, String sha256, boolean shipped) {}
