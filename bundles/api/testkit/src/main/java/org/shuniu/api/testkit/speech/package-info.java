// SPDX-License-Identifier: Apache-2.0
/** The contract of speech engines. */
package org.shuniu.api.testkit.speech;
