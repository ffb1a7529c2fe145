// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.services.citizen.VerificationLevel;
import org.shuniu.api.services.contact.ContactState;
import org.shuniu.api.services.contact.EndReason;
import org.shuniu.api.services.contact.Medium;

/** A contact as it is stored; see {@link CallStore}. */
@Entity
@Table(name = "contact_contact")
class ContactRow {
  @Id String id;

  @Version
  @Column(name = "version")
  int version;

  @Enumerated(EnumType.STRING)
  @Column(name = "medium")
  Medium medium;

  @Column(name = "direction")
  String direction;

  @Column(name = "pbx")
  String pbx;

  @Column(name = "caller")
  @Nullable String caller;

  @Column(name = "caller_key")
  @Nullable String callerKey;

  @Column(name = "called")
  @Nullable String called;

  @Column(name = "region")
  @Nullable String region;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  ContactState state;

  @Column(name = "caller_leg")
  String callerLeg;

  @Column(name = "skill")
  @Nullable String skill;

  @Column(name = "priority")
  int priority;

  @Column(name = "agent_id")
  @Nullable String agentId;

  @Column(name = "agent_user_id")
  @Nullable String agentUserId;

  @Column(name = "agent_number")
  @Nullable String agentNumber;

  @Column(name = "agent_name")
  @Nullable String agentName;

  @Column(name = "agent_device")
  @Nullable String agentDevice;

  @Column(name = "agent_leg")
  @Nullable String agentLeg;

  @Column(name = "reservation")
  @Nullable String reservation;

  @Column(name = "offered_at")
  Instant offeredAt;

  @Column(name = "queued_at")
  @Nullable Instant queuedAt;

  @Column(name = "answered_at")
  @Nullable Instant answeredAt;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "end_reason")
  @Nullable EndReason endReason;

  @Column(name = "held")
  boolean held;

  @Column(name = "muted")
  boolean muted;

  @Column(name = "category")
  @Nullable String category;

  @Column(name = "citizen_id")
  @Nullable String citizenId;

  @Column(name = "verified_citizen")
  @Nullable String verifiedCitizen;

  @Enumerated(EnumType.STRING)
  @Column(name = "verification_level")
  @Nullable VerificationLevel verificationLevel;

  @Column(name = "verification_method")
  @Nullable String verificationMethod;

  @Column(name = "verification_expires")
  @Nullable Instant verificationExpires;

  @Column(name = "attached_data")
  @Nullable String attachedData;
}
