// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.pbx;

import java.util.Map;
import org.shuniu.api.pbx.spi.PbxDriver;

/**
 * A switch with people around it: lets a test play citizens and agents' telephones. One rig serves
 * many tests, one after another. What it does takes effect soon, not at once; tests await it.
 */
public interface PbxRig {
  /** A new driver for the rig's switch, not started; the test starts and stops it. */
  PbxDriver newDriver();

  /**
   * A citizen calls.
   *
   * @param from the number to signal, exactly as it shall stand in the signalling
   * @param to the hotline's number
   * @param headers attached data by name of the header: {@code X-Call-Data}, {@code User-to-User}
   */
  Caller dial(String from, String to, Map<String, String> headers);

  /** One of at least three telephones, counted from 0; registered, idle, answering at once. */
  Phone phone(int index);

  /** A telephone that the switch knows and that is not registered. */
  String unregisteredDevice();

  /** Breaks the link between driver and switch; the switch and its calls go on. */
  void cutLink();

  /** Lets the driver reach the switch again. */
  void restoreLink();

  /** Ends all calls and gives all telephones their first state; returns when it is done. */
  void reset();

  /** Somebody with an ear, a mouth and keys. */
  interface Party {
    /** Presses keys, with a human pause between them. Returns when all are pressed. */
    void press(String digits);

    /** Hangs up, or gives up while it rings. */
    void hangUp();

    /** Whether the party's connection is over, whoever ended it. */
    boolean ended();

    /** Whether anything but silence came within the last second. */
    boolean hears();
  }

  /** A citizen. */
  interface Caller extends Party {
    /** Whether the switch has answered. */
    boolean answered();
  }

  /** What a telephone does when it is called. */
  enum Manner {
    ANSWERS,
    /** Rings for ever. */
    SILENT,
    BUSY,
    DECLINES
  }

  /** An agent's telephone. */
  interface Phone extends Party {
    /** Its name in the switch. */
    String device();

    /** Changes its manner, from the next call on. */
    void manner(Manner manner);

    /** Whether it rings now. */
    boolean ringing();

    /** Whether it is in a conversation now. */
    boolean talking();

    /** Logs off from the switch, or on again. */
    void registered(boolean registered);
  }
}
