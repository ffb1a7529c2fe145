// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** G.711 µ-law in both directions: speaks a tone, listens for anything but silence, sends keys. */
final class RtpStream implements AutoCloseable {
  private static final String KEYS = "0123456789*#";
  private static final int PACKET = 160;
  private static final long INTERVAL = 20_000_000;
  private static final int EVENT_TYPE = 101;

  private final DatagramSocket socket;
  private final BlockingQueue<Character> keys = new LinkedBlockingQueue<>();
  private volatile InetSocketAddress far;
  private volatile long heard = Long.MIN_VALUE;
  private volatile boolean closed;

  RtpStream() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    daemon("rtp-in", this::listen);
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Begins to speak to this port. */
  synchronized void speak(int port) {
    boolean first = far == null;
    far = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    if (first) {
      daemon("rtp-out", this::talk);
    }
  }

  void press(String digits) {
    digits.chars().forEach(digit -> keys.add((char) digit));
  }

  boolean pressed() {
    return keys.isEmpty();
  }

  /** Whether anything but silence came within the last second. */
  boolean hears() {
    return heard != Long.MIN_VALUE && System.nanoTime() - heard < 1_000_000_000L;
  }

  private void listen() {
    byte[] buffer = new byte[2048];
    while (!closed) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        if (packet.getLength() > 12
            && (buffer[1] & 0x7f) == 0
            && loud(buffer, packet.getLength())) {
          heard = System.nanoTime();
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  /** µ-law counts down: 0xFF and 0x7F are silence, small values below the sign bit are loud. */
  private static boolean loud(byte[] packet, int length) {
    int loud = 0;
    for (int i = 12; i < length; i++) {
      if ((~packet[i] & 0x7f) > 0x20) {
        loud++;
      }
    }
    return loud > (length - 12) / 8;
  }

  private void talk() {
    short sequence = 0;
    int time = 0;
    long next = System.nanoTime();
    while (!closed) {
      Character key = keys.peek();
      try {
        if (key != null) {
          sequence = key(key, sequence, time);
          time += PACKET * 12;
          next = System.nanoTime();
          keys.poll();
        }
        ByteBuffer packet = packet(0, sequence++, time, false);
        for (int i = 0; i < PACKET; i++) {
          packet.put(tone(time + i));
        }
        send(packet);
      } catch (IOException e) {
        return;
      }
      time += PACKET;
      next += INTERVAL;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /** RFC 4733: five packets of the key, three that end it, a pause. */
  private short key(char key, short first, int time) throws IOException {
    short sequence = first;
    for (int i = 1; i <= 8; i++) {
      ByteBuffer packet = packet(EVENT_TYPE, sequence++, time, i == 1);
      packet.put((byte) KEYS.indexOf(key)).put((byte) (i > 5 ? 0x8a : 0x0a));
      packet.putShort((short) (Math.min(i, 6) * PACKET));
      send(packet);
      LockSupport.parkNanos(INTERVAL);
    }
    LockSupport.parkNanos(4 * INTERVAL);
    return sequence;
  }

  private static ByteBuffer packet(int type, short sequence, int time, boolean marker) {
    ByteBuffer packet = ByteBuffer.allocate(12 + PACKET);
    packet.put((byte) 0x80).put((byte) (marker ? type | 0x80 : type));
    return packet.putShort(sequence).putInt(time).putInt(0x5111);
  }

  private void send(ByteBuffer packet) throws IOException {
    socket.send(new DatagramPacket(packet.array(), packet.position(), far));
  }

  /** 1000 Hz: a square of eight samples, loud enough for any ear. */
  private static byte tone(int sample) {
    return (byte) (sample % 8 < 4 ? 0x90 : 0x10);
  }

  @Override
  public void close() {
    closed = true;
    socket.close();
  }
}
