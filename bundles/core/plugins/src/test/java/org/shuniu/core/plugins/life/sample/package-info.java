// SPDX-License-Identifier: Apache-2.0
/** What is in the jars of tests. */
package org.shuniu.core.plugins.life.sample;
