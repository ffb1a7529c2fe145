// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit.pbx;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.pbx.PbxSnapshot;
import org.shuniu.api.pbx.spi.PbxDriver;

/** One started driver before its rig, and the steps that many checks begin with. */
public final class PbxStage implements AutoCloseable {
  /** Instance name of the driver under test. */
  public static final String PBX = "rig";

  /** The hotline that callers dial. */
  public static final String HOTLINE = "12333";

  private final PbxRig rig;
  private final Path directory;
  private final PbxProbe probe;
  private final PbxDriver driver;

  /** Starts a driver and waits for its link. */
  public PbxStage(PbxRig rig, Path directory) {
    this.rig = rig;
    this.directory = directory;
    this.probe = new PbxProbe(PBX, directory);
    this.driver = rig.newDriver();
    driver.start(probe);
    probe.awaitLink(LinkState.Status.ONLINE);
  }

  /** A call with its first leg and the person who made it. */
  public record Call(String id, String leg, PbxRig.Caller caller) {}

  /** A leg to a telephone. */
  public record Ring(String leg, PbxRig.Phone phone) {}

  public PbxRig rig() {
    return rig;
  }

  public PbxProbe probe() {
    return probe;
  }

  public PbxDriver driver() {
    return driver;
  }

  /** Orders and waits until the switch has accepted. */
  public void order(PbxCommand command) {
    try {
      // The type is checked on purpose: a host that waits for a Void must get one.
      Void accepted = driver.execute(command).toCompletableFuture().get(10, TimeUnit.SECONDS);
      org.assertj.core.api.Assertions.assertThat((Object) accepted).isNull();
    } catch (ExecutionException e) {
      throw new AssertionError("refused: " + command, e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no answer to " + command, e);
    }
  }

  /** Orders and returns the code of the refusal. */
  public String refusal(PbxCommand command) {
    try {
      driver.execute(command).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof HubException refusal) {
        return refusal.code();
      }
      throw new AssertionError("failed, but not with a HubException", e);
    }
    throw new AssertionError("accepted: " + command);
  }

  /** The switch's present state. */
  public PbxSnapshot snapshot() {
    return driver.snapshot().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** The leg in the switch's present state; fails when it is not there. */
  public PbxSnapshot.Leg look(String leg) {
    PbxSnapshot snapshot = snapshot();
    return snapshot.legs().stream()
        .filter(candidate -> candidate.leg().equals(leg))
        .findFirst()
        .orElseThrow(() -> new AssertionError(leg + " is not in " + snapshot));
  }

  /** Somebody dials the hotline; awaited until it is offered. */
  public Call offered(String from) {
    return offered(from, Map.of());
  }

  /** Somebody dials the hotline with attached data; awaited until it is offered. */
  public Call offered(String from, Map<String, String> headers) {
    int mark = probe.mark();
    PbxRig.Caller caller = rig.dial(from, HOTLINE, headers);
    PbxEvent.CallOffered event = probe.await(PbxEvent.CallOffered.class, e -> true, mark);
    return new Call(event.call(), event.leg(), caller);
  }

  /** Somebody dials the hotline and is answered. */
  public Call answered(String from) {
    Call call = offered(from);
    order(new PbxCommand.AnswerCall(PBX, call.id(), call.leg()));
    awaitAnswered(call.leg());
    await().atMost(PbxProbe.PATIENCE).until(call.caller()::answered);
    return call;
  }

  /** Lets a telephone ring on a new leg of the call. */
  public Ring ring(Call call, int phone, PbxRig.Manner manner) {
    PbxRig.Phone telephone = rig.phone(phone);
    telephone.manner(manner);
    String leg = Ids.next();
    order(ringDevice(call.id(), leg, telephone.device()));
    return new Ring(leg, telephone);
  }

  /** The order to ring a telephone, with a timeout of five seconds. */
  public static PbxCommand.RingDevice ringDevice(String call, String leg, String device) {
    return new PbxCommand.RingDevice(
        PBX, call, leg, device, Duration.ofSeconds(5), "13800138000", Map.of());
  }

  /** A telephone that has answered. */
  public Ring ringAnswered(Call call, int phone) {
    Ring ring = ring(call, phone, PbxRig.Manner.ANSWERS);
    awaitAnswered(ring.leg());
    return ring;
  }

  /** Lets caller and telephone talk. */
  public void connect(Call call, Ring ring) {
    int mark = probe.mark();
    order(new PbxCommand.ConnectLegs(PBX, call.id(), call.leg(), ring.leg()));
    probe.await(PbxEvent.LegsConnected.class, e -> e.call().equals(call.id()), mark);
  }

  /** Plays a tone to the caller; the answer is the request. */
  public String play(Call call, Duration length, boolean interruptible) {
    String request = Ids.next();
    List<String> audio = List.of(tone(length));
    order(new PbxCommand.PlayPrompt(PBX, call.id(), call.leg(), request, audio, interruptible));
    return request;
  }

  /**
   * Asks the caller for keys, with two seconds of patience for the first and one for each further
   * key; the answer is the request.
   */
  public String collect(Call call, int max, String terminator, boolean secret) {
    String request = Ids.next();
    order(
        new PbxCommand.CollectDigits(
            PBX,
            call.id(),
            call.leg(),
            request,
            List.of(tone(Duration.ofMillis(600))),
            max,
            terminator,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            secret));
    return request;
  }

  public void awaitAnswered(String leg) {
    probe.await(PbxEvent.LegAnswered.class, e -> e.leg().equals(leg));
  }

  public PbxEvent.LegEnded awaitEnded(String leg) {
    return probe.await(PbxEvent.LegEnded.class, e -> e.leg().equals(leg));
  }

  public PbxEvent.PromptEnded awaitPrompt(String request) {
    return probe.await(PbxEvent.PromptEnded.class, e -> e.request().equals(request));
  }

  public PbxEvent.DigitsCollected awaitDigits(String request) {
    return probe.await(PbxEvent.DigitsCollected.class, e -> e.request().equals(request));
  }

  /** URI of a WAV file (8 kHz, 16 bit, mono) with a tone of this length. */
  public String tone(Duration length) {
    Path file = directory.resolve("tone-" + length.toMillis() + ".wav");
    try {
      if (!Files.exists(file)) {
        Files.write(file, Tone.wav(length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toUri().toString();
  }

  @Override
  public void close() {
    driver.stop();
    probe.close();
  }
}
