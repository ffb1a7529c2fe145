// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.flowable.common.engine.api.FlowableException;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.RepositoryService;
import org.flowable.engine.repository.Deployment;
import org.flowable.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Transactions;
import org.shuniu.api.workflow.WorkflowEvent.PackDeployed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings packs into the engine. A file makes a new version of its processes only when it, or a form
 * of it, differs from the one deployed last; processes that run stay with the version they began
 * with. A file that breaks the rules is told in the log, and what was deployed before stays.
 */
final class Deployer {
  private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);
  private static final String NO_FORM = "{}";

  private final ProcessEngine engine;
  private final Transactions transactions;
  private final Narrator narrator;
  private final Shelf shelf;

  Deployer(ProcessEngine engine, Transactions transactions, Narrator narrator, Shelf shelf) {
    this.engine = engine;
    this.transactions = transactions;
    this.narrator = narrator;
    this.shelf = shelf;
  }

  /** Deploys what is new on the shelf; a lost database throws, and the rest waits. */
  void run() {
    for (Pack pack : shelf.unread()) {
      for (Pack.ProcessFile file : pack.files()) {
        try {
          Races.run(3, () -> transactions.run(() -> deploy(pack, file)));
        } catch (HubException e) {
          if (e.retryable()) {
            throw e;
          }
          LOG.error("{}: {} is not deployed: {}", pack.bundle(), file.name(), e.getMessage());
        }
      }
      shelf.read(pack);
    }
  }

  private void deploy(Pack pack, Pack.ProcessFile file) {
    Blueprint blueprint = PackRules.read(file);
    blueprint.labels().keySet().forEach(process -> requireNoOther(process, pack.bundle()));
    RepositoryService repository = engine.getRepositoryService();
    String hash = hash(file);
    Deployment last =
        repository.createDeploymentQuery().deploymentKey(key(pack, file)).latest().singleResult();
    if (last == null || !hash.equals(last.getCategory())) {
      put(pack, file, hash);
    }
    new TreeMap<>(blueprint.labels())
        .forEach((process, label) -> tell(process, label, file.forms().get(process)));
  }

  private void put(Pack pack, Pack.ProcessFile file, String hash) {
    try {
      engine
          .getRepositoryService()
          .createDeployment()
          .key(key(pack, file))
          .name(pack.bundle())
          .category(hash)
          .addBytes(file.name(), file.bpmn())
          .deploy();
    } catch (FlowableException e) {
      throw PackRules.refused(file.name(), String.valueOf(e.getMessage()));
    }
    LOG.info("{}: {} is deployed", pack.bundle(), file.name());
  }

  private void tell(String process, String label, @Nullable String form) {
    ProcessDefinition newest = newest(process).orElseThrow();
    narrator.tell(
        new PackDeployed(
            process,
            newest.getVersion(),
            label,
            form == null ? NO_FORM : form,
            narrator.clock().instant()));
  }

  /** Two packs of one process would replace each other at each start. */
  private void requireNoOther(String process, String bundle) {
    newest(process)
        .map(ProcessDefinition::getDeploymentId)
        .map(id -> engine.getRepositoryService().createDeploymentQuery().deploymentId(id))
        .map(query -> query.singleResult().getName())
        .filter(owner -> !owner.equals(bundle) && shelf.holds(owner))
        .ifPresent(
            owner -> {
              throw HubException.conflict(
                  "workflow.process.taken", Map.of("process", process, "pack", owner));
            });
  }

  private Optional<ProcessDefinition> newest(String process) {
    return Optional.ofNullable(
        engine
            .getRepositoryService()
            .createProcessDefinitionQuery()
            .processDefinitionKey(process)
            .latestVersion()
            .singleResult());
  }

  private static String key(Pack pack, Pack.ProcessFile file) {
    return pack.bundle() + "/" + file.name();
  }

  private static String hash(Pack.ProcessFile file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(file.bpmn());
      new TreeMap<>(file.forms())
          .values()
          .forEach(form -> digest.update(form.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw HubException.internal("workflow.engine.failed", e);
    }
  }
}
