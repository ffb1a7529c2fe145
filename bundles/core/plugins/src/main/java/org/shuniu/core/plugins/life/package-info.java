// SPDX-License-Identifier: Apache-2.0
/**
 * The life of plugins: what is uploaded or dropped is looked at before anything happens, runs on
 * trial, stays if it is well and goes again if it is not. What shall run stands in {@code
 * etc/plugins}; the jars lie in {@code data/plugins}; what was done is told by the history.
 */
@NullMarked
package org.shuniu.core.plugins.life;

import org.jspecify.annotations.NullMarked;
