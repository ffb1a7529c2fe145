// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import org.asteriskjava.manager.action.AbstractManagerAction;

/**
 * Lets a ringing telephone be picked up: a NOTIFY of the event package {@code talk} inside the
 * dialog of its channel. The library has no action for it; it reads the getters of public classes
 * only.
 */
public final class TalkNotifyAction extends AbstractManagerAction {
  private static final long serialVersionUID = 1;

  private final String channel;

  TalkNotifyAction(String channel) {
    this.channel = channel;
  }

  @Override
  public String getAction() {
    return "PJSIPNotify";
  }

  public String getChannel() {
    return channel;
  }

  public String getVariable() {
    return "Event=talk";
  }
}
