// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the system tells: checks who it is, that it is fresh and whole, and acknowledges when
 * the hub has stored it. A notice that comes again is told again, with the same id; a request that
 * is replayed gets the answer of the first and is not told.
 *
 * <p>Safe for use by many threads.
 */
final class Callback implements AutoCloseable {
  static final int STORED = 202;
  static final int INVALID = 400;
  static final int UNSIGNED = 401;
  static final int NOT_ALLOWED = 405;
  static final int TOO_LARGE = 413;
  static final int UNAVAILABLE = 503;

  private static final Logger LOG = LoggerFactory.getLogger(Callback.class);

  /** Storing waits for the disk; more at a time only wait for each other, on the web's threads. */
  private static final int AT_A_TIME = 16;

  private static final int REMEMBERED = 10_000;
  private static final int ANSWER_MAX = 20_000;
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._:-]{0,99}";
  private static final String NONCE = "[A-Za-z0-9_-]{16,64}";

  /**
   * What the system gets.
   *
   * @param code of what is wrong; empty if nothing is
   */
  record Answer(int status, String code) {}

  private final BusinessContext context;
  private final Settings settings;
  private final Semaphore room = new Semaphore(AT_A_TIME);
  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private volatile boolean closed;

  /** A request that was acknowledged. */
  private record Seen(Instant at, Answer answer) {}

  Callback(BusinessContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  /** Longest body. */
  int maxBytes() {
    return settings.callbackMaxBytes();
  }

  /**
   * Answers one POST.
   *
   * @param path as it came, with its query
   * @param header gives a header's value, empty if there is none
   */
  Answer take(String path, UnaryOperator<String> header, byte[] body) {
    if (closed || !room.tryAcquire()) {
      return new Answer(UNAVAILABLE, "business.busy");
    }
    try {
      return checked(path, header, body);
    } catch (HubException e) {
      LOG.warn("{}: a notice could not be stored now: {}", context.instance(), e.code());
      return new Answer(UNAVAILABLE, e.code());
    } finally {
      room.release();
    }
  }

  private Answer checked(String path, UnaryOperator<String> header, byte[] body) {
    Optional<String> wrong = unsigned(path, header, body);
    if (wrong.isPresent()) {
      LOG.warn("{}: a notice was not let in: {}", context.instance(), wrong.get());
      return new Answer(UNSIGNED, wrong.get());
    }
    String nonce = header.apply(Signature.NONCE);
    Optional<Answer> before = before(nonce);
    if (before.isPresent()) {
      return before.get();
    }
    Answer answer = tell(body);
    remember(nonce, answer);
    return answer;
  }

  /** What is wrong with the signature, if anything is. */
  private Optional<String> unsigned(String path, UnaryOperator<String> header, byte[] body) {
    String time = header.apply(Signature.TIME);
    String nonce = header.apply(Signature.NONCE);
    String expected =
        Signature.of(settings.incoming().secret().get(), "POST", path, time, nonce, body);
    // Compared first and in any case: who has not the secret learns nothing from the answer.
    boolean same = Signature.same(expected, header.apply(Signature.VALUE));
    boolean known = Signature.same(settings.incoming().id(), header.apply(Signature.KEY));
    if (!same || !known || !nonce.matches(NONCE)) {
      return Optional.of("business.callback.signature-invalid");
    }
    return fresh(time) ? Optional.empty() : Optional.of("business.callback.time-invalid");
  }

  private boolean fresh(String time) {
    try {
      Duration apart = Duration.between(Instant.parse(time), context.clock().instant()).abs();
      return apart.compareTo(settings.window()) <= 0;
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private Answer tell(byte[] body) {
    Optional<ObjectNode> object = Json.object(body);
    Optional<Notice> notice = object.flatMap(Callback::notice);
    if (notice.isEmpty()) {
      return new Answer(INVALID, "business.callback.content-invalid");
    }
    Notice told = notice.get();
    context.tell(told.id(), told.matter(), told.operation(), told.content());
    LOG.debug("{}: notice {} of matter {}", context.instance(), told.id(), told.matter());
    return new Answer(STORED, "");
  }

  /** What the system tells, read. */
  private record Notice(String id, String matter, String operation, Map<String, Object> content) {}

  private static Optional<Notice> notice(ObjectNode body) {
    Map<String, Object> content = new LinkedHashMap<>();
    Optional<String> id = Json.text(body, "notice", 100).filter(text -> text.matches(ID));
    Optional<String> matter = Json.text(body, "matter", 64).filter(text -> text.matches(ID));
    boolean whole =
        switch (Json.text(body, "operation", 40).orElse("")) {
          case "ticket.accepted" ->
              put(body, content, "foreignId", 100) && put(body, content, "by", 100);
          case "ticket.answered" ->
              put(body, content, "foreignId", 100)
                  && put(body, content, "by", 100)
                  && put(body, content, "outcome", 20)
                  && Set.of("resolved", "sent-back").contains(content.get("outcome"))
                  && put(body, content, "answer", ANSWER_MAX);
          default -> false;
        };
    return id.isPresent() && matter.isPresent() && whole
        ? Optional.of(
            new Notice(id.get(), matter.get(), body.get("operation").textValue(), content))
        : Optional.empty();
  }

  private static boolean put(ObjectNode body, Map<String, Object> content, String field, int max) {
    Optional<String> value = Json.text(body, field, max);
    value.ifPresent(text -> content.put(field, text));
    return value.isPresent();
  }

  private Optional<Answer> before(String nonce) {
    synchronized (seen) {
      return Optional.ofNullable(seen.get(nonce)).map(Seen::answer);
    }
  }

  /**
   * As long as the time stamp lets a replay in. What is forgotten for lack of room would be told
   * once more, with the same id of the notice.
   */
  private void remember(String nonce, Answer answer) {
    Instant now = context.clock().instant();
    Instant old = now.minus(settings.window().multipliedBy(2));
    synchronized (seen) {
      seen.put(nonce, new Seen(now, answer));
      for (Iterator<Seen> oldest = seen.values().iterator(); oldest.hasNext(); ) {
        if (!oldest.next().at().isBefore(old) && seen.size() <= REMEMBERED) {
          return;
        }
        oldest.remove();
      }
    }
  }

  /** Lets nobody in any more. */
  @Override
  public void close() {
    closed = true;
  }
}
