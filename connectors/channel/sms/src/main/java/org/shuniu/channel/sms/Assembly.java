// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.shuniu.api.base.HubException;
import org.shuniu.api.channel.spi.IncomingText;

/**
 * Joins the parts of long texts. A carrier may give the second part only after the first is
 * acknowledged, so parts are kept on disk before that: one folder for a text, one file for a part.
 * A text whose parts do not all come is given as it is after a while. One call at a time.
 */
final class Assembly {
  /** More parts than a text of the greatest length has. */
  private static final int MOST_PARTS = 64;

  private static final int MOST_TEXTS = 1_000;
  private static final String HEAD = "head";
  private static final String DONE = "done";
  private static final String GAP = "…";

  private final Path folder;
  private final Duration patience;
  private final Duration memory;

  /**
   * @param patience how long parts are waited for
   * @param memory how long a text that was given is remembered
   */
  Assembly(Path folder, Duration patience, Duration memory) {
    this.folder = folder;
    this.patience = patience;
    this.memory = memory;
  }

  /** What all parts of a text share. */
  private record Head(String from, String to, int total, Instant since) {}

  /** A text that may be given; {@link #given} afterwards. */
  record Whole(IncomingText text, Path place) {}

  /**
   * Keeps a part for good.
   *
   * @return the text, when this was the last part of it
   * @throws HubException of kind CAPACITY when it cannot be kept now
   */
  synchronized Optional<Whole> add(Message message, Message.Place part, Instant now) {
    if (part.total() > MOST_PARTS) {
      throw HubException.invalid("channel.text.invalid", Map.of("parts", part.total()));
    }
    String key =
        Repeats.digest(
            message.from(),
            message.to(),
            Integer.toString(part.reference()),
            Integer.toString(part.total()));
    Path place = folder.resolve(key);
    try {
      if (Files.exists(place.resolve(DONE))) {
        if (since(place.resolve(DONE)).plus(memory).isAfter(now)) {
          return Optional.empty();
        }
        delete(place);
      }
      if (!Files.exists(place.resolve(HEAD))) {
        open(place, new Head(message.from(), message.to(), part.total(), now));
      }
      keep(place, Integer.toString(part.number()), out -> out.writeUTF(message.text()));
      return whole(place, key, false);
    } catch (IOException e) {
      throw full(e);
    }
  }

  /** Texts that have waited too long for a part. */
  synchronized List<Whole> overdue(Instant now) {
    List<Whole> all = new ArrayList<>();
    for (Path place : places()) {
      try {
        Path done = place.resolve(DONE);
        if (Files.exists(done)) {
          if (!since(done).plus(memory).isAfter(now)) {
            delete(place);
          }
        } else if (!Files.exists(place.resolve(HEAD))) {
          delete(place);
        } else if (!head(place).since().plus(patience).isAfter(now)) {
          whole(place, place.getFileName().toString(), true).ifPresent(all::add);
        }
      } catch (IOException e) {
        throw full(e);
      }
    }
    return all;
  }

  /** The text is stored by the host; its parts are not needed, but known when they come again. */
  synchronized void given(Whole whole) {
    try {
      keep(whole.place(), DONE, out -> out.writeBoolean(true));
      for (Path part : files(whole.place())) {
        if (!part.getFileName().toString().equals(DONE)) {
          Files.delete(part);
        }
      }
    } catch (IOException e) {
      throw full(e);
    }
  }

  private void open(Path place, Head head) throws IOException {
    if (places().size() >= MOST_TEXTS) {
      throw HubException.capacity("channel.parts.full", Map.of("most", MOST_TEXTS));
    }
    Files.createDirectories(place);
    keep(
        place,
        HEAD,
        out -> {
          out.writeUTF(head.from());
          out.writeUTF(head.to());
          out.writeInt(head.total());
          out.writeLong(head.since().toEpochMilli());
        });
  }

  private static Head head(Path place) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(place.resolve(HEAD)))) {
      return new Head(
          in.readUTF(), in.readUTF(), in.readInt(), Instant.ofEpochMilli(in.readLong()));
    }
  }

  private static Optional<Whole> whole(Path place, String key, boolean asItIs) throws IOException {
    Head head = head(place);
    Map<Integer, String> parts = new TreeMap<>();
    for (Path part : files(place)) {
      String name = part.getFileName().toString();
      if (name.chars().allMatch(Character::isDigit)) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(part))) {
          parts.put(Integer.parseInt(name), in.readUTF());
        }
      }
    }
    if (parts.size() < head.total() && !asItIs) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (int number = 1; number <= head.total(); number++) {
      text.append(parts.getOrDefault(number, GAP));
    }
    String id = key + "-" + head.since().toEpochMilli();
    return Optional.of(
        new Whole(
            new IncomingText(id, head.from(), head.to(), Clean.text(text.toString())), place));
  }

  /** Writes fields. */
  private interface Fields {
    void write(DataOutputStream out) throws IOException;
  }

  /** On disk when it returns, whole or not at all. */
  private static void keep(Path place, String name, Fields fields) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    fields.write(new DataOutputStream(octets));
    Path fresh = place.resolve(name + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(octets.toByteArray());
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    }
    Files.move(
        fresh,
        place.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private List<Path> places() {
    try {
      return Files.isDirectory(folder) ? files(folder) : List.of();
    } catch (IOException e) {
      throw full(e);
    }
  }

  private static List<Path> files(Path place) throws IOException {
    try (Stream<Path> all = Files.list(place)) {
      return all.toList();
    }
  }

  private static Instant since(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  private static void delete(Path place) throws IOException {
    for (Path file : files(place)) {
      Files.delete(file);
    }
    Files.delete(place);
  }

  private static HubException full(IOException cause) {
    return HubException.capacity(
        "channel.parts.full", Map.of("reason", cause.getClass().getSimpleName()));
  }
}
