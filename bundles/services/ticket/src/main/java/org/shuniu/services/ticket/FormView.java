// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

/** The form of a process as it is now. */
public record FormView(String process, int version, String label, Form form) {}
