// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.util.DefaultDecomposer;
import org.jspecify.annotations.Nullable;

/**
 * One PDU as it came, with its header read.
 *
 * @param command command_id
 * @param status command_status
 * @param sequence sequence_number
 * @param octets the whole, with the header
 */
record Frame(int command, int status, int sequence, byte[] octets) {
  private static final int HEADER = 16;

  /** A deliver_sm with the longest payload, and as much again for what a carrier adds. */
  private static final int MOST = 128 * 1024;

  /** Makes a PDU with a sequence number. */
  @FunctionalInterface
  interface Composition {
    byte[] compose(int sequence) throws PDUStringException;
  }

  /** What comes is not SMPP; nobody knows where the next PDU begins. */
  static final class BrokenException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenException(int length) {
      super("command_length " + length);
    }
  }

  /** The next PDU; never takes more memory than the longest may. */
  static Frame read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < HEADER || length > MOST) {
      throw new BrokenException(length);
    }
    byte[] octets = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    buffer.putInt(length);
    in.readFully(octets, Integer.BYTES, length - Integer.BYTES);
    return new Frame(buffer.getInt(), buffer.getInt(), buffer.getInt(), octets);
  }

  /** message_id of a submit_sm_resp; empty when there is none. */
  String messageId() {
    int end = HEADER;
    while (end < octets.length && octets[end] != 0) {
      end++;
    }
    return new String(octets, HEADER, end - HEADER, StandardCharsets.US_ASCII);
  }

  /** The fields of a deliver_sm; empty when they are malformed. */
  Optional<DeliverSm> deliver() {
    try {
      return Optional.of(new DefaultDecomposer().deliverSm(octets));
    } catch (PDUStringException | RuntimeException e) {
      // jSMPP reads on behind the end of a PDU that is too short, as it trusts lengths inside it.
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Frame frame && Arrays.equals(octets, frame.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "PDU 0x%08x status 0x%08x sequence %d".formatted(command, status, sequence);
  }
}
