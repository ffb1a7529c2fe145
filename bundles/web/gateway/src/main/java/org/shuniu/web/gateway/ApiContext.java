// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/**
 * A servlet context of its own for the REST interface: what others register or remove in the common
 * one does not restart it, which would cut every live stream.
 */
@Component(
    service = ServletContextHelper.class,
    scope = ServiceScope.BUNDLE,
    property = {
      "osgi.http.whiteboard.context.name=" + ApiContext.NAME,
      "osgi.http.whiteboard.context.path=" + ApiContext.PATH
    })
public final class ApiContext extends ServletContextHelper {
  static final String NAME = "shuniu-api";
  static final String PATH = "/api/v1";
}
