// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.outreach;

/** Why somebody sends a notice again. */
public record ResendRequest(String reason) {}
