// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.shuniu.api.hub.Metrics;
import org.shuniu.api.testkit.FakeBus;
import org.shuniu.api.testkit.FakeVault;
import org.shuniu.api.testkit.TestStore;

/** The whole service on a fake bus and a database of its own; what it has spoken is kept. */
final class IvrRig implements AutoCloseable {
  /** A flow that welcomes with these words. */
  static final String FLOW =
      """
      {"labelZh":"测试","language":"zh-CN","start":"welcome","fallbackSkill":"general",
       "nodes":{
        "welcome":{"kind":"prompt","text":"%s","next":"main"},
        "main":{"kind":"menu","text":"请按键","keys":{"0":"human"},"exhausted":"human"},
        "human":{"kind":"queue","skill":"social-insurance"}}}
      """;

  final FakeBus bus = new FakeBus();
  final List<String> spoken = Collections.synchronizedList(new ArrayList<>());
  final List<String> audit = Collections.synchronizedList(new ArrayList<>());
  final List<String> counted = Collections.synchronizedList(new ArrayList<>());
  final IvrService service;
  private final TestStore store =
      new TestStore(
          FlowRow.class,
          FlowVersionRow.class,
          LineRow.class,
          PromptRow.class,
          PromptVersionRow.class,
          CalendarRow.class,
          HolidaysRow.class);
  private final Path folder;

  IvrRig() {
    try {
      folder = Files.createTempDirectory("prompts");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    IvrConfig config =
        (IvrConfig)
            Proxy.newProxyInstance(
                IvrConfig.class.getClassLoader(),
                new Class<?>[] {IvrConfig.class, Annotation.class},
                (self, method, arguments) -> method.getDefaultValue());
    service =
        new IvrService(
            store.entityManager(),
            store.transactions(),
            bus,
            this::say,
            new FakeVault(),
            (operation, object, detail) -> audit.add(operation + " " + object + " " + detail),
            new Counter(),
            new PromptFiles(folder),
            config);
    bus.register(service);
  }

  private final class Counter implements Metrics {
    @Override
    public void count(String name, String... tags) {
      counted.add(name);
    }

    @Override
    public void time(String name, Duration duration, String... tags) {}

    @Override
    public Registration gauge(String name, Supplier<Number> value, String... tags) {
      return () -> {};
    }
  }

  private CompletionStage<String> say(String text, String language) {
    spoken.add(language + ":" + text);
    return CompletableFuture.completedFuture("audio:" + text);
  }

  static Flow flow(String welcome) {
    return FlowJson.read(FLOW.formatted(welcome));
  }

  @Override
  public void close() {
    service.deactivate();
    store.close();
  }
}
