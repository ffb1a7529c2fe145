// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.base;

/** Something shall happen. Named in the imperative; exactly one consumer carries it out. */
public interface Command extends Message {}
