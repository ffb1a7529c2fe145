// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

/** Who the citizen of a contact is. */
public record CitizenLink(String citizenId) {}
