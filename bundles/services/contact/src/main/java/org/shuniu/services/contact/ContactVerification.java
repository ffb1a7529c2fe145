// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;
import org.shuniu.api.services.citizen.VerificationLevel;

/** How surely the citizen of a contact is the caller, and until when that holds. */
public record ContactVerification(VerificationLevel level, String method, Instant expires) {}
