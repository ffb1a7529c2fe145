// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import java.time.Instant;
import org.shuniu.api.services.citizen.VerificationLevel;

/** That the caller is a citizen, how surely, and until when that holds (T11). */
record Proof(String citizen, VerificationLevel level, String method, Instant expires) {}
