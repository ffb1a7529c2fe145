// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

/** Something happened. Named in the past tense; any number of consumers get it. */
public interface Event extends Message {}
