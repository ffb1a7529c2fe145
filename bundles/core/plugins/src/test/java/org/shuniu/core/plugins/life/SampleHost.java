// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.api.hub.LinkState;

/** Runs business links as their host does, and asks each of them again and again. */
final class SampleHost implements Vitals, AutoCloseable {
  private final Map<BusinessLink, Member> members = new ConcurrentHashMap<>();
  private final ServiceTracker<BusinessLink, BusinessLink> tracker;

  private static final class Member {
    final String bundle;
    final String version;
    final AtomicLong asked = new AtomicLong();
    final AtomicLong broken = new AtomicLong();
    volatile LinkState link = new LinkState(LinkState.Status.STARTING, "", Instant.now());

    Member(ServiceReference<?> reference) {
      bundle = reference.getBundle().getSymbolicName();
      version = reference.getBundle().getVersion().toString();
    }
  }

  SampleHost(BundleContext context) {
    tracker =
        new ServiceTracker<>(context, BusinessLink.class, null) {
          @Override
          public BusinessLink addingService(ServiceReference<BusinessLink> reference) {
            if (Besides.runs(reference.getBundle())) {
              return null; // no instance of these tests names a version
            }
            BusinessLink link = super.addingService(reference);
            Member member = new Member(reference);
            members.put(link, member);
            link.start(context(member));
            return link;
          }

          @Override
          public void removedService(ServiceReference<BusinessLink> reference, BusinessLink link) {
            link.stop();
            members.remove(link);
            super.removedService(reference, link);
          }
        };
    tracker.open();
  }

  /** A link of these tests only tells how it stands. */
  private static BusinessContext context(Member member) {
    return (BusinessContext)
        Proxy.newProxyInstance(
            SampleHost.class.getClassLoader(),
            new Class<?>[] {BusinessContext.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("link")) {
                member.link = (LinkState) arguments[0];
              }
              return null;
            });
  }

  /** The versions that answer now, each once. */
  List<String> answers() {
    List<String> versions = new ArrayList<>();
    members.forEach((link, member) -> versions.add(ask(link, member)));
    return versions;
  }

  private static String ask(BusinessLink link, Member member) {
    member.asked.incrementAndGet();
    try {
      var request = new BusinessRequest("r", "m", "o", Map.of(), Duration.ofSeconds(1));
      return String.valueOf(
          link.execute(request).toCompletableFuture().join().content().get("version"));
    } catch (RuntimeException e) {
      member.broken.incrementAndGet();
      return "broken";
    }
  }

  @Override
  public List<Vital> vitals() {
    answers();
    return members.values().stream()
        .map(
            m ->
                new Vital(
                    "business",
                    "sample",
                    m.bundle,
                    m.version,
                    m.link,
                    m.asked.get(),
                    m.broken.get()))
        .toList();
  }

  @Override
  public void close() {
    tracker.close();
  }
}
