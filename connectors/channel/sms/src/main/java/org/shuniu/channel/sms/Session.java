// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.PDUComposer;
import org.shuniu.api.base.HubException;

/**
 * One connection with one bind. A thread of its own reads; any thread may write, and waits while
 * the carrier does not read. Nothing here waits for an answer but {@link #open} and {@link
 * #unbind}. An answer that does not come is found by {@link #check}, which somebody calls often.
 */
final class Session {
  private static final String OFFLINE = "channel.link.offline";
  private static final byte VERSION = 0x34;
  private static final int RESPONSE = SMPPConstant.MASK_CID_RESP;
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  /** Serial numbers of sessions, to tell one from the next. */
  private static final AtomicInteger SERIALS = new AtomicInteger();

  /** Told on the session's reading thread, which must not be held up. */
  interface Owner {
    /** A deliver_sm came; {@link Session#answer} is awaited. */
    void delivered(Session session, Frame deliver);

    /** The session is over; told once for each that was opened. */
    void lost(Session session, String reason);
  }

  /** A request whose answer is awaited. */
  private record Pending(CompletableFuture<Frame> answer, long deadline) {}

  private final PDUComposer composer = new DefaultComposer();
  private final Settings settings;
  private final Owner owner;
  private final Socket socket = new Socket();
  private final OutputStream out;
  private final Map<Integer, Pending> pending = new ConcurrentHashMap<>();
  private final AtomicInteger sequence = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final int serial = SERIALS.incrementAndGet();
  private volatile boolean bound;
  private volatile long heard = System.nanoTime();

  /** Since when a write has been under way; 0 when none is. */
  private volatile long writing;

  /**
   * Connects and binds.
   *
   * @param bind one of jSMPP's command ids of binds
   * @throws HubException {@code channel.link.offline} with the argument {@code reason}, and {@code
   *     status} where the carrier refused the bind
   */
  static Session open(String name, Settings settings, int bind, Owner owner) {
    try {
      Session session = new Session(settings, owner);
      try {
        session.bind(name, bind);
        return session;
      } catch (HubException e) {
        session.close(e.code());
        throw e;
      }
    } catch (IOException e) {
      throw offline("channel.connection.refused");
    }
  }

  static HubException offline(String reason) {
    return HubException.external(OFFLINE, Map.of("reason", reason));
  }

