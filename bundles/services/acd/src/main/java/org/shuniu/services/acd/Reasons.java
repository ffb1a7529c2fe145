// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.acd;

import java.util.List;
import java.util.Set;

/** Why an agent is not ready: reasons that the ACD itself gives, and those it begins with. */
final class Reasons {
  static final String NO_ANSWER = "no-answer";
  static final String REJECTED = "rejected";
  static final String UNREACHABLE = "unreachable";
  static final String DEVICE_BUSY = "device-busy";
  static final String CONSOLE_LOST = "console-lost";

  /** What a person must look into, and what a simulated agent gets over by itself. */
  static final Set<String> FAULTS = Set.of(NO_ANSWER, REJECTED, UNREACHABLE, DEVICE_BUSY);

  static final String OTHER = "other";
  static final String USUAL_BREAK = "break";

  private Reasons() {}

  static List<Reason> seeds() {
    return List.of(
        new Reason(OTHER, Kind.NOT_READY, "其他", "Other", 10),
        new Reason("training", Kind.NOT_READY, "培训", "Training", 20),
        new Reason("meeting", Kind.NOT_READY, "会议", "Meeting", 30),
        new Reason("paperwork", Kind.NOT_READY, "整理资料", "Paperwork", 40),
        new Reason(USUAL_BREAK, Kind.BREAK, "小休", "Short break", 10),
        new Reason("meal", Kind.BREAK, "用餐", "Meal", 20),
        new Reason(NO_ANSWER, Kind.SYSTEM, "振铃未接", "Did not answer", 10),
        new Reason(REJECTED, Kind.SYSTEM, "拒接", "Declined", 20),
        new Reason(UNREACHABLE, Kind.SYSTEM, "话机不通", "Telephone unreachable", 30),
        new Reason(DEVICE_BUSY, Kind.SYSTEM, "话机占线", "Telephone busy", 40),
        new Reason(CONSOLE_LOST, Kind.SYSTEM, "工作台断开", "Console lost", 50));
  }

  /** For which state a reason is; SYSTEM ones are given by the ACD and chosen by nobody. */
  enum Kind {
    NOT_READY,
    BREAK,
    SYSTEM
  }

  /**
   * One reason.
   *
   * @param place order on the screen, within the kind
   */
  record Reason(String code, Kind kind, String labelZh, String labelEn, int place) {}
}
