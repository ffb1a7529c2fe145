// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.core.UriInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Needs;

/**
 * Refuses whoever may not, as the operation's {@link Needs} says, before a body is read: a stranger
 * does not even learn what a body has to look like. An operation that declares nothing checks by
 * itself.
 */
final class Permissions implements ContainerRequestFilter {
  private final Supplier<Optional<Access>> access;

  Permissions(Supplier<Optional<Access>> access) {
    this.access = access;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Message message = PhaseInterceptorChain.getCurrentMessage();
    OperationResourceInfo operation = message.getExchange().get(OperationResourceInfo.class);
    @Nullable Needs needs = needs(operation.getAnnotatedMethod(), operation.getMethodToInvoke());
    if (needs != null) {
      check(needs, request.getUriInfo());
    }
  }

  private void check(Needs needs, UriInfo uri) {
    List<String> enough = Arrays.asList(needs.value());
    if (!needs.by().isEmpty()) {
      String prefix = uri.getPathParameters().getFirst(needs.by()) + "=";
      enough =
          enough.stream()
              .filter(pair -> pair.startsWith(prefix))
              .map(pair -> pair.substring(prefix.length()))
              .toList();
    }
    if (enough.contains(Needs.NOTHING)) {
      return;
    }
    Access who = access.get().orElseThrow(Resources::away);
    who.current();
    if (!enough.isEmpty() && !enough.contains(Needs.SESSION)) {
      who.requireOne(enough.get(0), enough.subList(1, enough.size()).toArray(String[]::new));
    }
  }

  private static @Nullable Needs needs(Method... methods) {
    for (@Nullable Method method : methods) {
      @Nullable Needs needs = method == null ? null : method.getAnnotation(Needs.class);
      if (needs != null) {
        return needs;
      }
    }
    return null;
  }
}