  private Session(Settings settings, Owner owner) throws IOException {
    this.settings = settings;
    this.owner = owner;
    try {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(settings.host(), settings.port()),
          (int) settings.bindTimeout().toMillis());
      out = socket.getOutputStream();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void bind(String name, int command) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    Thread reader = new Thread(() -> read(in), name + "-read");
    reader.setDaemon(true);
    reader.start();
    Frame answer;
    try {
      answer =
          request(number -> bindRequest(command, number), settings.bindTimeout())
              .get(settings.bindTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw offline("channel.bind.silent");
    } catch (ExecutionException e) {
      throw offline("channel.connection.lost");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw offline("channel.stopped");
    }
    if (answer.status() != SMPPConstant.STAT_ESME_ROK) {
      throw HubException.external(
          OFFLINE,
          Map.of("reason", "channel.bind.refused", "status", "0x%08x".formatted(answer.status())));
    }
    bound = true;
    if (closed.get()) {
      throw offline("channel.connection.lost");
    }
  }

  private byte[] bindRequest(int command, int number) throws PDUStringException {
    return composer.bind(
        command,
        number,
        settings.account().systemId(),
        settings.password().get(),
        settings.account().systemType(),
        VERSION,
        (byte) 0,
        (byte) 0,
        "");
  }

  /** Tells this session from others. */
  int serial() {
    return serial;
  }

  /**
   * Gives a message to the carrier. Fails with {@code channel.link.offline} when nothing was
   * written, with {@code channel.uncertain} when the session ended or the time passed before the
   * answer; an answer may be a refusal.
   */
  CompletableFuture<Frame> submit(Frame.Composition message) {
    return request(message, settings.responseTimeout());
  }

  /** Asks for a sign of life; {@link #check} looks for it. */
  void enquire() {
    int number = next();
    write(composer.enquireLink(number));
  }

  /** Answers a deliver_sm. */
  void answer(Frame deliver, int status) {
    write(composer.deliverSmResp(status, deliver.sequence(), ""));
  }

  /** Ends the session when it makes no progress, fails what waited too long. Does not block. */
  void check() {
    long now = System.nanoTime();
    List<Pending> late = new ArrayList<>();
    pending.forEach(
        (number, each) -> {
          if (each.deadline() - now < 0 && pending.remove(number, each)) {
            late.add(each);
          }
        });
    late.forEach(each -> each.answer().completeExceptionally(uncertain("no answer in time")));
    long silence = settings.enquireLink().plus(settings.responseTimeout()).toNanos();
    long since = writing;
    if (now - heard > silence) {
      close("channel.link.silent");
    } else if (since != 0 && now - since > settings.responseTimeout().toNanos()) {
      close("channel.link.stuck");
    }
  }

  /** Says good-bye, waits a moment for the answer, and ends the session. */
  void unbind() {
    if (bound && !closed.get()) {
      try {
        request(composer::unbind, FAREWELL).get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // It ends anyway.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    close("channel.stopped");
  }

  /** Ends the session at once; what waits for an answer becomes uncertain. */
  void close(String reason) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing more to be done about it.
    }
    failAll();
    if (bound) {
      owner.lost(this, reason);
    }
  }

  private void failAll() {
    for (Integer number : List.copyOf(pending.keySet())) {
      Optional.ofNullable(pending.remove(number))
          .ifPresent(each -> each.answer().completeExceptionally(uncertain("connection lost")));
    }
  }

  static HubException uncertain(String reason) {
    return HubException.external("channel.uncertain", Map.of("reason", reason));
  }

  private CompletableFuture<Frame> request(Frame.Composition composition, Duration patience) {
    int number = next();
    byte[] octets;
    try {
      octets = composition.compose(number);
    } catch (PDUStringException e) {
      return CompletableFuture.failedFuture(
          HubException.invalid("channel.text.invalid", Map.of("reason", "field too long")));
    }
    Pending request =
        new Pending(new CompletableFuture<>(), System.nanoTime() + patience.toNanos());
    if (closed.get()) {
      return CompletableFuture.failedFuture(offline("channel.connection.lost"));
    }
    pending.put(number, request);
    write(octets);
    if (closed.get()) {
      failAll();
    }
    return request.answer();
  }

  private int next() {
    return sequence.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
  }

  /** Writes whole PDUs one after another; a fault ends the session. */
  private void write(byte[] octets) {
    try {
      synchronized (out) {
        writing = System.nanoTime() | 1;
        out.write(octets);
        writing = 0;
      }
    } catch (IOException e) {
      close("channel.connection.lost");
    }
  }

  private void read(DataInputStream in) {
    try {
      while (!closed.get()) {
        Frame frame = Frame.read(in);
        heard = System.nanoTime();
        handle(frame);
      }
    } catch (Frame.BrokenException e) {
      write(composer.genericNack(SMPPConstant.STAT_ESME_RINVCMDLEN, 0));
      close("channel.pdu.invalid");
    } catch (IOException e) {
      close("channel.connection.lost");
    }
  }

  private void handle(Frame frame) {
    if ((frame.command() & RESPONSE) != 0) {
      Optional.ofNullable(pending.remove(frame.sequence()))
          .ifPresent(each -> each.answer().complete(frame));
      return;
    }
    switch (frame.command()) {
      case SMPPConstant.CID_DELIVER_SM -> owner.delivered(this, frame);
      case SMPPConstant.CID_ENQUIRE_LINK -> write(composer.enquireLinkResp(frame.sequence()));
      case SMPPConstant.CID_UNBIND -> {
        write(composer.unbindResp(SMPPConstant.STAT_ESME_ROK, frame.sequence()));
        close("channel.link.unbound");
      }
      case SMPPConstant.CID_ALERT_NOTIFICATION, SMPPConstant.CID_OUTBIND -> {
        // Neither wants an answer.
      }
      default -> write(composer.genericNack(SMPPConstant.STAT_ESME_RINVCMDID, frame.sequence()));
    }
  }
}
