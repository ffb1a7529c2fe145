// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

/** A flow in the version that callers get. */
record PublishedFlow(String name, int version, Flow flow) {}
