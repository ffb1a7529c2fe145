// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import java.util.List;
import org.asteriskjava.manager.event.AsyncAgiEndEvent;
import org.asteriskjava.manager.event.AsyncAgiExecEvent;
import org.asteriskjava.manager.event.AsyncAgiStartEvent;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.BridgeLeaveEvent;
import org.asteriskjava.manager.event.DeviceStateChangeEvent;
import org.asteriskjava.manager.event.DtmfEndEvent;
import org.asteriskjava.manager.event.EndpointList;
import org.asteriskjava.manager.event.EndpointListComplete;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HangupRequestEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.MixMonitorStartEvent;
import org.asteriskjava.manager.event.MixMonitorStopEvent;
import org.asteriskjava.manager.event.MusicOnHoldStartEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.asteriskjava.manager.event.StatusCompleteEvent;
import org.asteriskjava.manager.event.StatusEvent;

/** The events that the driver understands; inside OSGi the library finds none by itself. */
final class AmiEvents {
  static final List<Class<? extends ManagerEvent>> TYPES =
      List.of(
          AsyncAgiStartEvent.class,
          AsyncAgiExecEvent.class,
          AsyncAgiEndEvent.class,
          BridgeEnterEvent.class,
          BridgeLeaveEvent.class,
          DeviceStateChangeEvent.class,
          DtmfEndEvent.class,
          EndpointList.class,
          EndpointListComplete.class,
          HangupEvent.class,
          HangupRequestEvent.class,
          MixMonitorStartEvent.class,
          MixMonitorStopEvent.class,
          MusicOnHoldStartEvent.class,
          NewChannelEvent.class,
          NewStateEvent.class,
          OriginateResponseEvent.class,
          StatusEvent.class,
          StatusCompleteEvent.class);

  private AmiEvents() {}
}
