// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessContext;
import org.shuniu.api.business.spi.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the system tells: checks who it is, that it is fresh and whole, and acknowledges when
 * the hub has stored it. A notice that comes again is told again, with the same id; a request that
 * is replayed gets the answer of the first and is not told.
 *
 * <p>Safe for use by many threads.
 */
public final class Callback implements AutoCloseable {
  public static final int STORED = 202;
  public static final int INVALID = 400;
  public static final int UNSIGNED = 401;
  public static final int NOT_ALLOWED = 405;
  public static final int TOO_LARGE = 413;
  public static final int UNAVAILABLE = 503;

  private static final Logger LOG = LoggerFactory.getLogger(Callback.class);

  /** Storing waits for the disk; more at a time only wait for each other, on the web's threads. */
  private static final int AT_A_TIME = 16;

  private static final int REMEMBERED = 10_000;
  private static final String NONCE = "[A-Za-z0-9_-]{16,64}";

  /**
   * What the system gets.
   *
   * @param code of what is wrong; empty if nothing is
   */
  public record Answer(int status, String code) {}

  /** What a system tells, read. */
  public record Notice(String id, String matter, String operation, Map<String, Object> content) {
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._:-]{0,99}";
    private static final int MATTER_MAX = 64;

    /** Whether the ids may stand on the bus. */
    public boolean whole() {
      return id.matches(ID) && matter.matches(ID) && matter.length() <= MATTER_MAX;
    }
  }

  /** Understands what a system tells. */
  @FunctionalInterface
  public interface Reader {
    /** Empty if it is not as agreed. */
    Optional<Notice> read(byte[] body);
  }

  /**
   * A shared secret and its name.
   *
   * @param secret asked for at each use
   */
  public record Key(String id, Supplier<String> secret) {}

  /**
   * Whom it lets in.
   *
   * @param key signs what the system tells
   * @param window how far the system's clock may be from ours
   * @param maxBytes a longer body is refused
   */
  public record Settings(Key key, Duration window, int maxBytes) {}

  private final BusinessContext context;
  private final Settings settings;
  private final Reader reader;
  private final Semaphore room = new Semaphore(AT_A_TIME);
  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private volatile boolean closed;

  /** A request that was acknowledged. */
  private record Seen(Instant at, Answer answer) {}

  /** Lets in whom the settings say, and understands what the reader does. */
  public Callback(BusinessContext context, Settings settings, Reader reader) {
    this.context = context;
    this.reader = reader;
    this.settings = settings;
  }

  /** Longest body. */
  int maxBytes() {
    return settings.maxBytes();
  }

  /**
   * Answers one POST.
   *
   * @param path as it came, with its query
   * @param header gives a header's value, empty if there is none
   */
  public Answer take(String path, UnaryOperator<String> header, byte[] body) {
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
    String expected = Signature.of(settings.key().secret().get(), "POST", path, time, nonce, body);
    // Compared first and in any case: who has not the secret learns nothing from the answer.
    boolean same = Signature.same(expected, header.apply(Signature.VALUE));
    boolean known = Signature.same(settings.key().id(), header.apply(Signature.KEY));
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
    Optional<Notice> notice = reader.read(body);
    if (notice.isEmpty()) {
      return new Answer(INVALID, "business.callback.content-invalid");
    }
    Notice told = notice.get();
    Instant at = context.clock().instant();
    long begin = System.nanoTime();
    context.tell(told.id(), told.matter(), told.operation(), told.content());
    context.exchanged(
        new Exchange(
            Exchange.Direction.IN,
            told.id(),
            told.matter(),
            told.operation(),
            at,
            Duration.ofNanos(System.nanoTime() - begin),
            Exchange.ANSWERED,
            "",
            new String(body, StandardCharsets.UTF_8)));
    LOG.debug("{}: notice {} of matter {}", context.instance(), told.id(), told.matter());
    return new Answer(STORED, "");
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
