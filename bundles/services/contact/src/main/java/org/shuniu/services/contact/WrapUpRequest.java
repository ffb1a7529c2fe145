// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

/** What an agent notes. */
public record WrapUpRequest(String category, String summary, boolean resolved) {}
