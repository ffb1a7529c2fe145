// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import org.shuniu.api.services.citizen.CallerVerified;
import org.shuniu.api.services.citizen.VerificationLevel;
import org.shuniu.api.services.contact.ContactLinked;

/** Decides what a proof of identity means for a contact (T11). */
final class Verifications {
  /**
   * Keeps the proof. Whom an agent has noted stays noted: the proof of another person's identity is
   * not shown as this one's.
   */
  void verified(Call call, CallerVerified event, Effects out) {
    Proof proof = new Proof(event.citizen(), event.level(), event.method(), event.expires());
    boolean none = event.level() == VerificationLevel.NONE;
    if (proof.equals(call.proof) || (none && call.proof == null)) {
      return;
    }
    call.proof = none ? null : proof;
    call.dirty = true;
    out.save = true;
    if (!none && call.citizenId == null) {
      call.citizenId = event.citizen();
      out.fact(call, new ContactLinked(call.id, event.citizen(), "", out.now));
    }
    if (call.agent != null) {
      out.push(call.agent.userId, "contact.updated");
    }
  }
}
