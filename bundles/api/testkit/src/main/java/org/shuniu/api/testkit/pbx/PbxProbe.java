// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.spi.PbxContext;
import org.shuniu.api.testkit.FakeConnectorContext;

/** The host's side of a driver under test: keeps what it tells. */
public final class PbxProbe extends FakeConnectorContext implements PbxContext {
  private static final Duration POLL = Duration.ofMillis(10);

  private final List<PbxEvent> events = new CopyOnWriteArrayList<>();

  /** For the instance of this name, with a folder of its own. */
  public PbxProbe(String instance, Path directory) {
    super(instance, directory);
  }

  @Override
  public void emit(PbxEvent event) {
    events.add(event);
  }

  /** All events so far, oldest first. */
  public List<PbxEvent> events() {
    return List.copyOf(events);
  }

  /** All events of a type so far, oldest first. */
  public <E extends PbxEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** How many events there are: a mark to look behind. */
  public int mark() {
    return events.size();
  }

  /** The first event of a type that fits; awaited. */
  public <E extends PbxEvent> E await(Class<E> type, Predicate<? super E> fits) {
    return await(type, fits, 0);
  }

  /** The first event of a type that fits, behind a mark; awaited. */
  public <E extends PbxEvent> E await(Class<E> type, Predicate<? super E> fits, int mark) {
    Awaitility.await()
        .alias(type.getSimpleName())
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () -> assertThat(find(type, fits, mark)).as("one fitting of %s", events).isNotEmpty());
    return find(type, fits, mark).get(0);
  }

  /** A switch takes longer than others to come back. */
  @Override
  public void awaitLink(LinkState.Status... anyOf) {
    awaitLink(PATIENCE.multipliedBy(2), anyOf);
  }

  private <E extends PbxEvent> List<E> find(Class<E> type, Predicate<? super E> fits, int mark) {
    return events.stream()
        .skip(mark)
        .filter(type::isInstance)
        .map(type::cast)
        .filter(fits)
        .toList();
  }
}
