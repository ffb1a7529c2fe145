// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.check.CheckException;
import org.shuniu.check.Profile;
import org.shuniu.check.bad.EchoPeer;

/** A program that plays the foreign system: here one that is a program of its own, indeed. */
@Timeout(60)
class ForeignTest {
  @TempDir Path folder;

  private final Places places =
      new Places(
          Map.of("java", Path.of(System.getProperty("java.home"), "bin", "java").toString()));

  private Foreign foreign(List<String> command) {
    Profile.Request slow = new Profile.Request("slow", JsonNodeFactory.instance.objectNode());
    return new Foreign(
        new Profile.Peer(
            command,
            Optional.of("http://127.0.0.1:${port.control}"),
            List.of(),
            Map.of("slow", slow)),
        places,
        folder,
        folder.resolve("peer.log"));
  }

  private static Path classes() throws Exception {
    return Path.of(EchoPeer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void isLostAndComesBackAtTheSamePort() throws Exception {
    List<String> command =
        List.of(
            "${java}",
            "-cp",
            classes().toString(),
            EchoPeer.class.getName(),
            "${port.a}",
            "${port.control}");
    try (Foreign peer = foreign(command)) {
      peer.start();
      assertThat(answers()).isTrue();
      assertThat(peer.mood("slow")).isTrue();
      assertThat(peer.mood("unheard-of")).isFalse();
      peer.lose();
      assertThat(answers()).isFalse();
      peer.restore();
      assertThat(answers()).isTrue();
    }
    assertThat(answers()).isFalse();
  }

  private boolean answers() {
    int port = Integer.parseInt(places.fill("${port.a}"));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void oneThatDoesNotStartIsToldWithItsCommand() {
    try (Foreign peer = foreign(List.of("${java}", "-cp", "nowhere", "NoSuchPeer"))) {
      assertThatThrownBy(peer::start)
          .isInstanceOf(CheckException.class)
          .hasMessageContaining("NoSuchPeer");
    }
  }

  @Test
  void aPlaceThatNobodyKnowsIsTold() {
    assertThatThrownBy(() -> places.fill("${home}"))
        .isInstanceOf(CheckException.class)
        .hasMessageContaining("${home}");
  }
}
