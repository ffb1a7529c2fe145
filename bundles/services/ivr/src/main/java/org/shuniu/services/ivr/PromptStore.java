// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ivr;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.base.Ids;
import org.shuniu.api.hub.Transactions;

/** Prompts and their versions. Safe for use by many threads. */
final class PromptStore {
  private final EntityManager em;
  private final Transactions tx;
  private final PromptFiles files;

  PromptStore(EntityManager em, Transactions tx, PromptFiles files) {
    this.em = em;
    this.tx = tx;
    this.files = files;
  }

  /** A prompt with its versions, newest first. */
  record Listed(String name, String label, Optional<Integer> published, List<Stored> versions) {}

  /** One version. */
  record Stored(
      int version,
      String language,
      Optional<String> text,
      int millis,
      String note,
      String createdBy,
      Instant createdAt) {}

  /** A version to be added: a text to be spoken, or audio as {@link WavFile} makes it. */
  record Draft(
      String label,
      String language,
      Optional<String> text,
      Optional<byte[]> audio,
      String note,
      String user) {}

  /** Adds a version that nobody hears yet. Gives its number. */
  int add(String name, Draft draft) {
    // Written before the row is: a file without a row does no harm, a row without its file does.
    Optional<String> file = draft.audio().map(files::keep);
    return tx.call(
        () -> {
          @Nullable PromptRow row = em.find(PromptRow.class, name);
          if (row == null) {
            row = new PromptRow();
            row.name = name;
            row.label = draft.label();
            em.persist(row);
            em.flush();
          }
          row.label = draft.label();
          row.newest++;
          PromptVersionRow version = new PromptVersionRow();
          version.id = Ids.next();
          version.prompt = name;
          version.promptVersion = row.newest;
          version.language = draft.language();
          version.text = draft.text().orElse(null);
          version.audio = file.orElse(null);
          version.millis =
              draft.audio().map(audio -> (int) WavFile.length(audio).toMillis()).orElse(0);
          version.note = draft.note();
          version.createdBy = draft.user();
          version.createdAt = Instant.now();
          em.persist(version);
          return row.newest;
        });
  }

  /** From now on callers hear this version. */
  void publish(String name, int version) {
    tx.run(
        () -> {
          version(name, version);
          row(name).published = version;
        });
  }

  /** What is heard of a version; {@code ivr.prompt.unknown}. */
  PromptContent content(String name, int version) {
    return tx.call(() -> content(version(name, version)));
  }

  /** What is heard now, by name. */
  Map<String, PromptContent> inForce() {
    return tx.call(
        () -> {
          Map<String, PromptContent> contents = new HashMap<>();
          em.createQuery(
                  "select v from PromptVersionRow v, PromptRow p"
                      + " where p.name = v.prompt and p.published = v.promptVersion",
                  PromptVersionRow.class)
              .getResultList()
              .forEach(v -> contents.put(v.prompt, content(v)));
          return Map.copyOf(contents);
        });
  }

  List<Listed> list() {
    return tx.call(
        () -> {
          Map<String, List<Stored>> versions = new LinkedHashMap<>();
          em.createQuery(
                  "select v from PromptVersionRow v order by v.prompt, v.promptVersion desc",
                  PromptVersionRow.class)
              .getResultList()
              .forEach(
                  v -> versions.computeIfAbsent(v.prompt, p -> new ArrayList<>()).add(stored(v)));
          return em
              .createQuery("select p from PromptRow p order by p.name", PromptRow.class)
              .getResultList()
              .stream()
              .map(
                  p ->
                      new Listed(
                          p.name,
                          p.label,
                          Optional.ofNullable(p.published),
                          versions.getOrDefault(p.name, List.of())))
              .toList();
        });
  }

  /** Takes a prompt away, with its versions and with the files that no other one has. */
  void remove(String name) {
    List<String> orphans =
        tx.call(
            () -> {
              PromptRow row = row(name);
              List<PromptVersionRow> own =
                  em.createQuery(
                          "select v from PromptVersionRow v where v.prompt = :name",
                          PromptVersionRow.class)
                      .setParameter("name", name)
                      .getResultList();
              List<String> audio =
                  own.stream().flatMap(v -> Optional.ofNullable(v.audio).stream()).toList();
              own.forEach(em::remove);
              em.flush();
              em.remove(row);
              return audio.stream().distinct().filter(file -> !used(file)).toList();
            });
    orphans.forEach(files::remove);
  }

  private boolean used(String file) {
    return em.createQuery(
                "select count(v) from PromptVersionRow v where v.audio = :file", Long.class)
            .setParameter("file", file)
            .getSingleResult()
        > 0;
  }

  private PromptRow row(String name) {
    @Nullable PromptRow row = em.find(PromptRow.class, name);
    if (row == null) {
      throw HubException.notFound("ivr.prompt.unknown", name);
    }
    return row;
  }

  private PromptVersionRow version(String name, int version) {
    return em.createQuery(
            "select v from PromptVersionRow v where v.prompt = :name and v.promptVersion = :version",
            PromptVersionRow.class)
        .setParameter("name", name)
        .setParameter("version", version)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> HubException.notFound("ivr.prompt.unknown", name + "/" + version));
  }

  private PromptContent content(PromptVersionRow row) {
    return new PromptContent(
        Optional.ofNullable(row.audio).map(files::uri),
        Optional.ofNullable(row.text).orElse(""),
        row.language);
  }

  private static Stored stored(PromptVersionRow row) {
    return new Stored(
        row.promptVersion,
        row.language,
        Optional.ofNullable(row.text),
        row.millis,
        row.note,
        row.createdBy,
        row.createdAt);
  }
}
